import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { check } from './commands/check.ts';
import { worded } from './commands/words.ts';
import { parseTerminal } from './config.ts';
import { Trouble } from './model/trouble.ts';
import {
  type Asked,
  answerCheck,
  answerExplain,
  answerNotes,
  answerPlan,
  answerReach,
  answerReplay,
  answerWalk,
} from './terminal.ts';
import { answerHint, answerQuiz, type LearnOptions } from './terminal-learn.ts';
import { answerPicture, type PictureOptions } from './terminal-picture.ts';
import type { ReachOptions } from './terminal-reach.ts';
import type { Given } from './terminal-source.ts';

const { version }: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const outputs = ['text', 'json', 'markdown'] as const;

function sources(command: Command): Command {
  return command
    .option('-n, --namespace <ns>', 'the namespace to look from')
    .option('--kubeconfig <file>', 'a kubeconfig (default: KUBECONFIG, ~/.kube/config, in-cluster)')
    .option('--context <name>', 'a context of the kubeconfig')
    .option('--dump <path...>', 'files or folders of kubectl output instead of a cluster')
    .option('--snapshot <file>', 'a recorded snapshot instead of a cluster');
}

function output(command: Command): Command {
  return command.addOption(new Option('-o, --output <format>', 'how to print').choices(outputs).default('text'));
}

async function print(asked: Promise<Asked>): Promise<void> {
  const { stdout, stderr, code } = await asked;
  process.stderr.write(stderr);
  process.exitCode = code;
  await new Promise<void>((resolve) => process.stdout.write(stdout, () => resolve()));
}

function addCheck(program: Command): void {
  output(sources(program.command('check')))
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
    .action((task: string | undefined, given: Given) => print(answerCheck(task, given, parseTerminal(process.env))));
}

function addReplay(program: Command): void {
  output(program.command('replay'))
    .description('judge a recorded snapshot again: the same verdict, byte for byte')
    .argument('<file>', 'a file that check --record wrote')
    .option('--strict', 'exit with 3 if anything is blocked or failed to be read')
    .addHelpText('after', '\nExamples:\n  netlab replay seen.json\n  netlab replay seen.json -o json')
    .action((file: string, given: Given) => print(answerReplay(file, given, parseTerminal(process.env))));
}

function addExplain(program: Command): void {
  output(sources(program.command('explain')))
    .description('the lesson on a topic, with the values of your cluster where one is named; without a topic, the list')
    .argument('[topic...]', 'a topic, the id of a finding, or a question')
    .addHelpText('after', '\nExamples:\n  netlab explain overlay\n  netlab explain kube-proxy -n student-07')
    .action((topic: readonly string[], given: Given) => print(answerExplain(topic, given, parseTerminal(process.env))));
}

function addWalk(program: Command): void {
  output(sources(program.command('walk')))
    .description('the four common problems with what the cluster shows of each, and the next command to try')
    .argument('[problem]', 'same-range, no-cilium-pods, no-configmap or no-egress; all of them without')
    .addHelpText('after', '\nExamples:\n  netlab walk -n student-07\n  netlab walk no-egress -n student-07 -o json')
    .action((problem: string | undefined, given: Given) =>
      print(answerWalk(problem, given, parseTerminal(process.env))),
    );
}

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

function addPlan(program: Command): void {
  output(program.command('plan'))
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
    .action((model: string, given: Given & Readonly<Record<string, string | readonly string[] | undefined>>) =>
      print(answerPlan([model, ...planOptions(given)], given, parseTerminal(process.env))),
    );
}

function addReach(program: Command): void {
  output(sources(program.command('reach')))
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
    .action((given: Given & ReachOptions) => print(answerReach(given, parseTerminal(process.env))));
}

function addNotes(program: Command): void {
  output(program.command('notes'))
    .description('where newer sources say otherwise than the exercise, with source and date')
    .addHelpText('after', '\nExamples:\n  netlab notes\n  netlab notes -o markdown')
    .action((given: Given) => print(answerNotes(given, parseTerminal(process.env))));
}

function addPicture(program: Command): void {
  sources(program.command('picture'))
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
    .action((what: readonly string[], given: PictureOptions) =>
      print(answerPicture(what, given, parseTerminal(process.env))),
    );
}

function addHint(program: Command): void {
  output(sources(program.command('hint')))
    .description('a hint for a task: the idea first, the others by --rung; the last one reads the cluster')
    .argument('[task]', 'task 1, 2 or 3; 1 without')
    .option('--rung <n>', '1 the idea, 2 where to look, 3 how to read it, 4 an example, 5 with your own values')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab hint 2\n  netlab hint 2 --rung 3\n  netlab hint 2 --rung 5 -n student-07',
    )
    .action((task: string | undefined, given: LearnOptions) =>
      print(answerHint(task, given, parseTerminal(process.env))),
    );
}

function addQuiz(program: Command): void {
  output(sources(program.command('quiz')))
    .description('the questions that the cluster can answer; what it does not show is left out')
    .argument('[task...]', 'task 1, 2 or 3, or theory; all of them without')
    .option('--answers', 'also print what the cluster shows, and why')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab quiz -n student-07\n  netlab quiz 2 -n student-07 --answers\n  netlab quiz --dump ./outputs/ -n student-07 -o json',
    )
    .action((words: readonly string[], given: LearnOptions) =>
      print(answerQuiz(words, given, parseTerminal(process.env))),
    );
}

type PlaygroundFlags = {
  readonly port: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace: string;
};

// Bolt is loaded only where it is needed: the commands above start in half the time without it.
function addServers(program: Command): void {
  program
    .command('playground')
    .description('the bot against an embedded Slack and an embedded AKS, on a page of this machine')
    .option('--port <port>', 'the page’s port; the next free one if it is taken', '3000')
    .option('--kubeconfig <file>', 'a real cluster instead of the embedded ones')
    .option('--context <name>', 'a context of the kubeconfig')
    .option('-n, --namespace <ns>', 'the namespace of Alice, the first student', 'student-07')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab playground\n  netlab playground --kubeconfig ~/.kube/config --context training -n student-07',
    )
    .action(async ({ port, ...rest }: PlaygroundFlags) =>
      (await import('./playground.ts')).startPlayground({ ...rest, port: Number(port) }),
    );
  program
    .command('bot')
    .description('the bot against real Slack, configured by the environment')
    .addHelpText(
      'after',
      '\nExample:\n  SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… NETLAB_ROSTER=roster.csv netlab bot',
    )
    .action(async () => (await import('./main.ts')).startBot());
}

function program(): Command {
  const netlab = new Command('netlab')
    .description('Looks at AKS networking with a student: inspects, judges and explains, read-only.')
    .helpCommand('help [command]', 'how to use a command')
    .showHelpAfterError('(netlab help lists the commands)')
    .version(version, '-V, --version', 'the version')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });
  for (const add of [
    addCheck,
    addWalk,
    addExplain,
    addReach,
    addPlan,
    addPicture,
    addHint,
    addQuiz,
    addNotes,
    addReplay,
    addServers,
  ])
    add(netlab);
  return netlab;
}

function failed(error: unknown): void {
  process.exitCode = 2;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0 || error.code === 'commander.help') process.exitCode = 0;
    return;
  }
  if (!(error instanceof Trouble)) throw error;
  const { says, todo } = worded(error);
  process.stderr.write(`netlab: ${says} ${todo}\n`);
}

// A reader that has seen enough (`netlab check | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  const netlab = program();
  if (process.argv.length <= 2) netlab.outputHelp();
  else await netlab.parseAsync();
} catch (error) {
  failed(error);
}
