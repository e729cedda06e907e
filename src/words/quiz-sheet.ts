import type { Doc, DocPart, DocSection, Line, Medium } from '../model/doc.ts';
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

const partName = ({ question: { task } }: SheetQuestion) => (task === null ? 'Theory' : `Task ${task}`);

function questionParts(each: SheetQuestion, medium: Medium): readonly DocPart[] {
  const { kind, id, question, choices } = each.question;
  const heading = `${partName(each)}, ${kind === 'predict' ? 'predict' : 'one step further'}`;
  const lines = answerLines(each);
  // The terminal names the question, since its answer is asked for by that name.
  return [
    headingPart(medium === 'slack' ? heading : `${heading} (${id})`),
    ...question.map((text) => paragraphPart(...parseRuns(text))),
    ...(choices.length > 0 ? [{ part: 'choices', options: choices.map(({ text }) => text) } as const] : []),
    ...(lines.length > 0 ? [listPart(lines)] : []),
  ];
}

/** The questions of each part of the lesson, on a page of its own. */
function partSections(questions: readonly SheetQuestion[], medium: Medium): readonly DocSection[] {
  return [...Map.groupBy(questions, partName)].map(([title, all]) => ({
    title,
    parts: all.flatMap((each) => questionParts(each, medium)),
  }));
}

/** The questions on one sheet; in Slack each part of them is one press away. */
export function quizSheetDoc({ questions, leftOut, source, readAt }: QuizSheetAnswer, medium: Medium): Doc {
  const read: Line =
    source === null || readAt === null
      ? [textRun('I looked at no cluster.')]
      : [textRun(`From ${source.kind} ${source.name}, `), timeRun(readAt), textRun('. I only read.')];
  const smallPrint = [...leftOut.map(({ why, count }) => [textRun(`${count} left out: ${why}.`)]), read];
  const verdict = [boldRun(`The quiz has ${questions.length} questions here.`)];
  if (medium === 'terminal')
    return createDoc(
      verdict,
      questions.flatMap((each) => questionParts(each, medium)),
      { smallPrint },
    );
  const counts = [...Map.groupBy(questions, partName)].map(([name, all]) => [textRun(`${name}: ${all.length}`)]);
  return createDoc(verdict, [listPart(counts)], {
    smallPrint,
    details: partSections(questions, medium),
    detailsLabel: 'Read them',
  });
}
