import type { Lesson, Passage } from '../model/lesson.ts';

/** A name as it is compared: lower case, no punctuation but dots and dashes. */
export function normal(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}. -]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Everything that leads to a passage: its id, its title, its aliases. */
export function namesOf(passage: Passage): readonly string[] {
  return [passage.id, passage.title, ...passage.aliases].map(normal);
}

/** The passage of this name, spelled exactly but for case and punctuation. */
export function passageNamed(lesson: Lesson, name: string): Passage | undefined {
  const wanted = normal(name);
  return lesson.passages.find((passage) => namesOf(passage).includes(wanted));
}
