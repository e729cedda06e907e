import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { troubleAnswer } from '../commands/trouble-words.ts';
import { parseTerminalConfig, tutorVariables } from '../config.ts';
import { Trouble } from '../model/trouble.ts';
import { addCheck, addReplay } from './check.ts';
import { bugExitCode, bugLines, errorLine, withoutControls } from './error-line.ts';
import { addHint, addQuiz } from './hint-quiz.ts';
import { addExplain, addNotes, addWalk } from './lesson.ts';
import type { RunAndPrint } from './options.ts';
import { addPicture } from './picture.ts';
import { addPlan } from './plan.ts';
import { addReach } from './reach.ts';

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/** What a run may know of the process that it is in, and where it writes. */
export type CommandLineContext = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal, which may show colours. */
  readonly interactive: boolean;
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
};

type PlaygroundFlags = {
  readonly port?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace: string;
};

/**
 * The tutor's variables where NETLAB_TUTOR is set, else none: a key alone may be there for something else.
 */
function tutorVariablesIn(env: CommandLineContext['env']): CommandLineContext['env'] {
  if (!env.NETLAB_TUTOR) return {};
  return Object.fromEntries(tutorVariables.map((name) => [name, env[name]]));
}

/** The page's port as it was named: by the option, else by PORT, which counts as not set where it is blank. */
function pagePortOf(option: string | undefined, { PORT: variable = '' }: CommandLineContext['env']): number {
  const named = option ?? (variable.trim() || '3000');
  if (/^\d{1,5}$/u.test(named.trim()) && Number(named) <= 65535) return Number(named);
  const from = option === undefined ? 'PORT' : '--port';
  throw new Trouble('bad-input', { what: `${from} must be a number up to 65535` });
}

// Bolt is loaded only where it is needed: the commands above start in half the time without it.
function addServers(program: Command, { env }: CommandLineContext): void {
  program
    .command('playground')
    .description('the bot against an embedded Slack and an embedded AKS, on a page of this machine')
    .option('--port <port>', 'the page’s port, else PORT, else 3000; the next free one if it is taken')
    .option('--kubeconfig <file>', 'a real cluster instead of the embedded ones')
    .option('--context <name>', 'a context of the kubeconfig')
    .option('-n, --namespace <ns>', 'the namespace of Alice, the first student', 'student-07')
    .addHelpText(
      'after',
      '\nExamples:\n  netlab playground\n  netlab playground --kubeconfig ~/.kube/config --context training -n student-07\n  NETLAB_TUTOR=select OPENAI_API_KEY=… NETLAB_TUTOR_MODEL=… netlab playground',
    )
    .action(async ({ port, ...rest }: PlaygroundFlags) =>
      (await import('../app/playground.ts')).startPlayground({
        ...rest,
        port: pagePortOf(port, env),
        tutor: tutorVariablesIn(env),
        environment: parseTerminalConfig(env).environment,
      }),
    );
  program
    .command('bot')
    .description('the bot against real Slack, configured by the environment')
    .addHelpText(
      'after',
      '\nExample:\n  SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… NETLAB_ROSTER=roster.csv netlab bot',
    )
    .action(async () => (await import('../app/bot.ts')).startBot());
}

function createProgram(context: CommandLineContext, print: RunAndPrint): Command {
  const { out, err } = context;
  const netlab = new Command('netlab')
    .description('Looks at AKS networking with a student: inspects, judges and explains, read-only.')
    .helpCommand('help [command]', 'how to use a command')
    .showHelpAfterError('(netlab help lists the commands)')
    .version(version, '-V, --version', 'the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void out(text), writeErr: (text) => err(withoutControls(text)) })
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
  ])
    add(netlab, print);
  addServers(netlab, context);
  return netlab;
}

/**
 * Prints a refusal, and returns the exit code: 2 for wrong usage or input, 0 where help or the version was
 * asked for, 70 for a bug.
 */
function codeOf(error: unknown, { env, err }: CommandLineContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const isBug = !(error instanceof Trouble);
  err(isBug ? bugLines(error, env) : errorLine(troubleAnswer(error)));
  return isBug ? bugExitCode : 2;
}

/** Runs `netlab …`, and returns the exit code; a server that it started runs on. Never throws. */
export async function runCommandLine(args: readonly string[], context: CommandLineContext): Promise<number> {
  let code = 0;
  const netlab = createProgram(context, async (answer) => {
    const config = parseTerminalConfig(context.env);
    const warn = (sentence: string) => context.err(errorLine({ message: `${sentence}.`, todo: '' }));
    const output = await answer({ ...config, warn, colour: config.colour && context.interactive });
    code = output.code;
    context.err(output.stderr);
    await context.out(output.stdout);
  });
  try {
    if (args.length === 0) netlab.outputHelp();
    else await netlab.parseAsync(args, { from: 'user' });
  } catch (error) {
    return codeOf(error, context);
  }
  return code;
}
