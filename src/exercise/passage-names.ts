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

/** The passage of this name, spelled exactly but for case and punctuation. */
export function findPassage(lesson: Lesson, name: string): Passage | undefined {
  const wanted = normalizeName(name);
  return lesson.passages.find((passage) => namesOf(passage).includes(wanted));
}
