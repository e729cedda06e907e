import type { Doc, DocPart, DocSection, Line } from '../model/doc.ts';
import type { QuizProgress } from '../model/quiz.ts';
import type { QuizAnswer, QuizPosition, QuizResult } from '../model/quiz-answer.ts';
import { fitParts } from './fit.ts';
import { boldRun, codePart, createDoc, paragraphPart, parseRuns, textRun } from './runs.ts';

const room = { words: 125, lines: 15 } as const;

function resultParts({ text, observation, answer }: QuizResult): readonly DocPart[] {
  if (answer.length > 0)
    return answer.map((each, at) => paragraphPart(...(at === 0 ? [boldRun('The lesson: ')] : []), ...parseRuns(each)));
  const shows = observation === null ? 'What holds: ' : 'The cluster shows: ';
  return [
    ...(text === null ? [] : [paragraphPart(boldRun(shows), textRun(text))]),
    ...(observation === null ? [] : [paragraphPart(boldRun('What I saw: '), textRun(observation.says))]),
  ];
}

/** The commands that show the same, and the page of the lesson that explains it. */
function resultSections(
  observe: string | null,
  { result, parts }: Pick<QuizAnswer, 'result' | 'parts'>,
  rest: readonly DocPart[],
): readonly DocSection[] {
  if (result === null) return [];
  const whole = parts.length === 0 ? [] : result.answer.map((each) => paragraphPart(...parseRuns(each)));
  const evidence = (result.observation?.evidence ?? []).flatMap(({ command, value }): readonly DocPart[] => [
    codePart(command),
    paragraphPart(textRun(value)),
  ]);
  const look = observe === null ? [] : [paragraphPart(boldRun('See it yourself:')), codePart(observe)];
  const { passage } = result;
  return [
    ...(rest.length === 0 ? [] : [{ title: 'Rest', parts: rest }]),
    ...(whole.length === 0 ? [] : [{ title: 'The lesson’s answer', parts: whole }]),
    ...(evidence.length + look.length === 0 ? [] : [{ title: 'What I saw', parts: [...look, ...evidence] }]),
    ...(passage === null
      ? []
      : [{ title: passage.title, parts: passage.body.map((each) => paragraphPart(...parseRuns(each))) }]),
  ];
}

const placeWords = ({ task, at, of }: QuizPosition): string =>
  `${task === null ? 'Theory' : `Task ${task}`}: question ${at} of ${of}`;

/** The parts to compare one's own words with: each with its letter, and a sign where it was ticked. */
function tickParts(parts: QuizAnswer['parts']): readonly DocPart[] {
  if (parts.length === 0) return [];
  return [{ part: 'choices', options: parts.map(({ text, ticked }) => `${ticked ? '✓ ' : ''}${text}`) }];
}

/** What came of an answer: what was said of it, what the lesson or the cluster says, and what to compare. */
function feedbackParts({ messages, asks, chosen, result, parts }: QuizAnswer): readonly DocPart[] {
  const yours: readonly Line[] = chosen === null ? [] : [[boldRun('Your answer: '), textRun(chosen)]];
  const paragraphs = (texts: readonly string[]) => texts.map((each) => paragraphPart(...parseRuns(each)));
  // The parts of the lesson's answer say the same as the answer.
  const came = result === null || parts.length > 0 ? [] : resultParts(result);
  return [
    ...paragraphs(asks),
    ...yours.map((line) => paragraphPart(...line)),
    ...paragraphs(messages),
    ...tickParts(parts),
    ...came,
  ];
}

function questionParts({ messages, asks, question }: QuizAnswer): readonly DocPart[] {
  const choices = question?.choices ?? [];
  const options = choices.map(({ text }) => text);
  return [
    ...[...messages, ...asks].map((each) => paragraphPart(...parseRuns(each))),
    ...(options.length > 0 ? [{ part: 'choices', options } as const] : []),
  ];
}

/** One question of the quiz, or what came of one, or where somebody is. */
export function quizDoc(answer: QuizAnswer): Doc {
  const { title, position, open, observe, result, remarks } = answer;
  const place = position === null ? null : placeWords(position);
  const parts = open ? questionParts(answer) : feedbackParts(answer);
  // What is asked is never folded; what came of it may be.
  const { shown, rest } = result === null ? { shown: parts, rest: [] } : fitParts(parts, room);
  const below = title === null || place === null ? remarks : [...remarks, `${place}.`];
  return createDoc([boldRun(title ?? place ?? 'The quiz')], shown, {
    smallPrint: below.map((each) => [textRun(each)]),
    details: resultSections(open ? null : observe, answer, rest),
    detailsLabel: 'Why?',
  });
}

/** Where somebody is in the quiz, in one line without a grade. */
export function quizProgressLine({ answered, next }: QuizProgress): string {
  const so =
    answered === 0
      ? 'no question answered yet'
      : answered === 1
        ? '1 question answered'
        : `${answered} questions answered`;
  return `Quiz: ${so}${next === null ? ', nothing left; “quiz again” starts anew' : `, next: ${next}`}.`;
}
