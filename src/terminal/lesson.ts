import type { Command } from 'commander';
import { explain } from '../commands/explain/explain.ts';
import { notes } from '../commands/explain/notes.ts';
import { problemTable } from '../commands/walk/problem-table.ts';
import type { TerminalConfig } from '../config.ts';
import { addOutputOption, addSourceOptions, type RunAndPrint } from './options.ts';
import { type CommandOutput, renderCommandOutput } from './print.ts';
import { runLabCommand } from './run-command.ts';
import { namesSource, openSource, type TerminalOptions } from './source.ts';
import { readStandardInput } from './standard-input.ts';

/**
 * `netlab explain`: the lesson, with the cluster's own values where a source is named; with `-` what standard input shows.
 * @throws Trouble for wrong usage or input
 */
async function runExplain(
  topic: readonly string[],
  options: TerminalOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const source = namesSource(options) ? await openSource(options, config) : null;
  const pasted = topic.join(' ') === '-' ? await readStandardInput() : undefined;
  return renderCommandOutput(await runLabCommand(explain, topic, source, config, pasted), options, config);
}

/** `netlab walk`. @throws Trouble for wrong usage, configuration or input */
async function runWalk(
  problem: string | undefined,
  options: TerminalOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const words = problem === undefined ? [] : [problem];
  const source = await openSource(options, config);
  return renderCommandOutput(await runLabCommand(problemTable, words, source, config), options, config);
}

/** `netlab notes`: from the lesson alone. @throws Trouble for wrong configuration */
async function runNotes(options: TerminalOptions, config: TerminalConfig): Promise<CommandOutput> {
  return renderCommandOutput(await runLabCommand(notes, [], null, config), options, config);
}

/** Adds `netlab explain`. */
export function addExplain(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('explain')))
    .description('the lesson on a topic, with the values of your cluster where one is named; without a topic, the list')
    .argument(
      '[topic...]',
      'a topic, the id of a finding, or a question; - reads output of kubectl or curl from standard input',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  netlab explain overlay\n  netlab explain kube-proxy -n student-07\n  kubectl get nodes -o wide | netlab explain -',
    )
    .action((topic: readonly string[], options: TerminalOptions) =>
      print((config) => runExplain(topic, options, config)),
    );
}

/** Adds `netlab walk`. */
export function addWalk(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('walk')))
    .description('the four common problems with what the cluster shows of each, and the next command to try')
    .argument('[problem]', 'same-range, no-cilium-pods, no-configmap or no-egress; all of them without')
    .addHelpText('after', '\nExamples:\n  netlab walk -n student-07\n  netlab walk no-egress -n student-07 -o json')
    .action((problem: string | undefined, options: TerminalOptions) =>
      print((config) => runWalk(problem, options, config)),
    );
}

/** Adds `netlab notes`. */
export function addNotes(program: Command, print: RunAndPrint): void {
  addOutputOption(program.command('notes'))
    .description('where newer sources say otherwise than the exercise, with source and date')
    .addHelpText('after', '\nExamples:\n  netlab notes\n  netlab notes -o markdown')
    .action((options: TerminalOptions) => print((config) => runNotes(options, config)));
}
