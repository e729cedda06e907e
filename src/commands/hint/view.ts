import type { Assessment } from '../../model/assessment.ts';
import type { HintAnswer } from '../../model/hint.ts';
import type { Lab } from '../../model/lab.ts';
import type { HintLevel, TaskNumber } from '../../model/lesson.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { HintProgress, HintReason } from './ladder.ts';
import { buildHintStep } from './step-text.ts';

/** What is said before a hint; null for nothing. */
export const hintReasonWords: { readonly [B in HintReason]: string | null } = {
  first: null,
  evidence: 'What your cluster shows has changed since the last hint, so here is the next one.',
  guess: 'Your guess is kept in mind, not its words. Compare it with this hint.',
  nothing: 'I looked again: no verdict of this task is new since the last hint, so it is the same one.',
};

/** How to unlock the next level, null at the last one. Neither waiting nor asking often unlocks any. */
function howOn(task: TaskNumber, is: HintProgress, visible: HintLevel): string | null {
  if (visible === 'yours') return null;
  if (is.rung === 'yours')
    return `The next hint shows your own values; it comes once “check ${task}” has looked at them.`;
  return `For the next hint, look again when your cluster shows something new, or write “hint ${task} guess” and what you think, in a few words.`;
}

function nextOf(task: TaskNumber, is: HintProgress, visible: HintLevel): readonly Next[] {
  const check = { label: `Check task ${task}`, command: `check ${task}` };
  const earlier = visible === 'idea' ? [] : [{ label: 'Earlier hints too', command: `hint ${task} again` }];
  if (is.rung === 'yours')
    return [check, ...(visible === 'yours' ? [] : [{ label: 'Next hint', command: `hint ${task}` }]), ...earlier];
  const guess = { label: 'I have a guess', command: `hint ${task} guess` };
  return [guess, { label: 'Look again', command: `hint ${task}` }, check, ...earlier];
}

/** The stored progress, the highest level that may be shown, and the assessment whose values the last level holds. */
export type HintView = {
  readonly is: HintProgress;
  readonly visible: HintLevel;
  readonly assessment: Assessment | null;
};

/** The hints of `rest.levels` with the buttons below them. @throws Trouble `bad-lesson` */
export function answerWithHints(
  { lesson }: Lab,
  task: TaskNumber,
  { is, visible, assessment }: HintView,
  rest: { readonly levels: readonly HintLevel[]; readonly message: string | null },
): Pick<Outcome, 'answer' | 'next'> {
  const steps = rest.levels.map((level) => buildHintStep(lesson(), task, level, assessment));
  const answer: HintAnswer = { kind: 'hint', task, message: rest.message, steps, more: howOn(task, is, visible) };
  return { answer, next: nextOf(task, is, visible) };
}
