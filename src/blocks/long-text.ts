import type { Line, Run } from '../model/doc.ts';

/** A text in pieces of at most so many characters; no character of it is lost, and none is cut in half. */
export function splitText(text: string, most: number): readonly string[] {
  if (text.length <= most) return [text];
  const pieces: string[] = [];
  let piece = '';
  for (const sign of text) {
    if (piece.length + sign.length > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece];
}

/** Texts of whole lines, each of at most so many characters; a line that is longer is in pieces. */
export function splitLines(text: string, most: number): readonly string[] {
  const parts: string[] = [];
  for (const line of text.split('\n').flatMap((each) => splitText(each, most))) {
    const last = parts.at(-1);
    if (last === undefined || last.length + 1 + line.length > most) parts.push(line);
    else parts[parts.length - 1] = `${last}\n${line}`;
  }
  return parts;
}

const lengthOf = (run: Run): number => ('text' in run ? run.text.length : 40);

function runPieces(run: Run, most: number): readonly Run[] {
  return 'text' in run ? splitText(run.text, most).map((text) => ({ ...run, text })) : [run];
}

/** A line as lines of at most so many characters; most lines are one. */
export function splitRuns(runs: Line, most: number): readonly Line[] {
  const lines: Run[][] = [[]];
  let length = 0;
  for (const run of runs.flatMap((each) => runPieces(each, most))) {
    const last = lines.at(-1) ?? [];
    if (length + lengthOf(run) > most && last.length > 0) {
      lines.push([run]);
      length = lengthOf(run);
    } else {
      last.push(run);
      length += lengthOf(run);
    }
  }
  return lines;
}

/** Entries of a list in groups of at most so many, and of so many characters together; none is lost. */
export function groupLines(items: readonly Line[], size: number, most: number): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  let length = 0;
  for (const item of items.flatMap((each) => splitRuns(each, most))) {
    const own = item.reduce((sum, run) => sum + lengthOf(run), 0);
    const last = groups.at(-1);
    if (last === undefined || last.length >= size || length + own > most) {
      groups.push([item]);
      length = own;
    } else {
      last.push(item);
      length += own;
    }
  }
  return groups;
}
