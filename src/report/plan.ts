import type { PlanAnswer } from '../model/plan.ts';
import { escapeMarkdown } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** The answer to `plan` for a terminal. */
export function planText({ words: { title, groups: parts } }: PlanAnswer, style: TerminalStyle): string {
  const blocks = parts.map(({ heading, lines }) =>
    [style.strong(heading), ...lines.map((line) => wrap(line, '  '))].join('\n'),
  );
  return `${[wrap(style.strong(title), ''), ...blocks].join('\n\n')}\n`;
}

/** The answer to `plan` as Markdown. */
export function planMarkdown({ words: { title, groups: parts } }: PlanAnswer): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  return [`# ${escapeMarkdown(title)}`, ...parts.flatMap(({ heading, lines }) => [`## ${heading}`, list(lines)])].join(
    '\n\n',
  );
}

/** The answer to `plan` as `netlab.plan/1`: the figures, without the sentences. */
export function planJson({ plan }: PlanAnswer): object {
  return { schema: 'netlab.plan/1', ...plan };
}
