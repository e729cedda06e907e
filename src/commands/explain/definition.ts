import { findPassage, normalizeName } from '../../exercise/passage-names.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';

const article = '(?:the |an? |ein(?:e|en)? |der |die |das )?';

// Questions for what a word means; the first group is the word.
const asksForMeaning = [
  `^was ist mit ${article}(.+) gemeint$`,
  `^(?:what(?:['’]?s| is| are)|wh?at is|define|was (?:ist|sind)) ${article}(.+?)(?: exactly)?$`,
  `^(?:what|wh?at) (?:does|do) ${article}(.+?) (?:mean|stand for)(?: exactly)?$`,
  `^(?:the )?meaning of ${article}(.+)$`,
  `^was (?:heißt|heisst|bedeutet|bedeuten) ${article}(.+)$`,
].map((pattern) => new RegExp(pattern, 'iu'));

/**
 * The passage on the word whose meaning a question asks for: of that name, or where another has the question word for word,
 * that one. Undefined for any other question, and for a word of no page.
 */
export function findDefinition(lesson: Lesson, question: string): Passage | undefined {
  const asked = question.replaceAll(/[?!.\s]+$/gu, '').trim();
  const word = asksForMeaning.map((each) => each.exec(asked)?.[1]).find((each) => each !== undefined);
  const named = word === undefined ? undefined : findPassage(lesson, word);
  if (named === undefined) return undefined;
  const same = normalizeName(asked);
  const having = lesson.passages.filter(({ questions }) => questions.some((each) => normalizeName(each) === same));
  return having.includes(named) ? named : (having[0] ?? named);
}
