import { join } from 'node:path';
import { readSourceFacts, type SourceFact } from './source-facts.ts';

// Prints the figures about names and sizes that the laws of the house bound: `node tools/measure-names.ts`, `--list` names
// every offender.

const src = join(import.meta.dirname, '..', 'src');

/** Participles that do not end in -ed or -ing, and words that only look like one. */
const irregular =
  /^(?:told|said|kept|hung|taken|made|built|written|given|shown|seen|sent|found|held|put|worn|drawn|spoken|met|known|gone|done|bound|lost|left|cut)$/u;
const looksLike =
  /^(?:need|seed|feed|embed|speed|ping|string|ring|bring|spring|thing|king|nothing|something|anything)$/u;

/** Whether a function is called by a participle alone: `told`, `pictured`, `tending`. */
export function isBareParticiple(name: string): boolean {
  return !looksLike.test(name) && (irregular.test(name) || /^[a-z]+(?:ed|ing)$/u.test(name));
}

/** Whether a name is a single word: no capital after its first letter, no digit, no underscore. */
export function isOneWord(name: string): boolean {
  return /^[A-Za-z][a-z]*$/u.test(name);
}

/** Type names that more than one file declares, each with its files. */
export function sharedTypeNames(facts: readonly SourceFact[]): readonly (readonly [string, readonly string[]])[] {
  const files = new Map<string, string[]>();
  for (const { file, declaredTypes } of facts) {
    for (const name of new Set(declaredTypes)) files.set(name, [...(files.get(name) ?? []), file]);
  }
  return [...files].filter(([, where]) => where.length > 1).sort(([, a], [, b]) => b.length - a.length);
}

/** Circles of imports: each as the files of one strongly connected component with more than one member. */
export function importCircles(facts: readonly SourceFact[]): readonly (readonly string[])[] {
  const graph = new Map(facts.map(({ file, imports }) => [file, imports]));
  const state = { next: 0, stack: [] as string[], index: new Map<string, number>(), low: new Map<string, number>() };
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const own = state.next++;
    state.index.set(file, own);
    state.stack.push(file);
    let low = own;
    for (const target of graph.get(file) ?? []) {
      if (!graph.has(target)) continue;
      if (!state.index.has(target)) low = Math.min(low, visit(target));
      else if (state.stack.includes(target)) low = Math.min(low, state.index.get(target) ?? own);
    }
    if (low === own) {
      const circle = state.stack.splice(state.stack.indexOf(file));
      if (circle.length > 1 || (graph.get(file) ?? []).includes(file)) circles.push(circle.sort());
    }
    return low;
  };
  for (const { file } of facts) if (!state.index.has(file)) visit(file);
  return circles.sort();
}

/** The middle of sorted numbers, 0 where there are none. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

type Figure = { readonly name: string; readonly value: string; readonly offenders: readonly string[] };

function nameFigures(facts: readonly SourceFact[]): readonly Figure[] {
  const exported = facts.flatMap(({ file, exportedFunctions }) => exportedFunctions.map((name) => ({ file, name })));
  const show = ({ file, name }: { readonly file: string; readonly name: string }) => `${file}: ${name}`;
  const oneWord = exported.filter(({ name }) => isOneWord(name));
  const participles = exported.filter(({ name }) => isBareParticiple(name));
  const shared = sharedTypeNames(facts);
  const durations = facts.flatMap(({ file, durations: names }) => names.map((name) => ({ file, name })));
  const share = ((100 * oneWord.length) / exported.length).toFixed(1);
  return [
    {
      name: 'type names declared in more than one file',
      value: String(shared.length),
      offenders: shared.map(([name, files]) => `${name}: ${files.join(', ')}`),
    },
    {
      name: 'exported functions called by one word',
      value: `${oneWord.length} of ${exported.length} (${share} %)`,
      offenders: oneWord.map(show),
    },
    {
      name: 'exported functions called by a bare participle',
      value: String(participles.length),
      offenders: participles.map(show),
    },
    { name: 'durations without their unit', value: String(durations.length), offenders: durations.map(show) },
  ];
}

function sizeFigures(facts: readonly SourceFact[]): readonly Figure[] {
  const functions = facts.flatMap(({ file, functions: own }) => own.map((each) => ({ file, ...each })));
  const long = functions.filter(({ lines }) => lines > 40);
  const big = facts.filter(({ lines }) => lines > 200);
  const circles = importCircles(facts);
  return [
    {
      name: 'files, and their median of lines',
      value: `${facts.length}, ${median(facts.map(({ lines }) => lines))}`,
      offenders: [],
    },
    {
      name: 'functions of more than one line, and their median of lines',
      value: `${functions.filter(({ lines }) => lines > 1).length}, ${median(functions.map(({ lines }) => lines).filter((lines) => lines > 1))}`,
      offenders: [],
    },
    {
      name: 'functions of more than 40 lines',
      value: String(long.length),
      offenders: long.map(({ file, name, line, lines }) => `${file}:${line} ${name}, ${lines} lines`),
    },
    {
      name: 'files of more than 200 lines',
      value: String(big.length),
      offenders: big.map(({ file, lines }) => `${file}, ${lines} lines`),
    },
    {
      name: 'import circles',
      value: String(circles.length),
      offenders: circles.map((circle) => circle.join(' ⇄ ')),
    },
  ];
}

if (import.meta.main) {
  const facts = readSourceFacts(src);
  for (const { name, value, offenders } of [...nameFigures(facts), ...sizeFigures(facts)]) {
    process.stdout.write(`${name}: ${value}\n`);
    if (process.argv.includes('--list')) for (const offender of offenders) process.stdout.write(`    ${offender}\n`);
  }
}
