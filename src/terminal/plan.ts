import type { Command } from 'commander';
import { plan } from '../commands/plan/plan.ts';
import { findOwnValue } from '../model/own-value.ts';
import { addOutputOption, type RunAndPrint } from './options.ts';
import { renderCommandOutput } from './print.ts';
import { runLabCommand } from './run-command.ts';
import { refuseRepeatedOptions } from './single-options.ts';
import type { TerminalOptions } from './source.ts';

type PlanFlags = Readonly<Record<string, string | readonly string[] | undefined>>;

const planOptionNames = ['nodes', 'max-pods', 'surge', 'pool', 'subnet', 'pod-cidr', 'service-cidr', 'peer'] as const;

/** Options as the words that `/netlab plan` takes, so that one parser reads both. */
function planWords(options: PlanFlags): readonly string[] {
  const camelCase = (name: string) => name.replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  return planOptionNames.flatMap((name) => {
    const value = findOwnValue(options, camelCase(name));
    if (value === undefined) return [];
    return (typeof value === 'string' ? [value] : value).flatMap((each) => [name, each]);
  });
}

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

/** Adds `netlab plan`: arithmetic alone, no cluster. */
export function addPlan(program: Command, print: RunAndPrint): void {
  const command = addOutputOption(program.command('plan'))
    .description('how many addresses a cluster needs and whether an upgrade fits, or with --subnet alone, what fits')
    .argument('<model>', 'kubenet, node-subnet, pod-subnet-dynamic, pod-subnet-static or overlay')
    .option('--nodes <n>', 'number of nodes')
    .option('--max-pods <p>', 'Pods per node; the model’s default without')
    .option('--surge <s>', 'nodes that an upgrade adds to each pool: a number, or a part of its nodes such as 33%')
    .option('--pool <name:nodes:maxpods>', 'a node pool; once for each pool, in place of --nodes, --max-pods', collect)
    .option('--subnet <cidr>', 'the nodes’ subnet')
    .option('--pod-cidr <cidr>', 'the Pod CIDR of an overlay or of kubenet; of a Pod subnet model that subnet')
    .option('--service-cidr <cidr>', 'the service CIDR')
    .option('--peer <cidr...>', 'networks that the cluster’s must not overlap: peered VNets, networks on premises')
    .addHelpText(
      'after',
      `
Without --surge the plan is for 1 node, and says what 10% come to: Microsoft's pages disagree on the default.

Examples:
  netlab plan node-subnet --nodes 50
  netlab plan overlay --nodes 50 --pod-cidr 10.244.0.0/16
  netlab plan node-subnet --subnet 10.1.0.0/24
  netlab plan node-subnet --pool web:10:30 --pool db:3:110 --surge 33% --subnet 10.1.0.0/22`,
    )
    .action((model: string, options: TerminalOptions & PlanFlags) =>
      print(async (config) => {
        const answer = await runLabCommand(plan, [model, ...planWords(options)], null, config);
        return renderCommandOutput(answer, options, config);
      }),
    );
  refuseRepeatedOptions(command, ['pool']);
}
