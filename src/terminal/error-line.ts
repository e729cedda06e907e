import type { TroubleAnswer } from '../model/answer.ts';
import { firstLineOf } from '../model/error-line.ts';

/** The exit code of a bug of netlab: never a verdict. */
export const bugExitCode = 70;

/** Text for a terminal without what steers one (escape sequences, marks of direction); lines stay lines. */
export function withoutControls(text: string): string {
  return text.replaceAll(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, '');
}

/** A refusal for stderr, its end included: what is wrong, each thing in a line of its own, and what to do. */
export function errorLine({ message, todo }: Pick<TroubleAnswer, 'message' | 'todo'>): string {
  const lines = message.split('\n');
  const said = lines.length === 1 ? [`${message} ${todo}`] : [...lines, todo];
  return said.map((line) => `netlab: ${withoutControls(line).trimEnd()}\n`).join('');
}

/** A bug for stderr: one line, and where it is with `LOG_LEVEL=debug`. */
export function bugLines(error: unknown, { LOG_LEVEL: level }: Readonly<Record<string, string | undefined>>): string {
  const what = withoutControls(firstLineOf(error)).slice(0, 300);
  const line = `netlab: a bug of netlab ended this command, which is no verdict: ${what}`;
  if (level !== 'debug') return `${line} (LOG_LEVEL=debug shows where)\n`;
  return `${line}\n${withoutControls(error instanceof Error ? (error.stack ?? '') : String(error))}\n`;
}
