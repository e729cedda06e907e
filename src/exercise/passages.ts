import { z } from 'zod';
import { type Passage, valueNames } from '../model/lesson.ts';
import { id, type LessonFile, type Page, pageOf, refuse, text, wordsOf } from './front-matter.ts';

const drift = z.strictObject({
  where: text,
  exercise: text,
  date: z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/u, 'must be a year and a month, 2026-08'),
});

const head = z.strictObject({
  id,
  title: text,
  under: id.nullable().default(null),
  aliases: z.array(text).default([]),
  questions: z.array(text).default([]),
  values: z.array(z.enum(valueNames)).default([]),
  covers: z.array(id).default([]),
  sources: z.array(text).min(1),
  drift: drift.nullable().default(null),
});

/** A passage and the page that it stands on. */
export type PassagePage = { readonly page: Page<z.infer<typeof head>>; readonly passage: Passage };

/** Reads `passages/*.md`. @throws Trouble with file and line */
export function passageOf(file: LessonFile): PassagePage {
  const page = pageOf(head, file);
  return { page, passage: { ...page.head, body: wordsOf(file.name, 1, page.rows, 'a passage') } };
}

/** Every id and every alias leads to one passage. @throws Trouble */
export function uniqueNames(pages: readonly PassagePage[]): void {
  const owner = new Map<string, string>();
  for (const { page, passage } of pages) {
    const words = [passage.id, ...passage.aliases.map((alias) => alias.toLowerCase())];
    for (const word of new Set(words)) {
      const before = owner.get(word);
      const line = word === passage.id ? page.lineOf('id') : page.lineOf('aliases');
      if (before !== undefined) throw refuse(page.name, line, `"${word}" already leads to ${before}`);
      owner.set(word, passage.id);
    }
  }
}
