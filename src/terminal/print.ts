import { createLab, openLesson } from '../app/lab.ts';
import { readSnapshot, writeSnapshot } from '../cluster/snapshot/file.ts';
import { check } from '../commands/check/check.ts';
import type { Command } from '../commands/command.ts';
import { explain } from '../commands/explain/explain.ts';
import { notes } from '../commands/explain/notes.ts';
import { parseTaskNumber } from '../commands/input/task-number.ts';
import { plan } from '../commands/plan/plan.ts';
import { troubleAnswer } from '../commands/trouble-words.ts';
import { problemTable } from '../commands/walk/problem-table.ts';
import type { TerminalConfig } from '../config.ts';
import type { Answer } from '../model/answer.ts';
import type { Finding } from '../model/finding.ts';
import { Trouble } from '../model/trouble.ts';
import { toJson } from '../report/json.ts';
import { toMarkdown } from '../report/markdown.ts';
import { colourStyle, plainStyle } from '../report/style.ts';
import { toText } from '../report/text.ts';
import { parseReachRequest, type ReachOptions } from './reach.ts';
import { type ClusterSource, namespaceOption, openSource, type TerminalOptions } from './source.ts';

/** What a command prints, and the exit code. */
export type CommandOutput = { readonly stdout: string; readonly stderr: string; readonly code: number };

function rendered(answer: Answer, { output }: TerminalOptions, config: TerminalConfig): string {
  if (output === 'json') return toJson(answer);
  if (output === 'markdown') return toMarkdown(answer);
  return toText(answer, config.colour ? colourStyle : plainStyle);
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
  watched: Pick<ClusterSource, 'namespace' | 'observe'>,
  config: TerminalConfig,
): Promise<Answer> {
  const lab = createLab(openLesson(config.exercise), watched.observe);
  const by = { id: 'terminal', role: 'student', namespace: watched.namespace } as const;
  try {
    return (await command.run({ by, words }, lab)).answer;
  } catch (error) {
    if (error instanceof Trouble) return troubleAnswer(error);
    throw error;
  }
}

const reachCodes = { allowed: 0, denied: 1, unknown: 3 } as const;

function codeOf(answer: Answer, given: TerminalOptions): number {
  if (answer.kind === 'check') return exitCode(answer.report.findings, given.strict === true);
  const [only] = answer.kind === 'reach' && !answer.batch ? answer.reaches : [];
  return only ? reachCodes[only.verdict] : 0;
}

/** What an answer prints, and how the command ends. */
export function renderCommandOutput(answer: Answer, given: TerminalOptions, config: TerminalConfig): CommandOutput {
  if (answer.kind === 'trouble') return { stdout: '', stderr: `netlab: ${answer.message} ${answer.todo}\n`, code: 2 };
  const code = codeOf(answer, given);
  return { stdout: rendered(answer, given, config), stderr: '', code };
}

function recording(watched: ClusterSource, file: string | undefined, task: string | undefined): ClusterSource {
  if (file === undefined) return watched;
  const observe = async (namespace: string) => {
    const snapshot = await watched.observe(namespace);
    writeSnapshot(file, { snapshot, task: task === undefined ? undefined : (parseTaskNumber(task) ?? undefined) });
    return snapshot;
  };
  return { ...watched, observe };
}

/** `netlab check`. @throws Trouble for wrong usage, configuration or input */
export async function runCheck(
  task: string | undefined,
  given: TerminalOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  if (task !== undefined && !/^(?:task|#)?-?\d+$/iu.test(task)) throw new Trouble('unknown-task', { task });
  const watched = recording(await openSource(given, config), given.record, task);
  return renderCommandOutput(await answered(check, task === undefined ? [] : [task], watched, config), given, config);
}

/** `netlab replay`: the recorded source stays, so the bytes are those of the recorded check. @throws Trouble */
export async function runReplay(file: string, given: TerminalOptions, config: TerminalConfig): Promise<CommandOutput> {
  const { snapshot, task } = readSnapshot(file);
  const watched = { namespace: snapshot.namespace, observe: async () => snapshot };
  return renderCommandOutput(
    await answered(check, task === undefined ? [] : [String(task)], watched, config),
    given,
    config,
  );
}

/** A command that needs no cluster. */
async function unwatched(
  command: Command,
  words: readonly string[],
  given: TerminalOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const lab = createLab(openLesson(config.exercise), () => Promise.reject(new Error('no source was named')));
  const by = { id: 'terminal', role: 'student', namespace: null } as const;
  try {
    return renderCommandOutput((await command.run({ by, words }, lab)).answer, given, config);
  } catch (error) {
    if (error instanceof Trouble) return renderCommandOutput(troubleAnswer(error), given, config);
    throw error;
  }
}

/** `netlab explain`: beside the lesson the cluster's own values, where a source was named. @throws Trouble */
export async function runExplain(
  topic: readonly string[],
  given: TerminalOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const named = given.namespace ?? given.kubeconfig ?? given.context ?? given.dump ?? given.snapshot;
  if (named === undefined) return unwatched(explain, topic, given, config);
  return renderCommandOutput(await answered(explain, topic, await openSource(given, config), config), given, config);
}

/** `netlab walk`. @throws Trouble for wrong usage, configuration or input */
export async function runWalk(
  problem: string | undefined,
  given: TerminalOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  const words = problem === undefined ? [] : [problem];
  return renderCommandOutput(
    await answered(problemTable, words, await openSource(given, config), config),
    given,
    config,
  );
}

/** `netlab notes`: from the lesson alone. @throws Trouble for wrong configuration */
export function runNotes(given: TerminalOptions, config: TerminalConfig): Promise<CommandOutput> {
  return unwatched(notes, [], given, config);
}

/** `netlab plan`: arithmetic alone, no cluster. @throws Trouble for wrong usage or configuration */
export function runPlan(
  words: readonly string[],
  given: TerminalOptions,
  config: TerminalConfig,
): Promise<CommandOutput> {
  return unwatched(plan, words, given, config);
}

/** `netlab reach`: one question or a file of them. @throws Trouble for wrong usage, configuration or input */
export async function runReach(given: TerminalOptions & ReachOptions, config: TerminalConfig): Promise<CommandOutput> {
  const question = parseReachRequest(given);
  const watched = await openSource({ ...given, ...namespaceOption(given, question.namespace) }, config);
  return renderCommandOutput(await question.answer(watched), given, config);
}
