import { type Command, Option } from 'commander';
import { check } from './commands/check/check.ts';
import { addOutputOption, addSourceOptions, type RunAndPrint } from './terminal/options.ts';
import { runCheck, runExplain, runNotes, runReach, runReplay, runWalk } from './terminal/print.ts';
import type { ReachOptions } from './terminal/reach.ts';
import type { TerminalOptions } from './terminal/source.ts';

export function addCheck(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('check')))
    .description(`${check.purpose}`)
    .argument('[task]', 'task 1, 2 or 3; all of them without')
    .option('--record <file>', 'also write the snapshot, for replay')
    .option('--strict', 'exit with 3 if anything is blocked or failed to be read')
    .addHelpText(
      'after',
      `
Exit code: 1 if something is broken, 3 if nothing could be judged, else 0; 2 for wrong usage or input.

Examples:
  netlab check -n student-07
  netlab check 2 -n student-07 -o json
  netlab check -n student-07 --dump ./outputs/
  netlab check -n student-07 --record seen.json && netlab replay seen.json`,
    )
    .action((task: string | undefined, given: TerminalOptions) => print((config) => runCheck(task, given, config)));
}

export function addReplay(program: Command, print: RunAndPrint): void {
  addOutputOption(program.command('replay'))
    .description('judge a recorded snapshot again: the same verdict, byte for byte')
    .argument('<file>', 'a file that check --record wrote')
    .option('--strict', 'exit with 3 if anything is blocked or failed to be read')
    .addHelpText('after', '\nExamples:\n  netlab replay seen.json\n  netlab replay seen.json -o json')
    .action((file: string, given: TerminalOptions) => print((config) => runReplay(file, given, config)));
}

export function addExplain(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('explain')))
    .description('the lesson on a topic, with the values of your cluster where one is named; without a topic, the list')
    .argument('[topic...]', 'a topic, the id of a finding, or a question')
    .addHelpText('after', '\nExamples:\n  netlab explain overlay\n  netlab explain kube-proxy -n student-07')
    .action((topic: readonly string[], given: TerminalOptions) => print((config) => runExplain(topic, given, config)));
}

export function addWalk(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('walk')))
    .description('the four common problems with what the cluster shows of each, and the next command to try')
    .argument('[problem]', 'same-range, no-cilium-pods, no-configmap or no-egress; all of them without')
    .addHelpText('after', '\nExamples:\n  netlab walk -n student-07\n  netlab walk no-egress -n student-07 -o json')
    .action((problem: string | undefined, given: TerminalOptions) =>
      print((config) => runWalk(problem, given, config)),
    );
}

export function addReach(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('reach')))
    .description(
      'whether the NetworkPolicies let a connection pass, which of them select each end, and which rule decides',
    )
    .option('--from <end>', 'NAMESPACE/POD, or an address')
    .option('--to <end>', 'NAMESPACE/POD, or an address')
    .option('--port <port>', 'a number, or the name of a container port of the destination')
    .option('--protocol <protocol>', 'tcp, udp or sctp; tcp without')
    .option('--queries <file>', 'a JSON list of { from, to, port, protocol } instead; - for standard input')
    .addOption(
      new Option(
        '--semantics <semantics>',
        'how policies are read: by the data plane that was found, as the API says, or as Cilium does',
      )
        .choices(['auto', 'plain', 'cilium'])
        .default('auto'),
    )
    .addHelpText(
      'after',
      `
Exit code: 0 allowed, 1 denied, 3 unknown; 2 for wrong usage or input, a Pod that does not exist among it; 0 for --queries.

Examples:
  netlab reach --from student-07/web --to student-07/api --port 8080
  netlab reach --from student-07/web --to 203.0.113.7 --port 443 -o json
  netlab reach --from student-07/web --to kube-system/coredns-0 --port 53 --protocol udp --semantics cilium
  netlab reach --queries questions.json --dump ./outputs/ -o json`,
    )
    .action((given: TerminalOptions & ReachOptions) => print((config) => runReach(given, config)));
}

export function addNotes(program: Command, print: RunAndPrint): void {
  addOutputOption(program.command('notes'))
    .description('where newer sources say otherwise than the exercise, with source and date')
    .addHelpText('after', '\nExamples:\n  netlab notes\n  netlab notes -o markdown')
    .action((given: TerminalOptions) => print((config) => runNotes(given, config)));
}
