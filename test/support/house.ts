// The laws of the house as CONTRIBUTING.md states them: who may import whom, and what offends against it.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
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

/** The row that a file of `src` falls under: its own, or that of its room. */
const rowOf = (law: Law, file: string) => (file in law ? file : partOf(file, 0));

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
    imports.map((target) => [rowOf(law, file), partOf(target, 0)] as const),
  );
  return unusedOf(law, uses);
}

/** What is wrong with what a file imports from other rooms: one sentence each. */
export function roomOffences(law: Law, { file, imports }: SourceFact): readonly string[] {
  const row = rowOf(law, file);
  const allowed = law[row];
  if (allowed === undefined) return [`${file} belongs to ${row}, which has no line in CONTRIBUTING.md`];
  if (allowed.includes('anything')) return [];
  const own = partOf(file, 0);
  const foreign = imports.map((target) => partOf(target, 0)).filter((room) => room !== own && !allowed.includes(room));
  return foreign.map(
    (room) => `${file} imports ${room}, but ${row} may import only ${allowed.join(', ') || 'nothing'}`,
  );
}

/** The packages of npm that a file imports without a grant: one sentence each. Those of Node are not looked at. */
export function packageOffences(doors: Law, { file, packages }: SourceFact): readonly string[] {
  const row = rowOf(doors, file);
  const foreign = packages.filter((name) => !isBuiltin(name) && !doors[row]?.includes(name));
  const whose = (name: string) => Object.keys(doors).filter((door) => doors[door]?.includes(name));
  return foreign.map((name) => `${file} imports ${name}, whose door is ${whose(name).join(' or ') || 'nowhere'}`);
}

/** Grants of packages that no file of their row uses, as `row → package`. */
export function unusedPackages(doors: Law, facts: readonly SourceFact[]): readonly string[] {
  return unusedOf(
    doors,
    facts.flatMap(({ file, packages }) => packages.map((name) => [rowOf(doors, file), name] as const)),
  );
}

/**
 * What a sentence of CONTRIBUTING.md says: the numbers or the names in backquotes that its words stand around, in order.
 * @throws Error where there is no such sentence
 */
export function readSentence(sentence: RegExp, text = contributing): readonly string[] {
  const found = sentence.exec(text.replaceAll(/\s+/gu, ' '));
  if (found === null) throw new Error(`CONTRIBUTING.md does not say ${sentence.source}`);
  return found.slice(1).flatMap((each) => (each.includes('`') ? namesIn(each) : [each]));
}
