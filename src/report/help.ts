import type { HelpAnswer } from '../model/answer.ts';
import { codeSpan } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';

/** The answer to `help` for a terminal. */
export function helpText({ lines, note }: HelpAnswer, style: TerminalStyle): string {
  const width = Math.max(...lines.map(({ usage }) => usage.length));
  const rows = lines.map(({ usage, purpose }) => `  ${usage.padEnd(width)}  ${purpose}`);
  return [style.strong(note), ...rows, ''].join('\n');
}

/** The answer to `help` as Markdown. */
export function helpMarkdown({ lines, note }: HelpAnswer): string {
  return [note, lines.map(({ usage, purpose }) => `- ${codeSpan(usage)}: ${purpose}`).join('\n')].join('\n\n');
}

/** The answer to `help` as `netlab.help/1`. */
export function helpJson({ note, lines }: HelpAnswer): object {
  return { schema: 'netlab.help/1', note, lines };
}
