import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { Passage } from '../model/lesson.ts';
import type { QuizProgress } from '../model/quiz.ts';
import type { QuizAnswer, QuizResult } from '../model/quiz-answer.ts';
import { boldRun, codeRun, createDoc, listPart, paragraphPart, parseRuns, textRun } from './runs.ts';

function passageParts(passage: Passage | null): readonly DocPart[] {
  if (passage === null) return [];
  return [
    { part: 'rule' },
    paragraphPart(boldRun(passage.title)),
    ...passage.body.map((each) => paragraphPart(...parseRuns(each))),
  ];
}

function resultLines({ text, observation, answer }: QuizResult): readonly Line[] {
  const shows = observation === null ? 'The cluster showed then: ' : 'The cluster shows: ';
  if (answer.length > 0)
    return answer.map((each, index) => (index === 0 ? [boldRun('The lesson: '), ...parseRuns(each)] : parseRuns(each)));
  return [
    ...(text === null ? [] : [[boldRun(shows), textRun(text)]]),
    ...(observation === null ? [] : [[boldRun('What I saw: '), textRun(observation.says)]]),
    ...(observation?.evidence ?? []).map(({ command, value }) => [codeRun(command), textRun(` → ${value}`)]),
  ];
}

/** One question of the quiz, or what came of it, or where somebody is. */
export function quizDoc({ title, messages, question, open, chosen, observe, result, remarks }: QuizAnswer): Doc {
  const choices = open ? (question?.choices ?? []) : [];
  const yours = chosen === null ? [] : [[boldRun('Your answer: '), textRun(chosen)]];
  const look = observe === null || open ? [] : [[boldRun('See it yourself: '), codeRun(observe)]];
  const came = [...yours, ...look, ...(result === null ? [] : resultLines(result))];
  const parts: readonly DocPart[] = [
    ...messages.map((each) => paragraphPart(boldRun(each))),
    ...(question?.question ?? []).map((each) => paragraphPart(...parseRuns(each))),
    ...(choices.length > 0 ? [{ part: 'choices', options: choices.map(({ text }) => text) } as const] : []),
    ...(came.length > 0 ? [listPart(came)] : []),
    ...passageParts(result?.passage ?? null),
  ];
  return createDoc([boldRun(title)], parts, { smallPrint: remarks.map((each) => [textRun(each)]) });
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
