import { z } from 'zod';
import type { Task } from '../model/finding.ts';
import { type Choice, type FactId, facts, type Question } from '../model/quiz.ts';
import { id, type LessonFile, type Page, pageOf, refuse, text, wordsOf } from './front-matter.ts';
import { readOnly } from './read-only-command.ts';
import { sectionWords } from './sections.ts';

const factIds = Object.keys(facts) as readonly FactId[];
const task = z.literal([1, 2, 3, 'theory']).transform((named): Task => (named === 'theory' ? null : named));
const choices = z.record(z.string(), text);

const prediction = z.strictObject({
  id,
  task,
  kind: z.literal('predict'),
  fact: z.enum(factIds),
  choices,
  observe: readOnly,
  explain: z.record(z.string(), id),
});

const transfer = z.strictObject({
  id,
  task,
  kind: z.literal('transfer'),
  choices: choices.default({}),
  right: z.array(z.union([text, z.number().transform(String)])).min(1),
  passage: id,
});

const head = z.discriminatedUnion('kind', [prediction, transfer]);
type Head = z.infer<typeof head>;
type Of<K extends Head['kind']> = Page<Extract<Head, { kind: K }>>;

/** A question and the page that it stands on. */
export type QuizPage = { readonly page: Page<Head>; readonly question: Question };

function listed(named: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(named).map(([value, words]) => ({ value, text: words }));
}

/** A field has an entry for each of these keys and no other. */
function exactly(page: Page<unknown>, field: string, given: object, keys: readonly string[]): void {
  const missing = keys.find((key) => !(key in given));
  if (missing) throw refuse(page.name, page.lineOf(field), `${field}: needs "${missing}"`);
  const strange = Object.keys(given).find((key) => !keys.includes(key));
  if (strange)
    throw refuse(page.name, page.lineOf(field, strange), `${field}: "${strange}" is none of ${keys.join(', ')}`);
}

function predictionOf(page: Of<'predict'>): Question {
  const { choices: named, ...rest } = page.head;
  exactly(page, 'choices', named, facts[rest.fact]);
  exactly(page, 'explain', rest.explain, facts[rest.fact]);
  return { ...rest, choices: listed(named), question: wordsOf(page.name, 1, page.rows, 'a question') };
}

function transferOf(page: Of<'transfer'>): Question {
  const { choices: named, right, ...rest } = page.head;
  const keys = Object.keys(named);
  const strange = keys.length > 0 ? right.findIndex((each) => !keys.includes(each)) : -1;
  if (strange >= 0) throw refuse(page.name, page.lineOf('right', strange), `right: must be one of ${keys.join(', ')}`);
  return { ...rest, choices: listed(named), right, ...sectionWords(page, { question: 'Question', answer: 'Answer' }) };
}

/** Reads `quiz/*.md`: a prediction, or a question to ask after a pass. @throws Trouble with file and line */
export function questionOf(file: LessonFile): QuizPage {
  const page = pageOf(head, file);
  const { head: given, ...rest } = page;
  const question =
    given.kind === 'predict' ? predictionOf({ ...rest, head: given }) : transferOf({ ...rest, head: given });
  return { page, question };
}
