import type { NumberedLine, ParsedLessonFile } from './front-matter.ts';
import { lessonError, requireParagraphs } from './front-matter.ts';

/** A part of a file below a heading `## title`. */
export type Section = { readonly title: string; readonly line: number; readonly rows: readonly NumberedLine[] };

/**
 * The sections of a file, in its order. @throws Trouble for a text above the first heading, or a heading
 * twice
 */
export function sectionsOf({ name, rows }: ParsedLessonFile<unknown>): readonly Section[] {
  const found: { title: string; line: number; rows: NumberedLine[] }[] = [];
  for (const row of rows) {
    const title = /^## +(.+)$/u.exec(row.text)?.[1]?.trim();
    if (title === undefined) {
      const last = found.at(-1);
      if (last) last.rows.push(row);
      else if (row.text.trim() !== '') throw lessonError(name, row.line, 'a text must stand below a heading "## …"');
    } else {
      if (found.some((each) => each.title === title)) throw lessonError(name, row.line, `a second "## ${title}"`);
      found.push({ title, line: row.line, rows: [] });
    }
  }
  return found;
}

/**
 * The paragraphs of the sections that a file must have, by key. @throws Trouble for one that is missing,
 * empty or unknown
 */
export function requireSections<K extends string>(
  page: ParsedLessonFile<unknown>,
  titles: { readonly [Key in K]: string },
): { readonly [Key in K]: readonly string[] } {
  const sections = sectionsOf(page);
  const known: readonly string[] = Object.values(titles);
  const strange = sections.find(({ title }) => !known.includes(title));
  if (strange) throw lessonError(page.name, strange.line, `"## ${strange.title}" is none of ${known.join(', ')}`);
  const words = (Object.entries(titles) as [K, string][]).map(([key, title]) => {
    const section = sections.find((each) => each.title === title);
    if (section === undefined) throw lessonError(page.name, 1, `needs a section "## ${title}"`);
    return [key, requireParagraphs(page.name, section.line, section.rows, `"## ${title}"`)] as const;
  });
  // A cast, since Object.fromEntries forgets the keys: they are those of `titles`.
  return Object.fromEntries(words) as { readonly [Key in K]: readonly string[] };
}
