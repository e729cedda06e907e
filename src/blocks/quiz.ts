import type { KnownBlock } from '@slack/types';
import type { Passage } from '../model/lesson.ts';
import type { QuizProgress } from '../model/quiz.ts';
import type { QuizAnswer, QuizResult, QuizSheetAnswer, SheetQuestion } from '../model/quiz-answer.ts';
import {
  boldRun,
  bulletList,
  codeRun,
  contextBlock,
  divider,
  headerBlock,
  paragraphBlock,
  parseRuns,
  type TextRun,
  textRun,
} from './builders.ts';
import { truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

function passageBlocks(passage: Passage | null): readonly KnownBlock[] {
  if (passage === null) return [];
  return [
    divider,
    paragraphBlock(boldRun(passage.title)),
    ...passage.body.map((each) => paragraphBlock(...parseRuns(each))),
  ];
}

function resultRuns({ text, observation, answer }: QuizResult): readonly (readonly TextRun[])[] {
  const shows = observation === null ? 'The cluster showed then: ' : 'The cluster shows: ';
  if (answer.length > 0)
    return answer.map((each, index) => (index === 0 ? [boldRun('The lesson: '), ...parseRuns(each)] : parseRuns(each)));
  return [
    ...(text === null ? [] : [[boldRun(shows), textRun(text)]]),
    ...(observation === null ? [] : [[boldRun('What I saw: '), textRun(truncateText(observation.says, 1000))]]),
    ...(observation?.evidence ?? []).map(({ command, value }) => [
      codeRun(command),
      textRun(` → ${truncateText(value, 500)}`),
    ]),
  ];
}

const textsOf = (all: readonly (readonly TextRun[])[]) =>
  all.map((line) => line.map((run) => ('text' in run ? run.text : '')).join(''));

/** One question of the quiz, or what came of it, or where somebody is. */
export function quizMessage({
  title,
  messages,
  question,
  open,
  chosen,
  observe,
  result,
  remarks,
}: QuizAnswer): SlackMessage {
  const choices = open ? (question?.choices ?? []) : [];
  const yours = chosen === null ? [] : [[boldRun('Your answer: '), textRun(chosen)]];
  const look = observe === null || open ? [] : [[boldRun('See it yourself: '), codeRun(observe)]];
  const came = [...yours, ...look, ...(result === null ? [] : resultRuns(result))];
  const asked = question?.question ?? [];
  const passage = result?.passage ?? null;
  return {
    text: [
      title,
      ...messages,
      ...asked,
      ...choices.map(({ text }) => `· ${text}`),
      ...textsOf(came),
      ...remarks,
      ...(passage?.body ?? []),
    ].join('\n'),
    blocks: [
      headerBlock(title),
      ...messages.map((each) => paragraphBlock(boldRun(each))),
      ...asked.map((each) => paragraphBlock(...parseRuns(each))),
      ...(choices.length > 0 ? [bulletList(choices.map(({ text }) => [textRun(text)]))] : []),
      ...(came.length > 0 ? [bulletList(came)] : []),
      ...passageBlocks(passage),
      ...remarks.map(contextBlock),
    ],
  };
}

function sheetRuns({ question: { question, choices, task }, shows }: SheetQuestion): KnownBlock {
  const where = task === null ? 'Theory' : `Task ${task}`;
  const held = shows === null ? '' : `\n→ ${(shows.answer.length > 0 ? shows.answer : [shows.text ?? '']).join(' ')}`;
  const listed = choices.map(({ text }) => `\n· ${text}`).join('');
  return paragraphBlock(boldRun(`${where}: `), ...question.flatMap(parseRuns), textRun(`${listed}${held}`));
}

/** The questions on one sheet. */
export function quizSheetMessage({ questions, leftOut }: QuizSheetAnswer): SlackMessage {
  const title = 'netlab quiz · all questions';
  const remarks = leftOut.map(({ why, count }) => `${count} left out: ${why}.`);
  const spoken = questions.map(({ question }) => question.question.join(' '));
  return {
    text: [title, ...spoken, ...remarks].join('\n'),
    blocks: [headerBlock(title), ...questions.map(sheetRuns), ...remarks.map(contextBlock)],
  };
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
