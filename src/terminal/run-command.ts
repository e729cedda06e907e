import { readClock } from '../app/clock.ts';
import { createLab } from '../app/lab.ts';
import { openLesson } from '../app/lesson.ts';
import type { Command } from '../commands/command.ts';
import type { TerminalConfig } from '../config.ts';
import type { Answer } from '../model/answer.ts';
import type { ClusterSource } from './source.ts';

/**
 * Runs a command of the bot for whoever sits at the terminal. Without a source (null) there is no namespace,
 * and reading a cluster is a bug. `pasted` is what came in on standard input. @throws Trouble as the command does
 */
export async function runLabCommand(
  command: Command,
  words: readonly string[],
  source: Pick<ClusterSource, 'namespace' | 'observe'> | null,
  config: TerminalConfig,
  pasted?: string,
): Promise<Answer> {
  const observe = source?.observe ?? (() => Promise.reject(new Error('no source was named')));
  const by = { id: 'terminal', role: 'student', namespace: source?.namespace ?? null } as const;
  const request = { by, words, ...(pasted === undefined ? {} : { pasted }) };
  return (await command.run(request, createLab(openLesson(config.exercise, readClock), observe))).answer;
}
