import { z } from 'zod';
import { type Passage, valueNames } from '../model/lesson.ts';
import {
  type LessonFile,
  lessonError,
  lessonId,
  nonEmptyText,
  type ParsedLessonFile,
  parseLessonFile,
  requireParagraphs,
} from './front-matter.ts';

const drift = z.strictObject({
  where: nonEmptyText,
  exercise: nonEmptyText,
  date: z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/u, 'must be a year and a month, 2026-08'),
});

const head = z.strictObject({
  id: lessonId,
  title: nonEmptyText,
  under: lessonId.nullable().default(null),
  aliases: z.array(nonEmptyText).default([]),
  questions: z.array(nonEmptyText).default([]),
  values: z.array(z.enum(valueNames)).default([]),
  covers: z.array(lessonId).default([]),
  sources: z.array(nonEmptyText).min(1),
  drift: drift.nullable().default(null),
});

/** A passage, and the file that it is from. */
export type PassageFile = { readonly page: ParsedLessonFile<z.infer<typeof head>>; readonly passage: Passage };

/** Reads `passages/*.md`. @throws Trouble with file and line */
export function parsePassage(file: LessonFile): PassageFile {
  const page = parseLessonFile(head, file);
  return { page, passage: { ...page.frontMatter, body: requireParagraphs(file.name, 1, page.rows, 'a passage') } };
}

/** @throws Trouble for an id or an alias that leads to two passages */
export function checkUniqueNames(pages: readonly PassageFile[]): void {
  const owner = new Map<string, string>();
  for (const { page, passage } of pages) {
    const words = [passage.id, ...passage.aliases.map((alias) => alias.toLowerCase())];
    for (const word of new Set(words)) {
      const before = owner.get(word);
      const line = word === passage.id ? page.lineOf('id') : page.lineOf('aliases');
      if (before !== undefined) throw lessonError(page.name, line, `"${word}" already leads to ${before}`);
      owner.set(word, passage.id);
    }
  }
}
