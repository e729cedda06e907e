import { valueNames } from '../model/lesson.ts';
import { findOwnValue } from '../model/own-value.ts';
import type { QuizChoice } from '../model/quiz.ts';
import { lessonError, type ParsedLessonFile } from './front-matter.ts';
import { placeholdersIn } from './hints.ts';

type ChoiceLines = Readonly<Record<string, string>>;

/** The choices as they are written: their words, what each would look like, and why each holds. */
type WrittenChoices = { readonly choices: ChoiceLines; readonly looks: ChoiceLines; readonly why: ChoiceLines };

/** The choices of a question, in the order of its file. */
export function choicesOf({ choices, looks, why }: WrittenChoices): readonly QuizChoice[] {
  return Object.entries(choices).map(([value, text]) => ({
    value,
    text,
    looks: findOwnValue(looks, value) ?? null,
    why: findOwnValue(why, value) ?? null,
  }));
}

/** @throws Trouble where a field lacks one of these keys, or has another one */
export function requireKeys(
  page: ParsedLessonFile<unknown>,
  field: string,
  given: object,
  keys: readonly string[],
): void {
  const missing = keys.find((key) => !Object.hasOwn(given, key));
  if (missing) throw lessonError(page.name, page.lineOf(field), `${field}: needs "${missing}"`);
  const strange = Object.keys(given).find((key) => !keys.includes(key));
  if (strange)
    throw lessonError(page.name, page.lineOf(field, strange), `${field}: "${strange}" is none of ${keys.join(', ')}`);
}

/** Each choice has the line that is said to who chose it. @throws Trouble for one without */
export function requireChoiceLines(
  page: ParsedLessonFile<Omit<WrittenChoices, 'choices'>>,
  needed: { readonly looks: readonly string[]; readonly why: readonly string[] },
): void {
  requireKeys(page, 'looks', page.frontMatter.looks, needed.looks);
  requireKeys(page, 'why', page.frontMatter.why, needed.why);
}

/** @throws Trouble for a placeholder that names no value of a cluster */
export function requireOwnValues(page: ParsedLessonFile<{ readonly yours: string | null }>): void {
  const { yours } = page.frontMatter;
  const names: readonly string[] = valueNames;
  const strange = placeholdersIn(yours === null ? [] : [yours]).find((name) => !names.includes(name));
  if (strange !== undefined)
    throw lessonError(page.name, page.lineOf('yours'), `yours: {{${strange}}} is none of ${names.join(', ')}`);
}
