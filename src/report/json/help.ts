import type { HelpAnswer } from '../../model/answer.ts';

/** The answer to `help` as `netlab.help/1`. */
export function helpJson({ note, lines }: HelpAnswer): object {
  return { schema: 'netlab.help/1', note, lines };
}
