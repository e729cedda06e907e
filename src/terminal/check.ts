import type { Command } from 'commander';
import { readSnapshot, writeSnapshot } from '../cluster/snapshot/file.ts';
import { check } from '../commands/check/check.ts';
import { parseTaskNumber } from '../commands/input/task-number.ts';
import type { TerminalConfig } from '../config.ts';
import { Trouble } from '../model/trouble.ts';
import { addOutputOption, addSourceOptions, type RunAndPrint } from './options.ts';
import { type CommandOutput, renderCommandOutput } from './print.ts';
import { runLabCommand } from './run-command.ts';
import { type ClusterSource, openSource, type TerminalOptions } from './source.ts';

/**
 * A source that also writes what it reads to a file, with the task that was asked for; itself without a file.
 */
function withRecording(source: ClusterSource, file: string | undefined, task: string | undefined): ClusterSource {
  if (file === undefined) return source;
  const observe = async (namespace: string) => {
    const snapshot = await source.observe(namespace);
    writeSnapshot(file, { snapshot, task: task === undefined ? undefined : (parseTaskNumber(task) ?? undefined) });
    return snapshot;
  };
  return { ...source, observe };
}

/** `netlab check`. @throws Trouble for wrong usage, configuration or input */
async function runCheck(
  task: string | undefined,
  options: TerminalOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  if (task !== undefined && !/^(?:task|#)?-?\d+$/iu.test(task)) throw new Trouble('unknown-task', { task });
  const source = withRecording(await openSource(options, config), options.record, task);
  const answer = await runLabCommand(check, task === undefined ? [] : [task], source, config);
  return renderCommandOutput(answer, options, config);
}

/**
 * `netlab replay`: the recorded source stays, so the bytes are those of the recorded check. @throws Trouble
 * for wrong input
 */
async function runReplay(file: string, options: TerminalOptions, config: TerminalConfig): Promise<CommandOutput> {
  const { snapshot, task } = readSnapshot(file);
  const source = { namespace: snapshot.namespace, observe: async () => snapshot };
  const answer = await runLabCommand(check, task === undefined ? [] : [String(task)], source, config);
  return renderCommandOutput(answer, options, config);
}

/** Adds `netlab check`. */
export function addCheck(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('check')))
    .description(`${check.purpose}`)
    .argument('[task]', 'task 1, 2 or 3; all of them without')
    .option('--record <file>', 'also write the snapshot, for replay')
    .option('--strict', 'exit with 3 if anything is blocked or failed to be read')
    .option('--verbose', 'also the evidence, the signals and what was read')
    .addHelpText(
      'after',
      `
Exit code: 1 if something is broken, 3 if nothing could be judged, else 0; 2 for wrong usage or input, 70 for a bug of netlab.

Examples:
  netlab check -n student-07
  netlab check 2 -n student-07 -o json
  netlab check -n student-07 --dump ./outputs/
  netlab check -n student-07 --record seen.json && netlab replay seen.json`,
    )
    .action((task: string | undefined, options: TerminalOptions) => print((config) => runCheck(task, options, config)));
}

/** Adds `netlab replay`. */
export function addReplay(program: Command, print: RunAndPrint): void {
  addOutputOption(program.command('replay'))
    .description('judge a recorded snapshot again: the same verdict, byte for byte')
    .argument('<file>', 'a file that check --record wrote')
    .option('--strict', 'exit with 3 if anything is blocked or failed to be read')
    .option('--verbose', 'also the evidence, the signals and what was read')
    .addHelpText('after', '\nExamples:\n  netlab replay seen.json\n  netlab replay seen.json -o json')
    .action((file: string, options: TerminalOptions) => print((config) => runReplay(file, options, config)));
}
