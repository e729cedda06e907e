import { type Command, Option } from 'commander';
import type { TerminalConfig } from '../config.ts';
import type { CommandOutput } from './print.ts';

/** Runs a command with the configuration of its surroundings, and prints what it answers. */
export type RunAndPrint = (answer: (config: TerminalConfig) => Promise<CommandOutput>) => Promise<void>;

/** The options that name what is looked at. */
export function addSourceOptions(command: Command): Command {
  return command
    .option('-n, --namespace <ns>', 'the namespace to look from')
    .option('--kubeconfig <file>', 'a kubeconfig (default: KUBECONFIG, ~/.kube/config, in-cluster)')
    .option('--context <name>', 'a context of the kubeconfig')
    .option('--dump <path...>', 'files or folders of kubectl output instead of a cluster')
    .option('--snapshot <file>', 'a recorded snapshot instead of a cluster');
}

/** The option that says how an answer is printed. */
export function addOutputOption(command: Command): Command {
  return command.addOption(
    new Option('-o, --output <format>', 'how to print').choices(['text', 'json', 'markdown']).default('text'),
  );
}
