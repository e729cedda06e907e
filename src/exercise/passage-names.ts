import type { Lesson, Passage } from '../model/lesson.ts';

/** A name as it is compared: lower case, no punctuation but dots and dashes. */
export function normalizeName(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}. -]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Everything that leads to a passage: its id, its title, its aliases. */
export function namesOf(passage: Passage): readonly string[] {
  return [passage.id, passage.title, ...passage.aliases].map(normalizeName);
}

// What stands around a name where somebody asks for it in a sentence.
const asking =
  /^(?:(?:please|can you|could you|bitte) )*(?:(?:what|which|who)(?: is| are|s|'s)?|tell me(?: about)?|show(?: me)?|list|give me|explain|describe|name|zeige?(?: mir)?|was (?:ist|sind)|nenne?(?: mir)?)? ?(?:(?:all|the|its|these|die|das|der|alle|all the) )*/u;
const ofExercise = / (?:of|in|from) (?:the|this) (?:exercise|lab|lesson|training)$| (?:please|bitte)$/u;

/** The passage that just these words lead to, or the overview that a sentence asks for: “show me the best practices”. */
function findByPhrase({ passages }: Lesson, wanted: string): Passage | undefined {
  const bare = wanted.replace(ofExercise, '').replace(asking, '');
  const isAny = (texts: readonly string[]) =>
    texts.map(normalizeName).some((each) => each !== '' && (each === wanted || each === bare));
  return (
    passages.find(({ phrases = [] }) => isAny(phrases)) ??
    passages.find((each) => each.overview && isAny(namesOf(each)))
  );
}

/** The passage of this name, spelled exactly but for case and punctuation. */
export function findPassage(lesson: Lesson, name: string): Passage | undefined {
  const wanted = normalizeName(name);
  return findByPhrase(lesson, wanted) ?? lesson.passages.find((passage) => namesOf(passage).includes(wanted));
}
