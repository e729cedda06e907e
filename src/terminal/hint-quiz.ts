import { openLesson } from '../app/lab.ts';
import { rungNumbered } from '../commands/hint/arguments.ts';
import { hintStep } from '../commands/hint/step-text.ts';
import { taskOf } from '../commands/input/task-number.ts';
import { quizWish } from '../commands/quiz/arguments.ts';
import { sheetOf } from '../commands/quiz/sheet.ts';
import type { TerminalConfig } from '../config.ts';
import type { HintAnswer } from '../model/answer.ts';
import type { TaskNumber } from '../model/lesson.ts';
import { Trouble } from '../model/trouble.ts';
import { type Asked, asked } from './print.ts';
import { type Given, watch } from './source.ts';

/** The options of `netlab hint` and of `netlab quiz`. */
export type LearnOptions = Given & { readonly rung?: string; readonly answers?: boolean };

function taskNamed(word: string | undefined): TaskNumber {
  if (word === undefined) return 1;
  const task = taskOf(word);
  if (task === null) throw new Trouble('unknown-task', { task: word });
  return task;
}

/**
 * `netlab hint`: one rung of a task, the first unless `--rung` names another. The terminal keeps nothing, so it cannot know
 * what is new; the last rung reads the cluster. @throws Trouble for wrong usage, configuration or input
 */
export async function answerHint(
  word: string | undefined,
  given: LearnOptions,
  config: TerminalConfig,
): Promise<Asked> {
  const task = taskNamed(word);
  const rung = rungNumbered(given.rung ?? '1');
  const lesson = openLesson(config.exercise);
  const { namespace, observe } = rung === 'yours' ? await watch(given, config) : { namespace: '', observe: null };
  const step = hintStep(lesson, task, rung, observe === null ? null : await observe(namespace));
  const more =
    rung === 'yours'
      ? null
      : 'Look at your cluster again, or say what you think, before you ask for the next one with --rung.';
  const answer: HintAnswer = { kind: 'hint', task, says: null, steps: [step], more };
  return asked(answer, given, config);
}

/** `netlab quiz`: the questions that this cluster can answer, with `--answers` what it shows. @throws Trouble */
export async function answerQuiz(
  words: readonly string[],
  given: LearnOptions,
  config: TerminalConfig,
): Promise<Asked> {
  const wish = quizWish(words);
  if (wish.do !== 'next')
    throw new Trouble('bad-input', { what: 'name a task or theory; --answers prints what the cluster shows' });
  const { namespace, observe } = await watch(given, config);
  const lesson = openLesson(config.exercise);
  return asked(sheetOf(lesson, wish.part, await observe(namespace), given.answers === true), given, config);
}
