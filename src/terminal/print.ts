import { labOver, openLesson } from '../app/lab.ts';
import { readSnapshot, writeSnapshot } from '../cluster/snapshot/file.ts';
import { check } from '../commands/check/check.ts';
import type { Command } from '../commands/command.ts';
import { explain } from '../commands/explain/explain.ts';
import { notes } from '../commands/explain/notes.ts';
import { taskOf } from '../commands/input/task-number.ts';
import { plan } from '../commands/plan/plan.ts';
import { worded } from '../commands/trouble-words.ts';
import { rows } from '../commands/walk/problem-table.ts';
import type { TerminalConfig } from '../config.ts';
import type { Answer } from '../model/answer.ts';
import type { Finding } from '../model/finding.ts';
import { Trouble } from '../model/trouble.ts';
import { json } from '../report/json.ts';
import { markdown } from '../report/markdown.ts';
import { colour, plain } from '../report/style.ts';
import { text } from '../report/text.ts';
import { askFor, type ReachOptions } from './reach.ts';
import { type Given, namespaceIn, type Watched, watch } from './source.ts';

/** What a command prints, and the exit code. */
export type Asked = { readonly stdout: string; readonly stderr: string; readonly code: number };

function rendered(answer: Answer, { output }: Given, config: TerminalConfig): string {
  if (output === 'json') return json(answer);
  if (output === 'markdown') return markdown(answer);
  return text(answer, config.colour ? colour : plain);
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
  watched: Pick<Watched, 'namespace' | 'observe'>,
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

const reachCodes = { allowed: 0, denied: 1, unknown: 3 } as const;

function codeOf(answer: Answer, given: Given): number {
  if (answer.kind === 'check') return exitCode(answer.report.findings, given.strict === true);
  const [only] = answer.kind === 'reach' && !answer.batch ? answer.reaches : [];
  return only ? reachCodes[only.verdict] : 0;
}

/** What an answer prints, and how the command ends. */
export function asked(answer: Answer, given: Given, config: TerminalConfig): Asked {
  if (answer.kind === 'trouble') return { stdout: '', stderr: `netlab: ${answer.says} ${answer.todo}\n`, code: 2 };
  const code = codeOf(answer, given);
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
  return asked(await answered(rows, words, await watch(given, config), config), given, config);
}

/** `netlab notes`: from the lesson alone. @throws Trouble for wrong configuration */
export function answerNotes(given: Given, config: TerminalConfig): Promise<Asked> {
  return unwatched(notes, [], given, config);
}

/** `netlab plan`: arithmetic alone, no cluster. @throws Trouble for wrong usage or configuration */
export function answerPlan(words: readonly string[], given: Given, config: TerminalConfig): Promise<Asked> {
  return unwatched(plan, words, given, config);
}

/** `netlab reach`: one question or a file of them. @throws Trouble for wrong usage, configuration or input */
export async function answerReach(given: Given & ReachOptions, config: TerminalConfig): Promise<Asked> {
  const question = askFor(given);
  const watched = await watch({ ...given, ...namespaceIn(given, question.namespace) }, config);
  return asked(await question.answer(watched), given, config);
}
