import type { HintAnswer, Next, Outcome } from '../../model/answer.ts';
import type { Lab } from '../../model/lab.ts';
import type { Rung, TaskNumber } from '../../model/lesson.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Because, Standing } from './ladder.ts';
import { hintStep } from './step-text.ts';

/** What is said of how the rung was reached. */
export const reached: { readonly [B in Because]: string | null } = {
  first: null,
  evidence: 'What your cluster shows has changed since the last hint, so here is the next one.',
  guess: 'Your guess is kept in mind, not its words. Compare it with this hint.',
  nothing: 'I looked again and saw nothing new since the last hint, so it is the same one.',
};

/** How the next one is reached. Only what one does counts, so there is nothing to wait for and nothing to count. */
function howOn(task: TaskNumber, is: Standing, visible: Rung): string | null {
  if (visible === 'yours') return null;
  if (is.rung === 'yours')
    return `The next hint shows your own values; it comes once “check ${task}” has looked at them.`;
  return `For the next hint, look again when your cluster shows something new, or write “hint ${task} guess” and what you think, in a few words.`;
}

function nextOf(task: TaskNumber, is: Standing, visible: Rung): readonly Next[] {
  const check = { label: `Check task ${task}`, say: `check ${task}` };
  const earlier = visible === 'idea' ? [] : [{ label: 'Earlier hints too', say: `hint ${task} again` }];
  if (is.rung === 'yours')
    return [check, ...(visible === 'yours' ? [] : [{ label: 'Next hint', say: `hint ${task}` }]), ...earlier];
  const guess = { label: 'I have a guess', say: `hint ${task} guess` };
  return [guess, { label: 'Look again', say: `hint ${task}` }, check, ...earlier];
}

/** What somebody may see of a task's hints. */
export type View = { readonly is: Standing; readonly visible: Rung; readonly snapshot: Snapshot | null };

/** A hint with how to go on from it. @throws Trouble `bad-lesson` */
export function answerOf(
  { lesson }: Lab,
  task: TaskNumber,
  { is, visible, snapshot }: View,
  rest: { readonly rungs: readonly Rung[]; readonly says: string | null },
): Pick<Outcome, 'answer' | 'next'> {
  const steps = rest.rungs.map((rung) => hintStep(lesson, task, rung, snapshot));
  const answer: HintAnswer = { kind: 'hint', task, says: rest.says, steps, more: howOn(task, is, visible) };
  return { answer, next: nextOf(task, is, visible) };
}
