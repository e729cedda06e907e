import { z } from 'zod';
import type { Task } from '../model/finding.ts';
import { findOwnValue } from '../model/own-value.ts';
import { type AfterLook, type FactId, type Prediction, type QuizQuestion, quizFacts } from '../model/quiz.ts';
import {
  type LessonFile,
  lessonError,
  lessonId,
  nonEmptyText,
  type ParsedLessonFile,
  parseLessonFile,
  requireParagraphs,
} from './front-matter.ts';
import { expectedAnswer } from './quiz-answers.ts';
import { choicesOf, requireChoiceLines, requireKeys, requireOwnValues } from './quiz-choices.ts';
import { readOnlyCommand } from './read-only-command.ts';
import { requireSections } from './sections.ts';

const factIds = Object.keys(quizFacts) as readonly FactId[];
const task = z.literal([1, 2, 3, 'theory']).transform((named): Task => (named === 'theory' ? null : named));
const lines = z.record(z.string(), nonEmptyText);
const common = { id: lessonId, task, idea: lessonId.nullable().default(null) };

const supposedCase = z.strictObject({ ask: nonEmptyText, right: nonEmptyText, why: nonEmptyText });

const prediction = z.strictObject({
  ...common,
  kind: z.literal('predict'),
  fact: z.enum(factIds),
  choices: lines,
  looks: lines,
  why: lines,
  yours: nonEmptyText.nullable().default(null),
  observe: readOnlyCommand,
  explain: z.record(z.string(), lessonId),
  'after-look': z.strictObject({ suppose: z.enum(factIds), cases: z.record(z.string(), supposedCase) }),
});

const transfer = z.strictObject({
  ...common,
  kind: z.literal('transfer'),
  choices: lines.default({}),
  looks: lines.default({}),
  why: lines.default({}),
  right: z.array(nonEmptyText).min(1).optional(),
  answer: expectedAnswer.optional(),
  parts: z.array(nonEmptyText).min(2).max(3).optional(),
  passage: lessonId,
});

const head = z.discriminatedUnion('kind', [prediction, transfer]);
type QuizFrontMatter = z.infer<typeof head>;
type QuizFileOfKind<K extends QuizFrontMatter['kind']> = ParsedLessonFile<Extract<QuizFrontMatter, { kind: K }>>;

/** The questions of a file, and the file that they are from. */
export type QuizFile = {
  readonly page: ParsedLessonFile<QuizFrontMatter>;
  readonly questions: readonly QuizQuestion[];
};

/** Every case supposes a value that the fact can have, and ends in one of the choices. @throws Trouble for another */
function buildAfterLook(page: QuizFileOfKind<'predict'>, of: Prediction): AfterLook {
  const { suppose, cases } = page.frontMatter['after-look'];
  const lineOf = (...path: readonly string[]) => page.lineOf('after-look', 'cases', ...path);
  const known: readonly string[] = quizFacts[suppose];
  const values = Object.keys(cases);
  const strange = values.find((value) => !known.includes(value));
  if (strange) throw lessonError(page.name, lineOf(strange), `cases: "${strange}" is none of ${known.join(', ')}`);
  // Of two cases at least one is not the student's own cluster.
  if (values.length < 2) throw lessonError(page.name, lineOf(), 'cases: needs two values at least');
  const wrong = values.find(
    (value) => !of.choices.some((choice) => choice.value === findOwnValue(cases, value)?.right),
  );
  if (wrong) throw lessonError(page.name, lineOf(wrong, 'right'), 'right: must be one of the choices');
  return {
    ...{ kind: 'after-look', id: `${of.id}-after-look`, instead: of.id, suppose },
    ...{ task: of.task, fact: of.fact, choices: of.choices, explain: of.explain, idea: of.idea },
    cases: Object.entries(cases).map(([supposed, { ask, ...rest }]) => ({ supposed, question: [ask], ...rest })),
  };
}

function buildPredictions(page: QuizFileOfKind<'predict'>): readonly QuizQuestion[] {
  const { choices: named, looks, why, 'after-look': _, ...rest } = page.frontMatter;
  const values = quizFacts[rest.fact];
  requireKeys(page, 'choices', named, values);
  requireChoiceLines(page, { looks: values, why: values });
  requireKeys(page, 'explain', rest.explain, values);
  requireOwnValues(page);
  const question: Prediction = {
    ...rest,
    choices: choicesOf({ choices: named, looks, why }),
    question: requireParagraphs(page.name, 1, page.rows, 'a question'),
  };
  return [question, buildAfterLook(page, question)];
}

/** A question has choices, or an answer that netlab can judge, or parts to compare with. @throws Trouble for none or two */
function requireOneWay(page: QuizFileOfKind<'transfer'>): void {
  const { choices: named, answer, parts, right } = page.frontMatter;
  const ways = [Object.keys(named).length > 0, answer !== undefined, parts !== undefined];
  if (ways.filter(Boolean).length !== 1)
    throw lessonError(page.name, 2, 'needs one of choices, answer and parts, and no second one');
  if ((right !== undefined) !== ways[0])
    throw lessonError(page.name, page.lineOf('right'), 'right: belongs to choices, and they need it');
}

function buildTransfer(page: QuizFileOfKind<'transfer'>): QuizQuestion {
  const { choices: named, looks, why, right = [], answer: expects = null, parts = [], ...rest } = page.frontMatter;
  requireOneWay(page);
  const keys = Object.keys(named);
  const strange = right.findIndex((each) => !keys.includes(each));
  if (strange >= 0)
    throw lessonError(page.name, page.lineOf('right', strange), `right: must be one of ${keys.join(', ')}`);
  requireChoiceLines(page, { looks: keys.filter((key) => !right.includes(key)), why: right });
  return {
    ...rest,
    ...{ right, expects, parts },
    choices: choicesOf({ choices: named, looks, why }),
    ...requireSections(page, { question: 'Question', answer: 'Answer' }),
  };
}

/** The theory has no hints, so that a question of it names the passage with its idea. @throws Trouble where none is named */
function requireIdea(page: ParsedLessonFile<QuizFrontMatter>): void {
  if (page.frontMatter.task === null && page.frontMatter.idea === null)
    throw lessonError(page.name, page.lineOf('task'), 'idea: a question of the theory names the passage with its idea');
}

/** Reads `quiz/*.md`: a prediction, or a question to ask after a pass. @throws Trouble with file and line */
export function parseQuizQuestions(file: LessonFile): QuizFile {
  const page = parseLessonFile(head, file);
  const { frontMatter: given, ...rest } = page;
  requireIdea(page);
  const questions =
    given.kind === 'predict'
      ? buildPredictions({ ...rest, frontMatter: given })
      : [buildTransfer({ ...rest, frontMatter: given })];
  return { page, questions };
}
