import { openLesson } from '../app/lab.ts';
import { parseHintLevel } from '../commands/hint/arguments.ts';
import { buildHintStep } from '../commands/hint/step-text.ts';
import { parseTaskNumber } from '../commands/input/task-number.ts';
import { parseQuizRequest } from '../commands/quiz/arguments.ts';
import { buildQuizSheet } from '../commands/quiz/sheet.ts';
import type { TerminalConfig } from '../config.ts';
import type { HintAnswer } from '../model/answer.ts';
import type { TaskNumber } from '../model/lesson.ts';
import { Trouble } from '../model/trouble.ts';
import { type CommandOutput, renderCommandOutput } from './print.ts';
import { openSource, type TerminalOptions } from './source.ts';

/** The options of `netlab hint` and of `netlab quiz`. */
export type HintQuizOptions = TerminalOptions & { readonly rung?: string; readonly answers?: boolean };

function taskNamed(word: string | undefined): TaskNumber {
  if (word === undefined) return 1;
  const task = parseTaskNumber(word);
  if (task === null) throw new Trouble('unknown-task', { task: word });
  return task;
}

/**
 * `netlab hint`: one rung of a task, the first unless `--rung` names another. The terminal keeps nothing, so it cannot know
 * what is new; the last rung reads the cluster. @throws Trouble for wrong usage, configuration or input
 */
export async function runHint(
  word: string | undefined,
  given: HintQuizOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const task = taskNamed(word);
  const rung = parseHintLevel(given.rung ?? '1');
  const lesson = openLesson(config.exercise);
  const { namespace, observe } = rung === 'yours' ? await openSource(given, config) : { namespace: '', observe: null };
  const step = buildHintStep(lesson, task, rung, observe === null ? null : await observe(namespace));
  const more =
    rung === 'yours'
      ? null
      : 'Look at your cluster again, or say what you think, before you ask for the next one with --rung.';
  const answer: HintAnswer = { kind: 'hint', task, message: null, steps: [step], more };
  return renderCommandOutput(answer, given, config);
}

/** `netlab quiz`: the questions that this cluster can answer, with `--answers` what it shows. @throws Trouble */
export async function runQuiz(
  words: readonly string[],
  given: HintQuizOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const wish = parseQuizRequest(words);
  if (wish.do !== 'next')
    throw new Trouble('bad-input', { what: 'name a task or theory; --answers prints what the cluster shows' });
  const { namespace, observe } = await openSource(given, config);
  const lesson = openLesson(config.exercise);
  return renderCommandOutput(
    buildQuizSheet(lesson, wish.part, await observe(namespace), given.answers === true),
    given,
    config,
  );
}
