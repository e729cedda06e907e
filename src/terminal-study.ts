import { type Command, Option } from 'commander';
import { type HintQuizOptions, runHint, runQuiz } from './terminal/hint-quiz.ts';
import { addOutputOption, addSourceOptions, type RunAndPrint } from './terminal/options.ts';
import { type PictureOptions, runPicture } from './terminal/picture.ts';
import { runPlan } from './terminal/print.ts';
import type { TerminalOptions } from './terminal/source.ts';

const planned = ['nodes', 'max-pods', 'surge', 'subnet', 'pod-cidr', 'service-cidr', 'peer'] as const;

/** Options as the words that `/netlab plan` takes, so that both go one way. */
function planOptions(given: Readonly<Record<string, string | readonly string[] | undefined>>): readonly string[] {
  const camel = (name: string) => name.replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  return planned.flatMap((name) => {
    const value = given[camel(name)];
    if (value === undefined) return [];
    return (typeof value === 'string' ? [value] : value).flatMap((each) => [name, each]);
  });
}

export function addPlan(program: Command, print: RunAndPrint): void {
  addOutputOption(program.command('plan'))
    .description('how many addresses a cluster needs, or with --subnet and no --nodes, what fits')
    .argument('<model>', 'kubenet, node-subnet, pod-subnet-dynamic, pod-subnet-static or overlay')
    .option('--nodes <n>', 'number of nodes')
    .option('--max-pods <p>', 'Pods per node; the model’s default without')
    .option('--surge <s>', 'nodes that an upgrade adds; 1 without')
    .option('--subnet <cidr>', 'the nodes’ subnet')
    .option('--pod-cidr <cidr>', 'the Pod CIDR of an overlay or of kubenet')
    .option('--service-cidr <cidr>', 'the service CIDR')
    .option('--peer <cidr...>', 'networks that the cluster’s must not overlap: peered VNets, networks on premises')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab plan node-subnet --nodes 50\n  netlab plan overlay --nodes 50 --pod-cidr 10.244.0.0/16\n  netlab plan node-subnet --subnet 10.1.0.0/24',
    )
    .action(
      (model: string, given: TerminalOptions & Readonly<Record<string, string | readonly string[] | undefined>>) =>
        print((config) => runPlan([model, ...planOptions(given)], given, config)),
    );
}

export function addPicture(program: Command, print: RunAndPrint): void {
  addSourceOptions(program.command('picture'))
    .description('draws the network as a map (or the models, or an address plan), and prints what the picture says')
    .argument('[what...]', 'map, models, or plan MODEL N nodes as in Slack; map without')
    .requiredOption('-o, --output <file>', 'the file to write: its name ends in .svg or .png')
    .addOption(new Option('--theme <theme>', 'for which surroundings').choices(['light', 'dark']).default('light'))
    .addHelpText(
      'after',
      `
Examples:
  netlab picture -n student-07 -o network.png
  netlab picture -n student-07 --dump ./outputs/ --theme dark -o network.svg
  netlab picture models -o models.png
  netlab picture plan node-subnet 50 nodes subnet 10.1.0.0/21 -o plan.png`,
    )
    .action((what: readonly string[], given: PictureOptions) => print((config) => runPicture(what, given, config)));
}

export function addHint(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('hint')))
    .description('a hint for a task: the idea first, the others by --rung; the last one reads the cluster')
    .argument('[task]', 'task 1, 2 or 3; 1 without')
    .option('--rung <n>', '1 the idea, 2 where to look, 3 how to read it, 4 an example, 5 with your own values')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab hint 2\n  netlab hint 2 --rung 3\n  netlab hint 2 --rung 5 -n student-07',
    )
    .action((task: string | undefined, given: HintQuizOptions) => print((config) => runHint(task, given, config)));
}

export function addQuiz(program: Command, print: RunAndPrint): void {
  addOutputOption(addSourceOptions(program.command('quiz')))
    .description('the questions that the cluster can answer; what it does not show is left out')
    .argument('[task...]', 'task 1, 2 or 3, or theory; all of them without')
    .option('--answers', 'also print what the cluster shows, and why')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab quiz -n student-07\n  netlab quiz 2 -n student-07 --answers\n  netlab quiz --dump ./outputs/ -n student-07 -o json',
    )
    .action((words: readonly string[], given: HintQuizOptions) => print((config) => runQuiz(words, given, config)));
}
