import { observeDump } from './cluster/dump-source.ts';
import { readSnapshot, writeSnapshot } from './cluster/snapshot-file.ts';
import { check } from './commands/check.ts';
import type { Command } from './commands/command.ts';
import { explain } from './commands/explain.ts';
import { notes } from './commands/notes.ts';
import { plan } from './commands/plan.ts';
import { isNamespace } from './commands/scope.ts';
import { taskOf } from './commands/task.ts';
import { walk } from './commands/walk.ts';
import { worded } from './commands/words.ts';
import { labOver, openCluster, openLesson } from './compose.ts';
import type { TerminalConfig } from './config.ts';
import type { Answer } from './model/answer.ts';
import type { Finding } from './model/finding.ts';
import type { Snapshot } from './model/snapshot.ts';
import { Trouble } from './model/trouble.ts';
import { json } from './report/json.ts';
import { markdown } from './report/markdown.ts';
import { colour, plain } from './report/style.ts';
import { text } from './report/text.ts';

/** The options of a command as commander hands them over. */
export type Given = {
  readonly namespace?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly dump?: readonly string[];
  readonly snapshot?: string;
  readonly output?: 'text' | 'json' | 'markdown';
  readonly record?: string;
  readonly strict?: boolean;
};

/** What a command prints, and the exit code. */
export type Asked = { readonly stdout: string; readonly stderr: string; readonly code: number };

type Watched = { readonly namespace: string; readonly observe: (namespace: string) => Promise<Snapshot> };

function oneSource({ dump, snapshot, kubeconfig, context }: Given): void {
  const cluster = kubeconfig !== undefined || context !== undefined;
  if ([dump !== undefined, snapshot !== undefined, cluster].filter(Boolean).length > 1) {
    throw new Trouble('bad-input', { what: 'one source at a time: --kubeconfig/--context, --dump or --snapshot' });
  }
}

function namespaceOf(named: string | undefined, fallback: string | undefined): string {
  const namespace = named ?? fallback;
  if (namespace === undefined) throw new Trouble('bad-input', { what: 'which namespace? name one with -n' });
  if (!isNamespace(namespace)) throw new Trouble('bad-namespace', { namespace });
  return namespace;
}

function recorded(file: string, named: string | undefined): Watched {
  const { snapshot } = readSnapshot(file);
  if (named !== undefined && named !== snapshot.namespace) {
    throw new Trouble('bad-input', { what: `${file} was recorded for ${snapshot.namespace}, not for ${named}` });
  }
  return {
    namespace: snapshot.namespace,
    observe: async () => ({ ...snapshot, source: { kind: 'snapshot', name: file } }),
  };
}

async function live(given: Given, config: TerminalConfig): Promise<Watched> {
  const { kubeconfig = config.kubeconfig, context = config.context } = given;
  const cluster = await openCluster({ kubeconfig, context });
  const observe = async (namespace: string) => {
    const slow = setTimeout(() => process.stderr.write(`netlab: reading ${namespace}…\n`), 1000);
    try {
      return await cluster.observe(namespace);
    } finally {
      clearTimeout(slow);
      await cluster.close();
    }
  };
  return { namespace: namespaceOf(given.namespace, cluster.namespace), observe };
}

async function watch(given: Given, config: TerminalConfig): Promise<Watched> {
  oneSource(given);
  const { dump, snapshot } = given;
  if (snapshot !== undefined) return recorded(snapshot, given.namespace);
  if (dump === undefined) return live(given, config);
  const namespace = namespaceOf(given.namespace, undefined);
  return { namespace, observe: () => observeDump(dump, namespace, () => new Date()) };
}

function rendered(answer: Answer, { output }: Given, config: TerminalConfig): string {
  if (output === 'json') return json(answer);
  if (output === 'markdown') return markdown(answer);
  return text(answer, process.stdout.isTTY && config.colour ? colour : plain);
}

/** 1: something is broken; 3: nothing could be judged, or with `strict` anything could not be read; else 0. */
export function exitCode(findings: readonly Finding[], strict: boolean): number {
  const any = (...statuses: readonly Finding['status'][]) => findings.some(({ status }) => statuses.includes(status));
  if (any('fail')) return 1;
  if (strict && any('blocked', 'error')) return 3;
  return any('pass', 'differs') ? 0 : 3;
}

async function answered(
  command: Command,
  words: readonly string[],
  watched: Watched,
  config: TerminalConfig,
): Promise<Answer> {
  const lab = labOver(openLesson(config.exercise), watched.observe);
  const by = { id: 'terminal', role: 'student', namespace: watched.namespace } as const;
  try {
    return (await command.run({ by, words }, lab)).answer;
  } catch (error) {
    if (error instanceof Trouble) return worded(error);
    throw error;
  }
}

function asked(answer: Answer, given: Given, config: TerminalConfig): Asked {
  if (answer.kind === 'trouble') return { stdout: '', stderr: `netlab: ${answer.says} ${answer.todo}\n`, code: 2 };
  const code = answer.kind === 'check' ? exitCode(answer.report.findings, given.strict === true) : 0;
  return { stdout: rendered(answer, given, config), stderr: '', code };
}

function recording(watched: Watched, file: string | undefined, task: string | undefined): Watched {
  if (file === undefined) return watched;
  const observe = async (namespace: string) => {
    const snapshot = await watched.observe(namespace);
    writeSnapshot(file, { snapshot, task: task === undefined ? undefined : (taskOf(task) ?? undefined) });
    return snapshot;
  };
  return { ...watched, observe };
}

/** `netlab check`. @throws Trouble for wrong usage, configuration or input */
export async function answerCheck(task: string | undefined, given: Given, config: TerminalConfig): Promise<Asked> {
  if (task !== undefined && !/^(?:task|#)?-?\d+$/iu.test(task)) throw new Trouble('unknown-task', { task });
  const watched = recording(await watch(given, config), given.record, task);
  return asked(await answered(check, task === undefined ? [] : [task], watched, config), given, config);
}

/** `netlab replay`: the recorded source stays, so the bytes are those of the recorded check. @throws Trouble */
export async function answerReplay(file: string, given: Given, config: TerminalConfig): Promise<Asked> {
  const { snapshot, task } = readSnapshot(file);
  const watched = { namespace: snapshot.namespace, observe: async () => snapshot };
  return asked(await answered(check, task === undefined ? [] : [String(task)], watched, config), given, config);
}

/** A command that needs no cluster. */
async function unwatched(
  command: Command,
  words: readonly string[],
  given: Given,
  config: TerminalConfig,
): Promise<Asked> {
  const lab = labOver(openLesson(config.exercise), () => Promise.reject(new Error('no source was named')));
  const by = { id: 'terminal', role: 'student', namespace: null } as const;
  try {
    return asked((await command.run({ by, words }, lab)).answer, given, config);
  } catch (error) {
    if (error instanceof Trouble) return asked(worded(error), given, config);
    throw error;
  }
}

/** `netlab explain`: beside the lesson the cluster's own values, where a source was named. @throws Trouble */
export async function answerExplain(topic: readonly string[], given: Given, config: TerminalConfig): Promise<Asked> {
  const named = given.namespace ?? given.kubeconfig ?? given.context ?? given.dump ?? given.snapshot;
  if (named === undefined) return unwatched(explain, topic, given, config);
  return asked(await answered(explain, topic, await watch(given, config), config), given, config);
}

/** `netlab walk`. @throws Trouble for wrong usage, configuration or input */
export async function answerWalk(problem: string | undefined, given: Given, config: TerminalConfig): Promise<Asked> {
  const words = problem === undefined ? [] : [problem];
  return asked(await answered(walk, words, await watch(given, config), config), given, config);
}

/** `netlab notes`: from the lesson alone. @throws Trouble for wrong configuration */
export function answerNotes(given: Given, config: TerminalConfig): Promise<Asked> {
  return unwatched(notes, [], given, config);
}

/** `netlab plan`: arithmetic alone, no cluster. @throws Trouble for wrong usage or configuration */
export function answerPlan(words: readonly string[], given: Given, config: TerminalConfig): Promise<Asked> {
  return unwatched(plan, words, given, config);
}
