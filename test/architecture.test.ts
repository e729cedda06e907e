import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

// The import law of the house. A room is a folder of src; the shells (files of src itself) may import anything.
const law: Readonly<Record<string, readonly string[]>> = {
  model: [],
  network: ['model'],
  blocks: ['model'],
  report: ['model'],
  pictures: ['model'],
  exercise: ['model'],
  checks: ['model', 'network'],
  cluster: ['model'],
  store: ['model'],
  explain: ['model', 'exercise'],
  commands: ['model', 'network', 'checks', 'exercise'],
  slack: ['model', 'commands', 'blocks', 'pictures'],
  playground: ['model'],
};

// Each outside world has one door, a room or a single file: these packages may be imported there and nowhere else.
const doors: Readonly<Record<string, readonly string[]>> = {
  '@slack/bolt': ['slack'],
  '@slack/web-api': ['slack'],
  '@slack/types': ['slack', 'blocks'],
  'prom-client': ['slack'],
  vite: ['playground'],
  'fastest-levenshtein': ['commands'],
  '@kubernetes/client-node': ['cluster'],
  undici: ['cluster'],
  openai: ['explain'],
  pg: ['store'],
  kysely: ['store'],
  '@electric-sql/pglite': ['store'],
  '@resvg/resvg-js': ['pictures/png.ts'],
  'lru-cache': ['explain', 'slack'],
  minisearch: ['explain'],
  ws: ['playground'],
  commander: ['terminal'],
};

const pure = ['model', 'network', 'checks', 'blocks', 'report', 'pictures', 'exercise'];
// The one file of a pure room that is a door: it turns SVG into PNG with a font that it finds among the packages.
const impureDoors = ['pictures/png.ts'];
const impure =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandomUUID\b|\bprocess\.|\bfetch\(|from 'node:(?!util)/u;

// Folders that join the rooms, like the files of src itself.
const shells = ['app', 'terminal'];

type Import = { readonly file: string; readonly room: string; readonly target: string };

const src = join(import.meta.dirname, '..', 'src');

function filesOf(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).sort();
}

/** The room of a path below src: its first folder, or the file itself at the top. */
function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Every import of a file: a room for relative ones, else the package. */
function importsOf(file: string, text: string): readonly Import[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/gu)].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => {
    const inside = specifier.startsWith('.');
    const target = inside ? roomOf(relative(src, join(src, file, '..', specifier))) : specifier;
    return { file, room: roomOf(file), target: inside ? target : target.replace(/^((?:@[^/]+\/)?[^/]+).*$/u, '$1') };
  });
}

/** What is wrong with an import, null when nothing is. */
function offence({ file, room, target }: Import): string | null {
  if (target in doors) {
    return doors[target]?.some((door) => door === room || door === file)
      ? null
      : `${file} imports ${target}, whose door is ${doors[target]?.join(' or ')}`;
  }
  const allowed = law[room];
  const isRoom = target in law || shells.includes(target) || target.endsWith('.ts');
  if (allowed === undefined || !isRoom || target === room || allowed.includes(target)) return null;
  return `${file} imports ${target}/, but ${room}/ may import only ${allowed.join(', ') || 'nothing'}`;
}

const files = filesOf(src).map((file) => ({ file, text: readFileSync(join(src, file), 'utf8') }));

describe('the import law', () => {
  test('every room is in the law', () => {
    const rooms = new Set(
      files.map(({ file }) => roomOf(file)).filter((room) => !room.endsWith('.ts') && !shells.includes(room)),
    );
    expect([...rooms].toSorted()).toEqual(Object.keys(law).toSorted());
  });

  test('no file imports what its room may not', () => {
    const imports = files.flatMap(({ file, text }) => importsOf(file, text));
    expect(imports.length).toBeGreaterThan(1000);
    expect(imports.map(offence).filter((each) => each !== null)).toEqual([]);
  });

  test.each([
    ['checks/x.ts', "import { get } from '../cluster/get.ts';", 'checks/x.ts imports cluster/'],
    ['network/x.ts', "import { check } from '../commands/check.ts';", 'network/x.ts imports commands/'],
    ['commands/x.ts', "import { App } from '@slack/bolt';", 'commands/x.ts imports @slack/bolt'],
    ['commands/x.ts', "import { Kysely } from 'kysely';", 'commands/x.ts imports kysely'],
    ['pictures/x.ts', "import { renderAsync } from '@resvg/resvg-js';", 'pictures/x.ts imports @resvg/resvg-js'],
    ['pictures/x.ts', "import { detect } from '../network/detect.ts';", 'pictures/x.ts imports network/'],
    ['model/x.ts', "export { z } from '../checks/index.ts';", 'model/x.ts imports checks/'],
    ['slack/x.ts', "const m = await import('../cluster/live.ts');", 'slack/x.ts imports cluster/'],
    ['checks/x.ts', "import { parseConfig } from '../config.ts';", 'checks/x.ts imports config.ts/'],
  ])('a planted import in %s is named', (file, text, said) => {
    expect(importsOf(file, text).map(offence).join()).toContain(said);
  });

  test.each([
    ['checks/x.ts', "import { detect } from '../network/detect.ts';"],
    ['pictures/png.ts', "import { renderAsync } from '@resvg/resvg-js';"],
    ['cli.ts', "import { get } from './cluster/get.ts';"],
  ])('its healthy neighbour in %s is not', (file, text) => {
    expect(importsOf(file, text).map(offence)).toEqual([null]);
  });
});

describe('pure rooms', () => {
  const rooms = files.filter(({ file }) => pure.includes(roomOf(file)) && !impureDoors.includes(file));

  test('hold no I/O, clock, randomness or environment', () => {
    expect(new Set(rooms.map(({ file }) => roomOf(file)))).toEqual(new Set(pure));
    expect(rooms.filter(({ text }) => impure.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('the environment is read by the shells alone', () => {
    const readers = files.filter(({ text }) => /(?<!')process\.env/u.test(text)).map(({ file }) => file);
    expect(readers).toEqual(['app/bot.ts', 'cli.ts']);
  });
});
