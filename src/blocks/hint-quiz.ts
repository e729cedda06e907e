import type { KnownBlock, ModalView } from '@slack/types';
import type { HintAnswer, HintStep, QuizAnswer, QuizResult, QuizSheetAnswer, SheetQuestion } from '../model/answer.ts';
import type { GuessForm } from '../model/form.ts';
import type { Passage } from '../model/lesson.ts';
import type { QuizProgress } from '../model/quiz.ts';
import { bold, bullets, code, divider, header, paragraph, plain, type Run, runs, say, small } from './builders.ts';
import { cut } from './escape.ts';
import { limits } from './limits.ts';
import type { Message } from './slack-message.ts';

/** The last rung holds values of a cluster, in which a backtick is no mark-up. */
function bodyRuns({ rung }: HintStep, text: string): readonly Run[] {
  return rung === 'yours' ? [say(cut(text, limits.section))] : runs(text);
}

function stepBlocks(step: HintStep): readonly KnownBlock[] {
  return [paragraph(bold(step.title)), ...step.body.map((each) => paragraph(...bodyRuns(step, each)))];
}

/** A hint: the step that was reached, what it came by, and how to go on. */
export function hintMessage({ task, says, steps, more }: HintAnswer): Message {
  const title = `netlab hint · task ${task}`;
  const spoken = steps.flatMap(({ title: heading, body }) => [heading, ...body]);
  return {
    text: [title, ...(says === null ? [] : [says]), ...spoken, ...(more === null ? [] : [more])].join('\n'),
    blocks: [
      header(title),
      ...(says === null ? [] : [paragraph(say(says))]),
      ...steps.flatMap(stepBlocks),
      ...(more === null ? [] : [small(more)]),
    ],
  };
}

/** What somebody fills in to get the next hint: the callback id, and the field's block and element. */
export const guessForm = { callback: 'hint-guess', field: 'guess' } as const;

/** The form in which a student says what they think. `note` says what was wrong with the last one. */
export function guessView({ task }: GuessForm, note: string | null = null): ModalView {
  const { callback, field } = guessForm;
  return {
    type: 'modal',
    callback_id: callback,
    private_metadata: String(task),
    title: plain('What do you think?', limits.viewTitle),
    submit: plain('Next hint', limits.viewTitle),
    close: plain('Cancel', limits.viewTitle),
    blocks: [
      ...(note === null ? [] : [paragraph(bold(note))]),
      {
        type: 'input',
        block_id: field,
        label: plain(`Task ${task}, in a few words`, limits.section),
        hint: plain('It is not judged, and its words are not kept. The next hint follows, to compare.', limits.section),
        element: { type: 'plain_text_input', action_id: field, multiline: true, min_length: 4, max_length: 300 },
      },
    ],
  };
}

/** The hint that follows a guess, in place of the form. */
export function guessedView({ blocks }: Message): ModalView {
  return {
    type: 'modal',
    callback_id: 'hint-shown',
    title: plain('Hint', limits.viewTitle),
    close: plain('Close', limits.viewTitle),
    blocks: [...blocks.slice(0, limits.viewBlocks - 1), small('You find it again under Messages.')],
  };
}

function passageBlocks(passage: Passage | null): readonly KnownBlock[] {
  if (passage === null) return [];
  return [divider, paragraph(bold(passage.title)), ...passage.body.map((each) => paragraph(...runs(each)))];
}

function resultRuns({ text, observation, answer }: QuizResult): readonly (readonly Run[])[] {
  const shows = observation === null ? 'The cluster showed then: ' : 'The cluster shows: ';
  if (answer.length > 0)
    return answer.map((each, index) => (index === 0 ? [bold('The lesson: '), ...runs(each)] : runs(each)));
  return [
    ...(text === null ? [] : [[bold(shows), say(text)]]),
    ...(observation === null ? [] : [[bold('What I saw: '), say(cut(observation.says, 1000))]]),
    ...(observation?.evidence ?? []).map(({ command, value }) => [code(command), say(` → ${cut(value, 500)}`)]),
  ];
}

const words = (all: readonly (readonly Run[])[]) =>
  all.map((line) => line.map((run) => ('text' in run ? run.text : '')).join(''));

/** One question of the quiz, or what came of it, or where somebody is. */
export function quizMessage({ title, says, question, open, chosen, observe, result, remarks }: QuizAnswer): Message {
  const choices = open ? (question?.choices ?? []) : [];
  const yours = chosen === null ? [] : [[bold('Your answer: '), say(chosen)]];
  const look = observe === null || open ? [] : [[bold('See it yourself: '), code(observe)]];
  const came = [...yours, ...look, ...(result === null ? [] : resultRuns(result))];
  const asked = question?.question ?? [];
  const passage = result?.passage ?? null;
  return {
    text: [
      title,
      ...says,
      ...asked,
      ...choices.map(({ text }) => `· ${text}`),
      ...words(came),
      ...remarks,
      ...(passage?.body ?? []),
    ].join('\n'),
    blocks: [
      header(title),
      ...says.map((each) => paragraph(bold(each))),
      ...asked.map((each) => paragraph(...runs(each))),
      ...(choices.length > 0 ? [bullets(choices.map(({ text }) => [say(text)]))] : []),
      ...(came.length > 0 ? [bullets(came)] : []),
      ...passageBlocks(passage),
      ...remarks.map(small),
    ],
  };
}

function sheetRuns({ question: { question, choices, task }, shows }: SheetQuestion): KnownBlock {
  const where = task === null ? 'Theory' : `Task ${task}`;
  const held = shows === null ? '' : `\n→ ${(shows.answer.length > 0 ? shows.answer : [shows.text ?? '']).join(' ')}`;
  const listed = choices.map(({ text }) => `\n· ${text}`).join('');
  return paragraph(bold(`${where}: `), ...question.flatMap(runs), say(`${listed}${held}`));
}

/** The questions on one sheet. */
export function sheetMessage({ questions, leftOut }: QuizSheetAnswer): Message {
  const title = 'netlab quiz · all questions';
  const remarks = leftOut.map(({ why, count }) => `${count} left out: ${why}.`);
  const spoken = questions.map(({ question }) => question.question.join(' '));
  return {
    text: [title, ...spoken, ...remarks].join('\n'),
    blocks: [header(title), ...questions.map(sheetRuns), ...remarks.map(small)],
  };
}

/** Where somebody is in the quiz, in one line without a grade. */
export function quizLine({ answered, next }: QuizProgress): string {
  const so =
    answered === 0
      ? 'no question answered yet'
      : answered === 1
        ? '1 question answered'
        : `${answered} questions answered`;
  return `Quiz: ${so}${next === null ? ', nothing left; “quiz again” starts anew' : `, next: ${next}`}.`;
}
