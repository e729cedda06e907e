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
  evidence: 'Your cluster shows something new since the last hint. Here is the next one.',
  guess: 'Thanks. I do not store your words. Compare your guess with this hint.',
  nothing: 'I looked again. Nothing of this task is new since the last hint, so it is the same one.',
};

/** How to unlock the next level, null at the last one. Neither waiting nor asking often unlocks any. */
function howOn(task: TaskNumber, is: HintProgress, visible: HintLevel): string | null {
  if (visible === 'yours') return null;
  if (is.rung === 'yours') return `The next hint shows your own values. It comes after “check ${task}”.`;
  return `The next hint comes when your cluster shows something new. Or tell me your guess: “hint ${task} guess”, then a few words.`;
}

function nextOf(task: TaskNumber, is: HintProgress, visible: HintLevel): readonly Next[] {
  const check = { label: `Check task ${task}`, command: `check ${task}` };
  const earlier = visible === 'idea' ? [] : [{ label: 'All hints so far', command: `hint ${task} again` }];
  if (is.rung === 'yours')
    return [check, ...(visible === 'yours' ? [] : [{ label: 'Next hint', command: `hint ${task}` }]), ...earlier];
  const guess = { label: 'I have a guess', command: `hint ${task} guess` };
  return [guess, { label: 'Next hint', command: `hint ${task}` }, check, ...earlier];
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
