import type { SlackContext } from '../context.ts';

/** Counts a bug and logs it with its stack; returns the number that the person gets to see, eight characters. */
export function reportBug(error: unknown, { lab, metrics }: Pick<SlackContext, 'lab' | 'metrics'>): string {
  const id = lab.newIdAndTime().id.slice(0, 8);
  metrics.bugs.inc();
  lab.log(`bug ${id}: ${error instanceof Error ? error.stack : String(error)}`);
  return id;
}
