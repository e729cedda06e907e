import { readClock } from '../app/clock.ts';
import { createLab } from '../app/lab.ts';
import { openLesson } from '../app/lesson.ts';
import type { Command } from '../commands/command.ts';
import type { TerminalConfig } from '../config.ts';
import type { Answer } from '../model/answer.ts';
import type { ClusterSource } from './source.ts';

/**
 * Runs a command of the bot for whoever sits at the terminal. Without a source (null) there is no namespace,
 * and reading a cluster is a bug. @throws Trouble as the command does
 */
export async function runLabCommand(
  command: Command,
  words: readonly string[],
  source: Pick<ClusterSource, 'namespace' | 'observe'> | null,
  config: TerminalConfig,
): Promise<Answer> {
  const observe = source?.observe ?? (() => Promise.reject(new Error('no source was named')));
  const by = { id: 'terminal', role: 'student', namespace: source?.namespace ?? null } as const;
  return (await command.run({ by, words }, createLab(openLesson(config.exercise, readClock), observe))).answer;
}
