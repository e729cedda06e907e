import { z } from 'zod';
import { type Hint, type HintLevel, hintLevels, type ValueName, valueNames } from '../model/lesson.ts';
import { type LessonFile, lessonError, type ParsedLessonFile, parseLessonFile } from './front-matter.ts';
import { namesAModel } from './names-a-model.ts';
import { requireSections, sectionsOf } from './sections.ts';

const head = z.strictObject({
  task: z.literal([1, 2, 3]),
  values: z.array(z.enum(valueNames)).min(1),
});

/** What the rungs are called in a file. */
export const hintLevelTitles: { readonly [R in HintLevel]: string } = {
  idea: 'The idea',
  where: 'Where to look',
  read: 'How to read it',
  example: 'A worked example',
  yours: 'Your own values',
};

/** The five hints of a task and the page that they stand on. */
export type HintFile = { readonly page: ParsedLessonFile<z.infer<typeof head>>; readonly hints: readonly Hint[] };

const placeholder = /\{\{([^{}]*)\}\}/gu;

/** What stands between double braces in some words. */
export function placeholdersIn(words: readonly string[]): readonly string[] {
  return words.flatMap((each) => [...each.matchAll(placeholder)].map((match) => match[1] ?? ''));
}

/** Placeholders stand in the last rung only, and are just those that the front matter names. */
function placed(page: ParsedLessonFile<unknown>, values: readonly ValueName[]): void {
  for (const { title, rows } of sectionsOf(page)) {
    for (const row of rows) {
      for (const name of placeholdersIn([row.text])) {
        const known = values.some((value) => value === name);
        if (!known) throw lessonError(page.name, row.line, `{{${name}}} is not among the values of the front matter`);
        if (title !== hintLevelTitles.yours)
          throw lessonError(page.name, row.line, `{{${name}}} belongs to the last rung`);
      }
    }
  }
}

function lineOf(page: ParsedLessonFile<unknown>, rung: HintLevel): number {
  return sectionsOf(page).find(({ title }) => title === hintLevelTitles[rung])?.line ?? 1;
}

/** The rungs that anybody may have at once name no model, since it could be taken for the student's. */
export const earlyHintLevels: readonly HintLevel[] = ['idea', 'where', 'read'];

/** Reads `hints/*.md`: five sections, one a rung. @throws Trouble with file and line */
export function parseHints(file: LessonFile): HintFile {
  const page = parseLessonFile(head, file);
  const { task, values } = page.frontMatter;
  const words = requireSections(page, hintLevelTitles);
  placed(page, values);
  const unused = values.find((name) => !placeholdersIn(words.yours).includes(name));
  if (unused) throw lessonError(file.name, page.lineOf('values'), `{{${unused}}} is not used in the last rung`);
  if (!words.yours.at(-1)?.endsWith('?')) throw lessonError(file.name, 1, 'the last rung must end with a question');
  const naming = earlyHintLevels.find((rung) => namesAModel(words[rung]));
  if (naming)
    throw lessonError(file.name, lineOf(page, naming), `"${hintLevelTitles[naming]}" must not name a network model`);
  const hints = hintLevels.map((rung) => ({
    task,
    level: rung,
    body: words[rung],
    values: rung === 'yours' ? values : [],
  }));
  return { page, hints };
}
