import type { DocPart, Line } from '../model/doc.ts';

/** How much of a message is read at once: words, and lines of a phone. */
export type Room = { readonly words: number; readonly lines: number };

/** Characters in a line of a column of 360 px, about. */
const lineCharacters = 42;

function runLength(runs: Line): number {
  return runs.reduce((sum, run) => sum + ('text' in run ? run.text.length : 14), 0);
}

function runText(runs: Line): string {
  return runs.map((run) => ('text' in run ? run.text : 'command' in run ? run.command : 'x')).join('');
}

const countWords = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const linesOf = (characters: number): number => Math.max(1, Math.ceil(characters / lineCharacters));

/** What a part takes; commands, tables and quotes take lines alone. A paragraph takes half a line of space beside its own. */
export function roomOf(part: DocPart): Room {
  switch (part.part) {
    case 'heading':
      return { words: countWords(part.text), lines: linesOf(part.text.length) };
    case 'paragraph':
      return { words: countWords(runText(part.runs)), lines: linesOf(runLength(part.runs)) + 0.4 };
    case 'list':
      return {
        words: part.items.reduce((sum, item) => sum + countWords(runText(item)), 0),
        lines: part.items.reduce((sum, item) => sum + linesOf(runLength(item) + 4), 0.4),
      };
    case 'choices':
      return {
        words: part.options.reduce((sum, option) => sum + countWords(option), 0),
        lines: part.options.reduce((sum, option) => sum + linesOf(option.length + 3) + 0.3, 0),
      };
    case 'table':
      return { words: 0, lines: part.rows.length + 2 };
    case 'code':
    case 'quote':
      return { words: 0, lines: part.text.split('\n').reduce((sum, line) => sum + linesOf(line.length), 1) };
    case 'buttons':
      return { words: 0, lines: 2 };
    case 'rule':
      return { words: 0, lines: 1 };
  }
}

/** Parts in their order as far as they fit, and what is left for one press more; the first one is always shown. */
export function fitParts(
  parts: readonly DocPart[],
  room: Room,
): { readonly shown: readonly DocPart[]; readonly rest: readonly DocPart[] } {
  let [words, lines] = [0, 0];
  for (const [at, part] of parts.entries()) {
    const takes = roomOf(part);
    words += takes.words;
    lines += takes.lines;
    if (at > 0 && (words > room.words || lines > room.lines))
      return { shown: parts.slice(0, at), rest: parts.slice(at) };
  }
  return { shown: parts, rest: [] };
}
