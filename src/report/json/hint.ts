import type { HintAnswer } from '../../model/hint.ts';

/** A hint as `netlab.hint/1`. */
export function hintJson({ task, steps, more }: HintAnswer): object {
  return {
    schema: 'netlab.hint/1',
    task,
    hints: steps.map(({ level, title, body }) => ({ rung: level, title, body })),
    more,
  };
}
