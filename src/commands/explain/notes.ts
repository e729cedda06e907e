import { checks } from '../../checks/index.ts';
import type { UnhelpfulText } from '../../model/explanation.ts';
import { type FeedbackSubject, rankUnhelpful } from '../../model/feedback.ts';
import { findingCodes } from '../../model/finding.ts';
import type { Lab } from '../../model/lab.ts';
import type { DriftNote, Lesson, Passage } from '../../model/lesson.ts';
import { Trouble } from '../../model/trouble.ts';
import type { Command } from '../command.ts';

function isNote(passage: Passage): passage is DriftNote {
  return passage.drift !== null;
}

/** What stands above a page or a card; null for a page that the lesson no longer has. */
function titleOf({ kind, id }: FeedbackSubject, { passages }: Lesson): string | null {
  if (kind === 'page') return passages.find((each) => each.id === id)?.title ?? null;
  const code = findingCodes.find((each) => each === id);
  return code === undefined ? null : checks[code].asks;
}

/** What did not help, by its title, the most “No” first; null where the counts cannot be read. */
async function readUnhelpful(lab: Lab): Promise<readonly UnhelpfulText[] | null> {
  try {
    return rankUnhelpful(await lab.feedback.read()).flatMap(({ subject, yes, no }) => {
      const title = titleOf(subject, lab.lesson());
      return title === null ? [] : [{ title, yes, no }];
    });
  } catch (error) {
    if (error instanceof Trouble) return null;
    throw error;
  }
}

/**
 * `notes`: each line of the exercise that newer sources contradict or narrow, with source and date; for instructors what did
 * not help as well.
 */
export const notes: Command = {
  word: 'notes',
  usage: 'notes',
  purpose: 'where newer sources say otherwise than the exercise, with source and date',
  async run({ by }, lab) {
    const unhelpful = by.role === 'instructor' ? { unhelpful: await readUnhelpful(lab) } : {};
    return { answer: { kind: 'notes', notes: lab.lesson().passages.filter(isNote), ...unhelpful } };
  },
};
