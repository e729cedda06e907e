import type { HintAnswer } from '../model/hint.ts';
import { escapeMarkdown, linkUrls } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** A hint for a terminal. */
export function hintText({ task, steps, more }: HintAnswer, style: TerminalStyle): string {
  const all = steps.map(({ title, body }) =>
    [style.strong(title), ...body.map((each) => wrap(each, '  '))].join('\n\n'),
  );
  const end = more === null ? [] : [style.faint(wrap(more, ''))];
  return `${[style.strong(`netlab hint · task ${task}`), ...all, ...end].join('\n\n')}\n`;
}

/** A hint as Markdown; the values of a cluster in its last level stand there literally. */
export function hintMarkdown({ task, steps, more }: HintAnswer): string {
  const all = steps.flatMap(({ level, title, body }) => [
    `## ${title}`,
    ...body.map((each) => (level === 'yours' ? escapeMarkdown(each) : linkUrls(each))),
  ]);
  return [`# netlab hint: task ${task}`, ...all, ...(more === null ? [] : [escapeMarkdown(more)])].join('\n\n');
}

/** A hint as `netlab.hint/1`. */
export function hintJson({ task, steps, more }: HintAnswer): object {
  return {
    schema: 'netlab.hint/1',
    task,
    hints: steps.map(({ level, title, body }) => ({ rung: level, title, body })),
    more,
  };
}
