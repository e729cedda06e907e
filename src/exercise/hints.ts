import { z } from 'zod';
import { type Hint, type HintLevel, hintLevels, type ValueName, valueNames } from '../model/lesson.ts';
import { type LessonFile, lessonError, type ParsedLessonFile, parseLessonFile } from './front-matter.ts';
import { namesAModel } from './names-a-model.ts';
import { requireSections, sectionsOf } from './sections.ts';

const head = z.strictObject({
  task: z.literal([1, 2, 3]),
  values: z.array(z.enum(valueNames)).min(1),
});

/** The heading of each level in a file. */
export const hintLevelTitles: { readonly [L in HintLevel]: string } = {
  idea: 'The idea',
  where: 'Where to look',
  read: 'How to read it',
  example: 'A worked example',
  yours: 'Your own values',
};

/** The five hints of a task, and the file that they are from. */
export type HintFile = { readonly page: ParsedLessonFile<z.infer<typeof head>>; readonly hints: readonly Hint[] };

const placeholder = /\{\{([^{}]*)\}\}/gu;

/** The names between double braces in some paragraphs. */
export function placeholdersIn(paragraphs: readonly string[]): readonly string[] {
  return paragraphs.flatMap((each) => [...each.matchAll(placeholder)].map((match) => match[1] ?? ''));
}

/** @throws Trouble for a placeholder above the last level, or one that the front matter does not name */
function checkPlaceholders(page: ParsedLessonFile<unknown>, values: readonly ValueName[]): void {
  for (const { title, rows } of sectionsOf(page)) {
    for (const row of rows) {
      for (const name of placeholdersIn([row.text])) {
        const known = values.some((value) => value === name);
        if (!known) throw lessonError(page.name, row.line, `{{${name}}} is not among the values of the front matter`);
        if (title !== hintLevelTitles.yours)
          throw lessonError(page.name, row.line, `{{${name}}} belongs to the last level`);
      }
    }
  }
}

function lineOf(page: ParsedLessonFile<unknown>, level: HintLevel): number {
  return sectionsOf(page).find(({ title }) => title === hintLevelTitles[level])?.line ?? 1;
}

/** The levels that anybody gets at once. They name no network model: it could be taken for the student's. */
export const earlyHintLevels: readonly HintLevel[] = ['idea', 'where', 'read'];

/** Reads `hints/*.md`: five sections, one for each level. @throws Trouble with file and line */
export function parseHints(file: LessonFile): HintFile {
  const page = parseLessonFile(head, file);
  const { task, values } = page.frontMatter;
  const words = requireSections(page, hintLevelTitles);
  checkPlaceholders(page, values);
  const unused = values.find((name) => !placeholdersIn(words.yours).includes(name));
  if (unused) throw lessonError(file.name, page.lineOf('values'), `{{${unused}}} is not used in the last level`);
  if (!words.yours.at(-1)?.endsWith('?')) throw lessonError(file.name, 1, 'the last level must end with a question');
  const naming = earlyHintLevels.find((level) => namesAModel(words[level]));
  if (naming)
    throw lessonError(file.name, lineOf(page, naming), `"${hintLevelTitles[naming]}" must not name a network model`);
  const hints = hintLevels.map((level) => ({
    task,
    level,
    body: words[level],
    values: level === 'yours' ? values : [],
  }));
  return { page, hints };
}
