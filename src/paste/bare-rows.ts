import type { PastedReading } from '../model/pasted.ts';
import { fitsColumn } from './columns.ts';
import type { PastedCommand } from './command-line.ts';
import { tableReading } from './table-readings.ts';

const node = ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'];
const wideNode = ['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'];
const pod = ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'];
const widePod = ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'];

/** The headings that kubectl leaves out with `--no-headers`, and that are lost where only rows were marked. */
const layouts: readonly (readonly string[])[] = [
  [...node, ...wideNode],
  node,
  [...pod, ...widePod],
  pod,
  ['NAMESPACE', ...pod, ...widePod],
  ['NAMESPACE', ...pod],
];

/** Where the columns of rows begin: after gaps that all rows share. Null where the cells are not one below the other. */
function sharedCells(lines: readonly string[]): readonly (readonly string[])[] | null {
  const starts = [...(lines[0] ?? '').matchAll(/\S+(?: \S+)*/gu)].map(({ index }) => index);
  const rows = lines.map((line) =>
    starts.map((at, index) => (at > 0 && !line.slice(0, at).endsWith('  ') ? '' : line.slice(at, starts[index + 1]))),
  );
  const clean = rows.every((cells) => cells.every((cell) => cell.trim() !== '' && /^\S+(?: \S+)* *$/u.test(cell)));
  return clean ? rows.map((cells) => cells.map((cell) => cell.trimEnd())) : null;
}

/** Rows of kubectl whose headings were not pasted: all lines are rows of one layout, or nothing is read. */
export function readBareRows(lines: readonly string[], command: PastedCommand | null): PastedReading | null {
  const cells = sharedCells(lines);
  if (cells === null) return null;
  const fits = (headings: readonly string[]) =>
    cells.every(
      (row) =>
        row.length === headings.length && row.every((cell, index) => fitsColumn(cell, headings[index] ?? '', headings)),
    );
  const headings = layouts.find(fits);
  return headings === undefined ? null : tableReading({ headings, rows: cells, cut: false }, command);
}
