import { type Command, Option } from 'commander';
import type { TerminalConfig } from '../config.ts';
import type { CommandOutput } from './print.ts';

/** Runs a command with the terminal's configuration, and prints its output. */
export type RunAndPrint = (run: (config: TerminalConfig) => Promise<CommandOutput>) => Promise<void>;

/** Adds the options that name a cluster, a dump or a snapshot. */
export function addSourceOptions(command: Command): Command {
  return command
    .option('-n, --namespace <ns>', 'the namespace to look from')
    .option('--kubeconfig <file>', 'a kubeconfig (default: KUBECONFIG, ~/.kube/config, in-cluster)')
    .option('--context <name>', 'a context of the kubeconfig')
    .option('--dump <path...>', 'files or folders of kubectl output instead of a cluster')
    .option(
      '--complete',
      'my word that the dump’s lists are whole and every kind was asked for: what it lacks is not there',
    )
    .option('--snapshot <file>', 'a recorded snapshot instead of a cluster');
}

/** Adds the option for the format of the output. */
export function addOutputOption(command: Command): Command {
  return command.addOption(
    new Option('-o, --output <format>', 'how to print').choices(['text', 'json', 'markdown']).default('text'),
  );
}
