// The laws of the house as CONTRIBUTING.md states them: who may import whom, and what offends against it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFact } from '../../tools/source-facts.ts';

/** Who may import what, by folder or file. `every word` stands for each folder that it does not grant itself. */
export type Law = Readonly<Record<string, readonly string[]>>;

export const contributing = readFileSync(join(import.meta.dirname, '..', '..', 'CONTRIBUTING.md'), 'utf8');

/** The part of a path between two slashes, counted from 0; '' where it has none. */
export const partOf = (file: string, index: number) => file.split('/')[index] ?? '';

const cellsOf = (row: string) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const namesIn = (text = '') => [...text.matchAll(/`([^`]+)`/gu)].map((match) => match[1] ?? '');

/**
 * A column of a table of CONTRIBUTING.md by the names in its first column; names are what stands in backquotes.
 * @throws Error where the heading or the column is missing
 */
export function readLaw(heading: string, column = 'may import', text = contributing): Law {
  const after = text.split(`\n${heading}\n`)[1];
  if (after === undefined) throw new Error(`CONTRIBUTING.md has no heading "${heading}"`);
  const section = after.split('\n#', 1).join('').split('\n');
  const [head = '', , ...rows] = section.filter((line) => line.startsWith('|')).map(cellsOf);
  const at = head.indexOf(column);
  if (at < 0) throw new Error(`the table below "${heading}" has no column "${column}"`);
  return Object.fromEntries(rows.flatMap((row) => namesIn(row?.[0]).map((name) => [name, namesIn(row?.[at])])));
}

const everyWord = 'every word';

/** What a folder or a file of a room may import there, null where the table has no line for it. */
function grantsOf(law: Law, own: string, isFolder: boolean): readonly string[] | null {
  const shared = law[everyWord] ?? [];
  const grants = law[own];
  if (grants === undefined) return null;
  return isFolder && !shared.includes(own) ? [...grants, ...shared] : grants;
}

/** The folder or the file of its room that a file belongs to, and which others of that room it imports. */
function insideOf({ file, imports }: SourceFact) {
  const nameOf = (path: string) => partOf(path, 1).replace(/\.ts$/u, '');
  const own = nameOf(file);
  const targets = imports.filter((target) => partOf(target, 0) === partOf(file, 0)).map(nameOf);
  return { own, isFolder: partOf(file, 2) !== '', targets: targets.filter((target) => target !== own) };
}

/** What is wrong with what a file imports from its own room: one sentence each, none for a file of another room. */
export function insideOffences(room: string, law: Law, fact: SourceFact): readonly string[] {
  if (partOf(fact.file, 0) !== room) return [];
  const { own, isFolder, targets } = insideOf(fact);
  const allowed = grantsOf(law, own, isFolder);
  if (allowed === null) return [`${fact.file} belongs to ${room}/${own}, which has no line in CONTRIBUTING.md`];
  if (allowed.includes('anything')) return [];
  const foreign = targets.filter((target) => !allowed.includes(target));
  return foreign.map(
    (target) => `${fact.file} imports ${room}/${target}, but ${own} may import only ${allowed.join(', ') || 'nothing'}`,
  );
}

/** Grants that nobody uses, as `own → target`: a misspelt one too. `uses` are all imports, as the same pairs. */
function unusedOf(law: Law, uses: readonly (readonly [string, string])[]): readonly string[] {
  const isUsed = (own: string, target: string) =>
    target === 'anything' || uses.some(([user, used]) => used === target && (own === user || own === everyWord));
  return Object.entries(law).flatMap(([own, grants]) =>
    grants.filter((target) => !isUsed(own, target)).map((target) => `${own} → ${target}`),
  );
}

/** Grants of a table inside a room that no file uses, as `own → target`. */
export function unusedInside(room: string, law: Law, facts: readonly SourceFact[]): readonly string[] {
  const inRoom = facts.filter(({ file }) => partOf(file, 0) === room).map(insideOf);
  return unusedOf(
    law,
    inRoom.flatMap(({ own, targets }) => targets.map((target) => [own, target] as const)),
  );
}

/** Grants of the table of rooms that no file uses, as `own → target`. */
export function unusedRooms(law: Law, facts: readonly SourceFact[]): readonly string[] {
  const uses = facts.flatMap(({ file, imports }) =>
    imports.map((target) => [partOf(file, 0), partOf(target, 0)] as const),
  );
  return unusedOf(law, uses);
}
