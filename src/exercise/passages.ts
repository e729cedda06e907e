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

const month = z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/u, 'must be a year and a month, 2026-08');

const drift = z.strictObject({
  where: nonEmptyText,
  exercise: nonEmptyText,
  date: month,
});

const fact = z.strictObject({
  says: nonEmptyText,
  source: nonEmptyText,
  checked: z.union([z.iso.date(), month], { error: 'must be a day, 2026-08-21, or where it is not known a month' }),
});

const needsFacts = 'a passage needs the facts that it rests on';

const head = z.strictObject({
  id: lessonId,
  title: nonEmptyText,
  under: lessonId.nullable().default(null),
  overview: z.boolean().default(false),
  aliases: z.array(nonEmptyText).default([]),
  phrases: z.array(nonEmptyText).default([]),
  questions: z.array(nonEmptyText).default([]),
  values: z.array(z.enum(valueNames)).default([]),
  covers: z.array(lessonId).default([]),
  see: z.array(lessonId).default([]),
  simpler: nonEmptyText.nullable().default(null),
  facts: z.array(fact, needsFacts).min(1, needsFacts),
  drift: drift.nullable().default(null),
});

/** A passage, and the file that it is from. */
export type PassageFile = { readonly page: ParsedLessonFile<z.infer<typeof head>>; readonly passage: Passage };

/** Reads `passages/*.md`. @throws Trouble with file and line */
export function parsePassage(file: LessonFile): PassageFile {
  const page = parseLessonFile(head, file);
  const sources = [...new Set(page.frontMatter.facts.map(({ source }) => source))];
  const body = requireParagraphs(file.name, 1, page.rows, 'a passage');
  return { page, passage: { ...page.frontMatter, sources, body } };
}

/** @throws Trouble for an id, an alias or a phrase that leads to two passages; a phrase may be an alias of another one */
export function checkUniqueNames(pages: readonly PassageFile[]): void {
  checkUnique(pages, 'aliases');
  checkUnique(pages, 'phrases');
}

function checkUnique(pages: readonly PassageFile[], key: 'aliases' | 'phrases'): void {
  const owner = new Map<string, string>();
  for (const { page, passage } of pages) {
    const words = [passage.id, ...(passage[key] ?? []).map((each) => each.toLowerCase())];
    for (const word of new Set(words)) {
      const before = owner.get(word);
      const line = word === passage.id ? page.lineOf('id') : page.lineOf(key);
      if (before !== undefined) throw lessonError(page.name, line, `"${word}" already leads to ${before}`);
      owner.set(word, passage.id);
    }
  }
}
