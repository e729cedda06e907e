import type { Doc, DocPart, Line, Medium } from '../model/doc.ts';
import type { QuizResult, QuizSheetAnswer, SheetQuestion } from '../model/quiz-answer.ts';
import {
  boldRun,
  codeRun,
  createDoc,
  headingPart,
  listPart,
  paragraphPart,
  parseRuns,
  textRun,
  timeRun,
} from './runs.ts';

/** The correct answer in words: that of the lesson where it has one, else the choice that the cluster shows. */
function correctAnswer(shows: QuizResult | null): readonly string[] {
  if (shows === null) return [];
  return shows.answer.length > 0 ? shows.answer : [shows.text ?? ''];
}

function answerLines({ observe, shows }: SheetQuestion): readonly Line[] {
  return [
    ...(observe === null ? [] : [[textRun('To see it: '), codeRun(observe)]]),
    ...correctAnswer(shows).map((each) => [boldRun('Answer: '), ...parseRuns(each)]),
    ...(shows?.observation ? [[textRun(`Seen: ${shows.observation.says}`)]] : []),
    ...(shows?.passage ? [[textRun('Why: '), ...parseRuns(shows.passage.body.join(' '))]] : []),
  ];
}

function questionParts(each: SheetQuestion, medium: Medium): readonly DocPart[] {
  const { task, kind, id, question, choices } = each.question;
  const where = task === null ? 'Theory' : `Task ${task}`;
  const heading = `${where}, ${kind === 'predict' ? 'predict' : 'one step further'}`;
  const lines = answerLines(each);
  // The terminal names the question, since its answer is asked for by that name.
  return [
    headingPart(medium === 'slack' ? heading : `${heading} (${id})`),
    ...question.map((text) => paragraphPart(...parseRuns(text))),
    ...(choices.length > 0 ? [{ part: 'choices', options: choices.map(({ text }) => text) } as const] : []),
    ...(lines.length > 0 ? [listPart(lines)] : []),
  ];
}

/** The questions on one sheet. */
export function quizSheetDoc({ questions, leftOut, source, readAt }: QuizSheetAnswer, medium: Medium): Doc {
  const read: Line =
    source === null || readAt === null
      ? [textRun('No cluster was read.')]
      : [textRun('Read '), timeRun(readAt), textRun(` from ${source.kind} ${source.name}. I only read.`)];
  return createDoc(
    [boldRun(`All questions of the quiz: ${questions.length}`)],
    questions.flatMap((each) => questionParts(each, medium)),
    { smallPrint: [...leftOut.map(({ why, count }) => [textRun(`${count} left out: ${why}.`)]), read] },
  );
}
