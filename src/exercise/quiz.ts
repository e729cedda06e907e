import { z } from 'zod';
import type { Task } from '../model/finding.ts';
import { type FactId, type QuizChoice, type QuizQuestion, quizFacts } from '../model/quiz.ts';
import {
  type LessonFile,
  lessonError,
  lessonId,
  nonEmptyText,
  type ParsedLessonFile,
  parseLessonFile,
  requireParagraphs,
} from './front-matter.ts';
import { readOnlyCommand } from './read-only-command.ts';
import { requireSections } from './sections.ts';

const factIds = Object.keys(quizFacts) as readonly FactId[];
const task = z.literal([1, 2, 3, 'theory']).transform((named): Task => (named === 'theory' ? null : named));
const choices = z.record(z.string(), nonEmptyText);

const prediction = z.strictObject({
  id: lessonId,
  task,
  kind: z.literal('predict'),
  fact: z.enum(factIds),
  choices,
  observe: readOnlyCommand,
  explain: z.record(z.string(), lessonId),
});

const transfer = z.strictObject({
  id: lessonId,
  task,
  kind: z.literal('transfer'),
  choices: choices.default({}),
  right: z.array(z.union([nonEmptyText, z.number().transform(String)])).min(1),
  passage: lessonId,
});

const head = z.discriminatedUnion('kind', [prediction, transfer]);
type QuizFrontMatter = z.infer<typeof head>;
type QuizFileOfKind<K extends QuizFrontMatter['kind']> = ParsedLessonFile<Extract<QuizFrontMatter, { kind: K }>>;

/** A question, and the file that it is from. */
export type QuizFile = { readonly page: ParsedLessonFile<QuizFrontMatter>; readonly question: QuizQuestion };

function choicesOf(named: Readonly<Record<string, string>>): readonly QuizChoice[] {
  return Object.entries(named).map(([value, words]) => ({ value, text: words }));
}

/** @throws Trouble where a field lacks one of these keys, or has another one */
function requireKeys(page: ParsedLessonFile<unknown>, field: string, given: object, keys: readonly string[]): void {
  const missing = keys.find((key) => !Object.hasOwn(given, key));
  if (missing) throw lessonError(page.name, page.lineOf(field), `${field}: needs "${missing}"`);
  const strange = Object.keys(given).find((key) => !keys.includes(key));
  if (strange)
    throw lessonError(page.name, page.lineOf(field, strange), `${field}: "${strange}" is none of ${keys.join(', ')}`);
}

function buildPrediction(page: QuizFileOfKind<'predict'>): QuizQuestion {
  const { choices: named, ...rest } = page.frontMatter;
  requireKeys(page, 'choices', named, quizFacts[rest.fact]);
  requireKeys(page, 'explain', rest.explain, quizFacts[rest.fact]);
  return { ...rest, choices: choicesOf(named), question: requireParagraphs(page.name, 1, page.rows, 'a question') };
}

function buildTransfer(page: QuizFileOfKind<'transfer'>): QuizQuestion {
  const { choices: named, right, ...rest } = page.frontMatter;
  const keys = Object.keys(named);
  const strange = keys.length > 0 ? right.findIndex((each) => !keys.includes(each)) : -1;
  if (strange >= 0)
    throw lessonError(page.name, page.lineOf('right', strange), `right: must be one of ${keys.join(', ')}`);
  return {
    ...rest,
    choices: choicesOf(named),
    right,
    ...requireSections(page, { question: 'Question', answer: 'Answer' }),
  };
}

/** Reads `quiz/*.md`: a prediction, or a question to ask after a pass. @throws Trouble with file and line */
export function parseQuizQuestion(file: LessonFile): QuizFile {
  const page = parseLessonFile(head, file);
  const { frontMatter: given, ...rest } = page;
  const question =
    given.kind === 'predict'
      ? buildPrediction({ ...rest, frontMatter: given })
      : buildTransfer({ ...rest, frontMatter: given });
  return { page, question };
}
