import type { Lesson } from '../model/lesson.ts';

/** Words of a lesson: those that its author wrote, and all, with those of the questions, which are typed with slips. */
export type LessonWords = { readonly written: ReadonlySet<string>; readonly all: ReadonlySet<string> };

/** The words of texts in lower case; those with hyphens also by their parts. */
function wordsOf(texts: readonly string[]): readonly string[] {
  const whole =
    texts
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}-]+/gu) ?? [];
  return whole.flatMap((word) => [word, ...word.split('-')]);
}

const wordsByLesson = new WeakMap<Lesson, LessonWords>();

/** Collects the words of a lesson, once for each. */
export function collectLessonWords(lesson: Lesson): LessonWords {
  const known = wordsByLesson.get(lesson);
  if (known) return known;
  const { passages } = lesson;
  const written = new Set(wordsOf(passages.flatMap(({ title, aliases, body }) => [title, ...aliases, ...body])));
  const asked = wordsOf(passages.flatMap(({ questions }) => questions));
  const words = { written, all: new Set([...written, ...asked]) };
  wordsByLesson.set(lesson, words);
  return words;
}
