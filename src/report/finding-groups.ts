import type { CheckReport, Finding } from '../model/finding.ts';
import type { Passage } from '../model/lesson.ts';

/** Findings under their headings: the tasks in order, then the theory. */
export function groupByTask(
  findings: readonly Finding[],
): readonly { readonly title: string; readonly findings: readonly Finding[] }[] {
  const byTask = Map.groupBy(findings, ({ task }) => task);
  const order = [1, 2, 3, null] as const;
  return order.flatMap((task) => {
    const own = byTask.get(task);
    return own ? [{ title: task === null ? 'Theory: private clusters' : `Task ${task}`, findings: own }] : [];
  });
}

/** What was counted and left out, in one line. */
export function countedLine({ counted, excluded }: Finding): string {
  const counts = Object.entries(counted).map(([kind, n]) => `${kind} ${n}`);
  const out = excluded.map(({ why, count }) => `${count} ${why}`);
  return [...counts, ...(out.length > 0 ? [`left out: ${out.join('; ')}`] : [])].join(', ');
}

/** Who read what, and that nothing was changed, in one sentence. */
export function receiptLine({ receipt, source, readAt }: CheckReport): string {
  const asked = receipt.reads.filter(({ verb }) => verb !== 'ignore' && verb !== 'assume');
  const ok = asked.filter(({ outcome }) => outcome === 'ok' || outcome === 'not-found').length;
  const ignored = receipt.reads
    .filter(({ verb }) => verb === 'ignore')
    .map(({ resource, count }) => `${count} ${resource}`);
  const assumed = receipt.reads.filter(({ verb }) => verb === 'assume').map(({ resource }) => ` ${resource}.`);
  const who = receipt.as === null ? '' : ` as ${receipt.as}`;
  const rest = ignored.length > 0 ? ` Not used: ${ignored.join(', ')}.` : '';
  return `Read ${readAt} from ${source.kind} ${source.name}${who}: ${ok} of ${asked.length} questions answered, nothing changed.${rest}${assumed.join('')}`;
}

/** Where the facts of passages come from, each source once. */
export function sourcesOf(passages: readonly Pick<Passage, 'sources'>[]): readonly string[] {
  return [...new Set(passages.flatMap(({ sources }) => sources))];
}
