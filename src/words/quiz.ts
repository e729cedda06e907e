import type { Doc, DocPart, DocSection, Line } from '../model/doc.ts';
import type { QuizProgress } from '../model/quiz.ts';
import type { QuizAnswer, QuizResult } from '../model/quiz-answer.ts';
import { fitParts } from './fit.ts';
import { boldRun, codePart, createDoc, paragraphPart, parseRuns, textRun } from './runs.ts';

const room = { words: 125, lines: 15 } as const;

function resultParts({ text, observation, answer }: QuizResult): readonly DocPart[] {
  if (answer.length > 0)
    return answer.map((each, at) => paragraphPart(...(at === 0 ? [boldRun('The lesson: ')] : []), ...parseRuns(each)));
  const shows = observation === null ? 'The cluster showed then: ' : 'The cluster shows: ';
  return [
    ...(text === null ? [] : [paragraphPart(boldRun(shows), textRun(text))]),
    ...(observation === null ? [] : [paragraphPart(boldRun('What I saw: '), textRun(observation.says))]),
  ];
}

/** The commands that show the same, and the page of the lesson that explains it. */
function resultSections(
  observe: string | null,
  result: QuizResult | null,
  rest: readonly DocPart[],
): readonly DocSection[] {
  if (result === null) return [];
  const evidence = (result.observation?.evidence ?? []).flatMap(({ command, value }): readonly DocPart[] => [
    codePart(command),
    paragraphPart(textRun(value)),
  ]);
  const look = observe === null ? [] : [paragraphPart(boldRun('See it yourself:')), codePart(observe)];
  const { passage } = result;
  return [
    ...(rest.length === 0 ? [] : [{ title: 'Rest', parts: rest }]),
    ...(evidence.length + look.length === 0 ? [] : [{ title: 'What I saw', parts: [...look, ...evidence] }]),
    ...(passage === null
      ? []
      : [{ title: passage.title, parts: passage.body.map((each) => paragraphPart(...parseRuns(each))) }]),
  ];
}

/** One question of the quiz, or what came of one, or where somebody is. */
export function quizDoc({ title, messages, question, open, chosen, observe, result, remarks }: QuizAnswer): Doc {
  const choices = open ? (question?.choices ?? []) : [];
  const asked = (question?.question ?? []).map((each) => paragraphPart(...parseRuns(each)));
  const yours: readonly Line[] = chosen === null ? [] : [[boldRun('Your answer: '), textRun(chosen)]];
  const came = result === null ? [] : resultParts(result);
  const parts: readonly DocPart[] = [
    ...messages.map((each) => paragraphPart(boldRun(each))),
    ...asked,
    ...(choices.length > 0 ? [{ part: 'choices', options: choices.map(({ text }) => text) } as const] : []),
    ...yours.map((line) => paragraphPart(...line)),
    ...came,
  ];
  // What is asked is never folded; what came of it may be.
  const { shown, rest } = result === null ? { shown: parts, rest: [] } : fitParts(parts, room);
  return createDoc([boldRun(title)], shown, {
    smallPrint: remarks.map((each) => [textRun(each)]),
    details: resultSections(open ? null : observe, result, rest),
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
