import type { NotesAnswer } from '../model/explanation.ts';
import { linkUrls } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** The answer to `notes` for a terminal. */
export function notesText({ notes: all }: NotesAnswer, style: TerminalStyle): string {
  const each = all.map(({ id, drift, body, sources }) =>
    [
      `${style.strong(drift.where)}  ${style.faint(id)}`,
      wrap(`The exercise: ${drift.exercise}`, '  '),
      wrap(`Newer (${drift.date}): ${body.join(' ')}`, '  '),
      style.faint(wrap(`Sources: ${sources.join('; ')}`, '  ')),
    ].join('\n'),
  );
  return `${[style.strong('Where newer sources say otherwise than the exercise'), ...each].join('\n\n')}\n`;
}

/** The answer to `notes` as Markdown. */
export function notesMarkdown({ notes: all }: NotesAnswer): string {
  const each = all.flatMap(({ drift, body, sources }) => [
    `## ${drift.where}`,
    linkUrls(`The exercise: ${drift.exercise}`),
    linkUrls(`Newer (${drift.date}): ${body.join(' ')}`),
    linkUrls(`Sources: ${sources.join('; ')}`),
  ]);
  return ['# Where newer sources say otherwise than the exercise', ...each].join('\n\n');
}

/** The answer to `notes` as `netlab.notes/1`. */
export function notesJson({ notes: all }: NotesAnswer): object {
  const notes = all.map(({ id, title, drift: { where, exercise, date }, body, sources }) => {
    return { id, title, where, exercise, today: body, sources, date };
  });
  return { schema: 'netlab.notes/1', notes };
}
