import { type Command, Option } from 'commander';
import type { TerminalConfig } from '../config.ts';
import { addOutputOption, addSourceOptions, type RunAndPrint } from './options.ts';
import { type CommandOutput, renderCommandOutput } from './print.ts';
import { parseReachRequest, type ReachOptions } from './reach-request.ts';
import { namespaceOption, openSource, type TerminalOptions } from './source.ts';

/** `netlab reach`: one question or a file of them. @throws Trouble for wrong usage, configuration or input */
async function runReach(options: TerminalOptions & ReachOptions, config: TerminalConfig): Promise<CommandOutput> {
  const request = parseReachRequest(options);
  const source = await openSource({ ...options, ...namespaceOption(options, request.namespace) }, config);
  return renderCommandOutput(await request.answer(source), options, config);
}

/** Adds `netlab reach`. */
export function addReach(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('reach')))
    .description(
      'whether the NetworkPolicies let a connection pass, which of them select each end, and which rule decides',
    )
    .option('--from <end>', 'NAMESPACE/POD, or an address')
    .option('--to <end>', 'NAMESPACE/POD, NAMESPACE/svc/NAME, or an address')
    .option('--port <port>', 'a number, or the name of a container port of the destination, of a Service its own port')
    .option('--protocol <protocol>', 'tcp, udp or sctp; tcp without')
    .option('--queries <file>', 'a JSON list of { from, to, port, protocol } instead; - for standard input')
    .option(
      '--with <file>',
      'policies that are not applied yet (YAML; - for standard input): the answer with them, and what they change',
    )
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
  netlab reach --from student-07/web --to student-07/api --port 8080 --with policy.yaml
  netlab reach --from student-07/web --to student-07/svc/api --port 8080
  netlab reach --queries questions.json --dump ./outputs/ -o json`,
    )
    .action((options: TerminalOptions & ReachOptions) => print((config) => runReach(options, config)));
}
