import { z } from 'zod';
import { type Hint, type Rung, rungs, type ValueName, valueNames } from '../model/lesson.ts';
import { type LessonFile, type Page, pageOf, refuse } from './front-matter.ts';
import { namesAModel } from './names-a-model.ts';
import { sectionsOf, sectionWords } from './sections.ts';

const head = z.strictObject({
  task: z.literal([1, 2, 3]),
  values: z.array(z.enum(valueNames)).min(1),
});

/** What the rungs are called in a file. */
export const rungTitles: { readonly [R in Rung]: string } = {
  idea: 'The idea',
  where: 'Where to look',
  read: 'How to read it',
  example: 'A worked example',
  yours: 'Your own values',
};

/** The five hints of a task and the page that they stand on. */
export type HintPage = { readonly page: Page<z.infer<typeof head>>; readonly hints: readonly Hint[] };

const placeholder = /\{\{([^{}]*)\}\}/gu;

/** What stands between double braces in some words. */
export function placeholdersIn(words: readonly string[]): readonly string[] {
  return words.flatMap((each) => [...each.matchAll(placeholder)].map((match) => match[1] ?? ''));
}

/** Placeholders stand in the last rung only, and are just those that the front matter names. */
function placed(page: Page<unknown>, values: readonly ValueName[]): void {
  for (const { title, rows } of sectionsOf(page)) {
    for (const row of rows) {
      for (const name of placeholdersIn([row.text])) {
        const known = values.some((value) => value === name);
        if (!known) throw refuse(page.name, row.line, `{{${name}}} is not among the values of the front matter`);
        if (title !== rungTitles.yours) throw refuse(page.name, row.line, `{{${name}}} belongs to the last rung`);
      }
    }
  }
}

function lineOf(page: Page<unknown>, rung: Rung): number {
  return sectionsOf(page).find(({ title }) => title === rungTitles[rung])?.line ?? 1;
}

/** The rungs that anybody may have at once name no model, since it could be taken for the student's. */
export const early: readonly Rung[] = ['idea', 'where', 'read'];

/** Reads `hints/*.md`: five sections, one a rung. @throws Trouble with file and line */
export function hintsOf(file: LessonFile): HintPage {
  const page = pageOf(head, file);
  const { task, values } = page.head;
  const words = sectionWords(page, rungTitles);
  placed(page, values);
  const unused = values.find((name) => !placeholdersIn(words.yours).includes(name));
  if (unused) throw refuse(file.name, page.lineOf('values'), `{{${unused}}} is not used in the last rung`);
  if (!words.yours.at(-1)?.endsWith('?')) throw refuse(file.name, 1, 'the last rung must end with a question');
  const naming = early.find((rung) => namesAModel(words[rung]));
  if (naming) throw refuse(file.name, lineOf(page, naming), `"${rungTitles[naming]}" must not name a network model`);
  const hints = rungs.map((rung) => ({ task, rung, body: words[rung], values: rung === 'yours' ? values : [] }));
  return { page, hints };
}
