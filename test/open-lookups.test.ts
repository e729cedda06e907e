import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type OpenLookup, readOpenLookups } from '../tools/open-lookups.ts';

// A law of the house: nothing is looked up in an object by a text that nobody has narrowed, but for the two functions
// that look at what the object itself holds. The type checker says what a key may be.

const root = join(import.meta.dirname, '..');

/** A project of one file a case, and its open look-ups by the name of the file. */
function readPlanted(cases: Readonly<Record<string, string>>): ReadonlyMap<string, readonly OpenLookup[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'netlab-lookups-')));
  mkdirSync(join(folder, 'src'));
  const compilerOptions = {
    strict: true,
    target: 'esnext',
    module: 'esnext',
    lib: ['esnext'],
    types: [],
    noEmit: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  for (const [name, text] of Object.entries(cases))
    writeFileSync(join(folder, 'src', `${name}.ts`), `export {};\n${text}\n`);
  const found = readOpenLookups([join(folder, 'tsconfig.json')], join(folder, 'src'));
  return Map.groupBy(found, ({ file }) => file.replace(/\.ts$/u, ''));
}

const record = 'declare const table: Readonly<Record<string, string>>; declare const word: string;';
const literal = 'const table = { a: 1, b: 2 } as const; declare const word: string;';

const offenders = {
  'a record by a text': [`${record} table[word];`, 'table[word]'],
  'a literal table by a cast': [`${literal} table[word as 'a' | 'b'];`, "table[word as 'a' | 'b']"],
  'a literal table by a cast in brackets': [`${literal} table[(word as 'a')!];`, "table[(word as 'a')!]"],
  'what may be absent': [`${record} declare const maybe: typeof table | undefined; maybe?.[word];`, 'maybe?.[word]'],
  'a text that is built': [`${record} table['x-' + word];`, "table['x-' + word]"],
  'one text among words': [`${record} declare const other: 'a' | (string & {}); table[other];`, 'table[other]'],
  'any key': [`${record} const key = JSON.parse(word); table[key];`, 'table[key]'],
  'a generic key': [`${record} export const f = <K extends string>(key: K) => table[key];`, 'table[key]'],
  'a generic table': ['export const f = <T extends object>(t: T, key: keyof T & string) => t[key];', 't[key]'],
  'what is written': ['const made: Record<string, number> = {}; declare const id: string; made[id] = 1;', 'made[id]'],
  'the in operator': [`${literal} word in table;`, 'word in table'],
  'a computed pattern': [`${record} const { [word]: own } = table; export { own };`, '[word]: own'],
  Reflect: [`${literal} Reflect.get(table, word);`, 'Reflect.get(table, word)'],
} as const satisfies Readonly<Record<string, readonly [text: string, named: string]>>;

const neighbours = {
  'a literal key': `${record} table['a']; table.a;`,
  'a key that is one of the table’s': `${literal} declare const key: keyof typeof table; table[key];`,
  'a key of a closed generic': `${literal} export const f = <K extends keyof typeof table>(key: K) => table[key];`,
  'a number': 'const list = [1]; declare const at: number; list[at]; "abc"[at];',
  'a symbol': 'const mark = Symbol(); const held = { [mark]: 1 }; held[mark]; mark in held;',
  'a literal before in': "declare const value: object; 'kind' in value;",
  'a private field before in': 'export class A { #x = 1; static is(value: object) { return #x in value; } }',
  'a Map': 'declare const word: string; new Map<string, number>().get(word);',
  'an object that is made of texts': 'declare const word: string; export const made = { [word]: 1 };',
  'a Reflect of a literal': "Reflect.get({ a: 1 }, 'a');",
};

describe('look-ups by a text from elsewhere', () => {
  let planted: ReadonlyMap<string, readonly OpenLookup[]>;

  beforeAll(() => {
    const names = (cases: object, kind: string) => Object.keys(cases).map((_, at) => `${kind}${at}`);
    const texts = [...Object.values(offenders).map(([text]) => text), ...Object.values(neighbours)];
    const files = [...names(offenders, 'offender'), ...names(neighbours, 'neighbour')];
    planted = readPlanted(Object.fromEntries(files.map((name, at) => [name, texts[at] ?? ''])));
  });

  test('there is none but in the two functions that ask for an object’s own', () => {
    const configs = ['tsconfig.json', 'src/playground/slack/page/tsconfig.json'].map((name) => join(root, name));
    const found = readOpenLookups(configs, join(root, 'src'));
    expect(found.map(({ file, text }) => `${file} ${text}`)).toEqual([
      'model/own-value.ts table[key]',
      'playground/own-value.ts table[key]',
    ]);
  });

  test.each(Object.entries(offenders).map(([name, [, said]], at) => [name, said, at] as const))(
    'planted, it is named: %s',
    (_, said, at) => {
      expect(planted.get(`offender${at}`)).toEqual([{ file: `offender${at}.ts`, line: 2, text: said }]);
    },
  );

  test.each(Object.keys(neighbours).map((name, at) => [name, at] as const))(
    'its healthy neighbour is not: %s',
    (_, at) => {
      expect(planted.get(`neighbour${at}`)).toBeUndefined();
    },
  );

  test('a project that is not there is an error', () => {
    expect(() => readOpenLookups([join(root, 'none.json')], join(root, 'src'))).toThrow();
  });
});
