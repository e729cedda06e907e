import type { UnreadReason } from '../model/pasted.ts';
import { fitsColumn, isKnownHeading } from './columns.ts';

/** A table of kubectl: its headings, and each row's cells in their order. */
export type PastedTable = {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the last row breaks off. */
  readonly cut: boolean;
};

/** A column: its heading, and where it begins. */
type Column = { readonly heading: string; readonly at: number };

const firsts: readonly string[] = ['NAME', 'NAMESPACE', 'LAST SEEN', 'NODE'];
const heading = /[A-Z][A-Z0-9()-]*(?: [A-Z][A-Z0-9()-]*)*/gu;

/** Whether a line is written as headings are; parts of one may stand on lines that follow where it was wrapped. */
const isCapitals = (line: string): boolean => line.length < 2000 && /^[A-Z][A-Z0-9 \t()-]*$/u.test(line);

/** The columns of a line of headings; null for another line. */
function columnsOf(line: string): readonly Column[] | null {
  if (!isCapitals(line)) return null;
  const found = [...line.matchAll(heading)].map(({ 0: text, index }) => ({ heading: text, at: index }));
  const known = found.filter((each) => isKnownHeading(each.heading)).length;
  return firsts.includes(found[0]?.heading ?? '') && known >= 2 ? found : null;
}

/** Whether a line begins a table: its headings, or the first of them where a terminal wrapped the line. */
export function beginsTable(line: string, next: string): boolean {
  if (columnsOf(line) !== null) return true;
  const first = /^(?:NAME|NAMESPACE)(?=[ \t]|$)/u.test(line) && isCapitals(line);
  return (
    first && isCapitals(next.trimStart()) && [...next.matchAll(heading)].some(({ 0: text }) => isKnownHeading(text))
  );
}

/** The cells of a row; null unless each begins where its heading does. Fewer cells than headings are a row that breaks off. */
function cellsOf(line: string, columns: readonly Column[]): readonly string[] | null {
  const cells: string[] = [];
  for (const [index, { at }] of columns.entries()) {
    if (at >= line.length) break;
    // kubectl leaves at least three blanks between columns.
    if (at > 0 && !line.slice(0, at).endsWith('  ')) return null;
    const cell = line.slice(at, columns[index + 1]?.at ?? line.length);
    // An empty cell is blank throughout; a cell holds no wide gap.
    if (cell.trim() !== '' && (cell.startsWith(' ') || / {2,}\S/u.test(cell))) return null;
    cells.push(cell.trimEnd());
  }
  return cells;
}

function isRow(cells: readonly string[], columns: readonly Column[]): boolean {
  const headings = columns.map((each) => each.heading);
  return cells.every((cell, index) => fitsColumn(cell, headings[index] ?? '', headings));
}

/** A row that is whole but for cells that may be empty. */
function isWholeRow(cells: readonly string[], columns: readonly Column[]): boolean {
  return columns.every(({ heading: name }, index) => index < cells.length || !isKnownHeading(name));
}

/**
 * Reads a table by where its headings begin. Nothing is read of it unless each cell of each row begins at a heading and is of
 * its type: a wrapped terminal gives rows that look plausible. `mayBreakOff` where nothing follows in the text.
 */
export function readTable(
  lines: readonly string[],
  mayBreakOff: boolean,
): PastedTable | { readonly why: UnreadReason } {
  if (lines.some((line) => line.includes('\t'))) return { why: 'tabs' };
  const columns = columnsOf(lines[0] ?? '');
  if (columns === null) return { why: 'wrapped' };
  const found = lines.slice(1).map((line) => cellsOf(line, columns));
  const rows = found.filter((cells) => cells !== null);
  if (rows.length < found.length) return { why: 'wrapped' };
  const last = rows.at(-1);
  // A single cell may as well be the rest of the line before.
  const cut = last !== undefined && mayBreakOff && last.length > 1 && !isWholeRow(last, columns);
  const whole = cut ? rows.slice(0, -1) : rows;
  if (!whole.every((cells) => isRow(cells, columns) && isWholeRow(cells, columns))) return { why: 'wrapped' };
  if (whole.length === 0) return { why: 'broken' };
  return { headings: columns.map((each) => each.heading), rows: whole, cut };
}
