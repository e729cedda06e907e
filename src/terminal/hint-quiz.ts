import type { Command } from 'commander';
import { readClock } from '../app/clock.ts';
import { openLesson } from '../app/lesson.ts';
import { assess } from '../checks/assess.ts';
import { parseHintLevel } from '../commands/hint/arguments.ts';
import { buildHintStep } from '../commands/hint/step-text.ts';
import { parseTaskNumber } from '../commands/input/task-number.ts';
import { parseQuizRequest } from '../commands/quiz/arguments.ts';
import { buildQuizSheet } from '../commands/quiz/sheet.ts';
import type { TerminalConfig } from '../config.ts';
import type { HintAnswer } from '../model/hint.ts';
import type { TaskNumber } from '../model/lesson.ts';
import { Trouble } from '../model/trouble.ts';
import { addOutputOption, addSourceOptions, type RunAndPrint } from './options.ts';
import { type CommandOutput, renderCommandOutput } from './print.ts';
import { openSource, type TerminalOptions } from './source.ts';

/** The options of `netlab hint` and of `netlab quiz`. */
type HintQuizOptions = TerminalOptions & { readonly rung?: string; readonly answers?: boolean };

/** The task of an argument, the first without one. @throws Trouble `unknown-task` */
function requireTask(word: string | undefined): TaskNumber {
  if (word === undefined) return 1;
  const task = parseTaskNumber(word);
  if (task === null) throw new Trouble('unknown-task', { task: word });
  return task;
}

/**
 * `netlab hint`: one hint of a task, the first unless `--rung` names another. The terminal stores nothing, so
 * it cannot know which one is next; only the last one reads the cluster. @throws Trouble for wrong usage,
 * configuration or input
 */
async function runHint(
  word: string | undefined,
  options: HintQuizOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const task = requireTask(word);
  const level = parseHintLevel(options.rung ?? '1');
  const lesson = openLesson(config.exercise, readClock)();
  const { namespace, observe } =
    level === 'yours' ? await openSource(options, config) : { namespace: '', observe: null };
  const step = buildHintStep(lesson, task, level, observe === null ? null : assess(await observe(namespace)));
  const more =
    level === 'yours'
      ? null
      : 'Look at your cluster again, or say what you think, before you ask for the next one with --rung.';
  const answer: HintAnswer = { kind: 'hint', task, message: null, steps: [step], more };
  return renderCommandOutput(answer, options, config);
}

/**
 * `netlab quiz`: the questions that this cluster can answer, with `--answers` what it shows. @throws Trouble
 */
async function runQuiz(
  words: readonly string[],
  options: HintQuizOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const request = parseQuizRequest(words);
  if (request.do !== 'next')
    throw new Trouble('bad-input', { what: 'name a task or theory; --answers prints what the cluster shows' });
  const { namespace, observe } = await openSource(options, config);
  const lesson = openLesson(config.exercise, readClock)();
  const sheet = buildQuizSheet(lesson, request.part, await observe(namespace), options.answers === true);
  return renderCommandOutput(sheet, options, config);
}

/** Adds `netlab hint`. */
export function addHint(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('hint')))
    .description('a hint for a task: the idea first, the others by --rung; the last one reads the cluster')
    .argument('[task]', 'task 1, 2 or 3; 1 without')
    .option('--rung <n>', '1 the idea, 2 where to look, 3 how to read it, 4 an example, 5 with your own values')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab hint 2\n  netlab hint 2 --rung 3\n  netlab hint 2 --rung 5 -n student-07',
    )
    .action((task: string | undefined, options: HintQuizOptions) => print((config) => runHint(task, options, config)));
}

/** Adds `netlab quiz`. */
export function addQuiz(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('quiz')))
    .description('the questions that the cluster can answer; what it does not show is left out')
    .argument('[task...]', 'task 1, 2 or 3, or theory; all of them without')
    .option('--answers', 'also print what the cluster shows, and why')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab quiz -n student-07\n  netlab quiz 2 -n student-07 --answers\n  netlab quiz --dump ./outputs/ -n student-07 -o json',
    )
    .action((words: readonly string[], options: HintQuizOptions) => print((config) => runQuiz(words, options, config)));
}
