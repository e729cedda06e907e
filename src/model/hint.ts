import type { HintLevel, TaskNumber } from './lesson.ts';

/** One level of a hint as it is shown: the values of the last one are filled in. */
export type HintStep = { readonly level: HintLevel; readonly title: string; readonly body: readonly string[] };

/** The answer to `hint`: the level that was reached, or several of them where they were asked for. */
export type HintAnswer = {
  readonly kind: 'hint';
  readonly task: TaskNumber;
  /** A sentence about this request, shown before the hint; null for none. */
  readonly message: string | null;
  readonly steps: readonly HintStep[];
  /** How to go on; null where there is nothing more. */
  readonly more: string | null;
};
