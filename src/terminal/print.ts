import type { TerminalConfig } from '../config.ts';
import type { Answer } from '../model/answer.ts';
import type { Finding } from '../model/finding.ts';
import { toJson } from '../report/json.ts';
import { colourStyle, plainStyle } from '../report/style.ts';
import { errorLine } from './error-line.ts';
import type { TerminalOptions } from './source.ts';
import { toMarkdown, toText } from './write-answer.ts';

/** What a command prints, and the exit code. */
export type CommandOutput = { readonly stdout: string; readonly stderr: string; readonly code: number };

// What steers a terminal, but for the ends of lines and the colours that are netlab's own.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is kept
const controls = /(?!\n|\u001b\[[\d;]*m)\p{Cc}/gu;
const controlsAndColours = /(?!\n)\p{Cc}/gu;

function renderAnswer(answer: Answer, { output, verbose }: TerminalOptions, config: TerminalConfig): string {
  if (output === 'json') return toJson(answer);
  if (output === 'markdown') return toMarkdown(answer).replaceAll(controlsAndColours, '');
  const text = toText(answer, config.colour ? colourStyle : plainStyle, verbose === true);
  return text.replaceAll(config.colour ? controls : controlsAndColours, '');
}

/**
 * 1: something is broken; 3: nothing could be judged, or with `strict` anything could not be read; else 0.
 */
export function exitCode(findings: readonly Finding[], strict: boolean): number {
  const any = (...statuses: readonly Finding['status'][]) => findings.some(({ status }) => statuses.includes(status));
  if (any('fail')) return 1;
  if (strict && any('blocked', 'error')) return 3;
  return any('pass', 'differs') ? 0 : 3;
}

const reachCodes = { allowed: 0, denied: 1, unknown: 3 } as const;

function codeOf(answer: Answer, options: TerminalOptions): number {
  if (answer.kind === 'check') return exitCode(answer.report.findings, options.strict === true);
  if (answer.kind === 'verdict') return answer.verdict === 'cannot-tell' ? 3 : 0;
  const [only] = answer.kind === 'reach' && !answer.batch ? answer.reaches : [];
  return only ? reachCodes[only.verdict] : 0;
}

/** What an answer prints, and the exit code. */
export function renderCommandOutput(answer: Answer, options: TerminalOptions, config: TerminalConfig): CommandOutput {
  if (answer.kind === 'trouble') return { stdout: '', stderr: errorLine(answer), code: 2 };
  return { stdout: renderAnswer(answer, options, config), stderr: '', code: codeOf(answer, options) };
}
