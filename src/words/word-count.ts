import type { Line, Run } from '../model/doc.ts';

/** Words of a message, before what is more stands one press away (docs/messages.md). */
export const mostWords = 120;

function runWords(run: Run): string {
  if ('text' in run) return run.text;
  // A time is a date, an hour and a zone; a person is a name.
  return 'time' in run ? ' date hour zone ' : ' name ';
}

/** How many words a line has: what stands between blanks, but signs. */
export function countWords(runs: Line): number {
  const words = runs.map(runWords).join('').split(/\s+/u);
  return words.filter((each) => /[\p{L}\p{N}]/u.test(each)).length;
}

/** The lines that fit into so many words, in their order, and those that come after them. */
export function splitByWords(lines: readonly Line[], most: number): readonly [readonly Line[], readonly Line[]] {
  let count = 0;
  const at = lines.findIndex((line) => {
    count += countWords(line);
    return count > most;
  });
  return at < 0 ? [lines, []] : [lines.slice(0, at), lines.slice(at)];
}
