import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { engineRooms } from '../tools/engine.ts';
import { importCircles, isBareParticiple, isOneWord, sharedTypeNames } from '../tools/measure-names.ts';
import { readSourceFacts, type SourceFact, sourceFacts, sourceFiles } from '../tools/source-facts.ts';
import {
  insideOffences,
  type Law,
  packageOffences,
  partOf,
  readLaw,
  readSentence,
  roomOffences,
  unusedInside,
  unusedPackages,
  unusedRooms,
} from './support/house.ts';

// The laws of the house. Who may import whom stands in CONTRIBUTING.md and is read from there: what a newcomer reads is
// what is enforced.

const root = join(import.meta.dirname, '..');
const src = join(root, 'src');

const rooms = readLaw('### Rooms');
const insides = { commands: readLaw('### Inside `commands`'), slack: readLaw('### Inside `slack`') };

const doors = readLaw('### Rooms', 'packages');
const pure = readSentence(/((?:`[a-z]+`(?:, | and ))+`[a-z]+`) are pure/u);
const impureDoors = readSentence(/but for (`[^`]+`), they have no package of Node/u);
const environmentReaders = readSentence(/Only (`[^`]+` and `[^`]+`) read the environment/u);

/** What a file needs that a pure room has not: packages of Node, clock, randomness, timers, network, environment. */
const impurities = ({ packages, ambient }: SourceFact) => [
  ...packages.filter((name) => isBuiltin(name) && name !== 'node:util'),
  ...ambient,
];

/** Whether a file can read the environment: itself, or through what it makes of `process`. */
const readsEnvironment = ({ packages, ambient }: SourceFact) =>
  packages.some((name) => /^(?:node:)?process$/u.test(name)) ||
  ambient.some((use) => /^(?:process(?:\.env|\.…)?|global(?:This)?(?:\.process|\.…)?)$/u.test(use));

const [maxFunctionLines = 0, maxFileLines = 0] = readSentence(/A function has at most (\d+) lines, a file (\d+)/u).map(
  Number,
);
const [ofExported = 0, oneWordNames = 0] = readSentence(
  /of (\d+) that are exported at most (\d+) have a name of one word/u,
).map(Number);
/** What may be longer, `file` or `file function`, each with its reason. */
const longer: Readonly<Record<string, string>> = {};

const facts = readSourceFacts(src);
const planted = (file: string, text: string): SourceFact => sourceFacts(file, text);

/** Functions and files past the bound, but for those with a reason. */
function sizeOffences({ file, lines, functions }: SourceFact): readonly string[] {
  const long = functions.filter(({ name, lines: own }) => own > maxFunctionLines && !(`${file} ${name}` in longer));
  return [
    ...(lines > maxFileLines && !(file in longer) ? [`${file} has ${lines} lines`] : []),
    ...long.map(({ name, line, lines: own }) => `${file}:${line} ${name} has ${own} lines`),
  ];
}

describe('who may import whom', () => {
  const offences = (fact: SourceFact) => [...roomOffences(rooms, fact), ...packageOffences(doors, fact)];

  test('every folder and file of src is in the table', () => {
    const there = readdirSync(src);
    expect(there).toContain('model');
    expect(there.filter((name) => !(name in rooms))).toEqual([]);
  });

  test('every line of the table is a folder or a file, but that the engine is tested without `explain`', () => {
    expect(Object.keys(rooms)).toContain('explain');
    expect(Object.keys(rooms).filter((name) => name !== 'explain' && !existsSync(join(src, name)))).toEqual([]);
  });

  test('every package that is installed to run netlab has its room', () => {
    const granted = Object.values(doors).flat();
    const needed = Object.keys(packageJson.dependencies);
    expect(needed).toContain('kysely');
    expect(needed.filter((name) => !granted.includes(name))).toEqual([]);
  });

  test('no file imports what its room may not', () => {
    expect(facts.flatMap(offences)).toEqual([]);
  });

  test.each([
    ['checks/x.ts', "import { get } from '../cluster/live/request.ts';", 'checks/x.ts imports cluster'],
    ['network/x.ts', "import { check } from '../commands/check/check.ts';", 'network/x.ts imports commands'],
    ['commands/check/x.ts', "import { App } from '@slack/bolt';", 'commands/check/x.ts imports @slack/bolt'],
    ['commands/x.ts', "import { Kysely } from 'kysely/helpers/postgres';", 'commands/x.ts imports kysely'],
    ['pictures/x.ts', "import { renderAsync } from '@resvg/resvg-js';", 'pictures/x.ts imports @resvg/resvg-js'],
    ['model/x.ts', "export { z } from '../checks/index.ts';", 'model/x.ts imports checks'],
    ['model/x.ts', "export type A = import('../checks/index.ts').A;", 'model/x.ts imports checks'],
    [
      'slack/replies/x.ts',
      "const m = await import('../../cluster/live/source.ts');",
      'slack/replies/x.ts imports cluster',
    ],
    ['checks/x.ts', "import { parseConfig } from '../config.ts';", 'checks/x.ts imports config.ts'],
    ['config.ts', "import { get } from './cluster/live/request.ts';", 'config.ts imports cluster'],
    ['network/x.ts', "import { z } from 'zod';", 'network/x.ts imports zod, whose door is exercise or cluster'],
    ['pictures/x.ts', 'const at = import.meta.resolve("dejavu-fonts-ttf/a.ttf");', 'imports dejavu-fonts-ttf'],
    ['checks/x.ts', "import { chunk } from 'lodash/fp';", 'checks/x.ts imports lodash, whose door is nowhere'],
    ['new/x.ts', "import { a } from './a.ts';", 'has no line'],
    ['playground/x.ts', "import type { Person } from '../model/person.ts';", 'playground/x.ts imports model'],
  ])('a planted import in %s is named', (file, text, said) => {
    expect(offences(planted(file, text)).join()).toContain(said);
  });

  test.each([
    ['checks/x.ts', "import { detect } from '../network/detect/detect.ts';"],
    ['pictures/png.ts', "import { renderAsync } from '@resvg/resvg-js';"],
    ['app/x.ts', "import { get } from '../cluster/live/request.ts';"],
    ['network/x.ts', "import { inspect } from 'node:util'; import { parse } from 'ipaddr.js';"],
    ['terminal/x.ts', "import { Command } from 'commander';"],
  ])('its healthy neighbour in %s is not', (file, text) => {
    expect(offences(planted(file, text))).toEqual([]);
  });
});

describe('inside the rooms', () => {
  const inside = (fact: SourceFact) =>
    Object.entries(insides).flatMap(([room, law]) => insideOffences(room, law, fact));

  test('nothing imports what it may not', () => {
    expect(facts.flatMap(inside)).toEqual([]);
  });

  test.each(Object.entries(insides))('every line of the table is a folder or a file of %s', (room, law) => {
    const there = readdirSync(join(src, room)).map((name) => name.replace(/\.ts$/u, ''));
    expect(Object.keys(law).filter((name) => name !== 'every word')).toEqual(expect.arrayContaining(there));
    expect(there).toEqual(expect.arrayContaining(Object.keys(law).filter((name) => name !== 'every word')));
  });

  test.each([
    ['commands/reach/x.ts', "import { walk } from '../walk/walk.ts';", 'commands/reach/x.ts imports commands/walk'],
    ['commands/input/x.ts', "import { check } from '../check/check.ts';", 'commands/input/x.ts imports commands/check'],
    ['commands/input/x.ts', "import { a } from '../access/own.ts';", 'commands/input/x.ts imports commands/access'],
    ['commands/command.ts', "import { a } from './check/check.ts';", 'commands/command.ts imports commands/check'],
    ['commands/help.ts', "import { a } from './dispatch.ts';", 'commands/help.ts imports commands/dispatch'],
    ['commands/new/x.ts', "import { a } from './a.ts';", 'has no line'],
    ['commands/new.ts', "import { a } from './command.ts';", 'has no line'],
    ['slack/forms/x.ts', "import { a } from '../listeners/button.ts';", 'slack/forms/x.ts imports slack/listeners'],
    ['slack/replies/x.ts', "import { a } from '../forms/index.ts';", 'slack/replies/x.ts imports slack/forms'],
    ['slack/pictures/x.ts', "import { a } from '../people/belonging.ts';", 'slack/pictures/x.ts imports slack/people'],
    ['slack/transport/x.ts', "import { a } from '../context.ts';", 'slack/transport/x.ts imports slack/context'],
    ['slack/context.ts', "import { a } from './replies/reply.ts';", 'slack/context.ts imports slack/replies'],
  ])('a planted import in %s is named', (file, text, said) => {
    expect(inside(planted(file, text)).join()).toContain(said);
  });

  test.each([
    ['commands/walk/x.ts', "import { help } from '../help-request/answers.ts';"],
    ['commands/walk/x.ts', "import { a } from '../input/spelling.ts'; import { b } from '../command.ts';"],
    ['commands/dispatch.ts', "import { a } from './parse-command.ts';"],
    ['commands/index.ts', "import { check } from './check/check.ts';"],
    ['slack/forms/x.ts', "import { reply } from '../replies/reply.ts';"],
    ['slack/app.ts', "import { listen } from './listeners/index.ts';"],
    ['slack/context.ts', "import { a } from './transport/metrics.ts';"],
  ])('its healthy neighbour in %s is not', (file, text) => {
    expect(inside(planted(file, text))).toEqual([]);
  });
});

describe('every grant of the tables is used, so that none is misspelt', () => {
  const hasExplain = facts.some(({ file }) => file.startsWith('explain/'));
  const present = (law: Law) =>
    Object.fromEntries(Object.entries(law).filter(([room]) => room !== 'explain' || hasExplain));

  test('between the rooms', () => {
    expect(unusedRooms(present(rooms), facts)).toEqual([]);
    expect(unusedPackages(present(doors), facts)).toEqual([]);
  });

  test.each(Object.entries(insides))('inside %s', (room, law) => {
    expect(unusedInside(room, law, facts)).toEqual([]);
  });

  test('one that is not is named, and its healthy neighbours are not', () => {
    const law = { 'every word': ['access', 'imput'], check: ['progress', 'tutor'], access: [], index: ['anything'] };
    const some = [
      planted('commands/check/x.ts', "import { a } from '../progress/home.ts';"),
      planted('commands/hint/x.ts', "import { a } from '../access/own.ts'; import { b } from '../tutor/x.ts';"),
      planted('slack/check/x.ts', "import { a } from '../tutor/x.ts';"),
    ];
    expect(unusedInside('commands', law, some)).toEqual(['every word → imput', 'check → tutor']);
    expect(unusedRooms({ checks: ['model', 'modell'] }, [planted('checks/x.ts', "import '../model/x.ts';")])).toEqual([
      'checks → modell',
    ]);
    const png = planted('pictures/png.ts', "import '@resvg/resvg-js';");
    expect(unusedPackages({ pictures: ['@resvg/resvg-js'], 'pictures/png.ts': ['@resvg/resvg-js'] }, [png])).toEqual([
      'pictures → @resvg/resvg-js',
    ]);
  });

  test('a table without its heading or its column is an error', () => {
    expect(() => readLaw('### Roms')).toThrow('no heading');
    expect(() => readLaw('### Rooms', 'may imports')).toThrow('no column');
    expect(() => readSentence(/A class has at most (\d+) lines/u)).toThrow('does not say');
  });
});

describe('circles', () => {
  test('there is none', () => {
    expect(importCircles(facts)).toEqual([]);
  });

  test('a planted one is named whole, types count, and a chain is none', () => {
    const circle = [
      planted('a/x.ts', "import type { Y } from '../b/y.ts';"),
      planted('b/y.ts', "import { z } from './z.ts';"),
      planted('b/z.ts', "export * from '../a/x.ts';"),
      planted('b/leaf.ts', "import { z } from './z.ts';"),
    ];
    expect(importCircles(circle)).toEqual([['a/x.ts', 'b/y.ts', 'b/z.ts']]);
    expect(importCircles(circle.slice(0, 2))).toEqual([]);
  });
});

describe('the engine', () => {
  const home = ['test', 'tools', 'src'].flatMap((folder) =>
    sourceFiles(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  const importsOf = new Map(
    home.map((file) => [file, sourceFacts(file, readFileSync(join(root, file), 'utf8')).imports] as const),
  );
  /** How a file comes to load the explanation layer, from import to import; null where it does not. */
  const wayToExplain = (file: string, seen = new Set<string>()): readonly string[] | null => {
    if (file.startsWith('src/explain/')) return [file];
    if (seen.has(file)) return null;
    seen.add(file);
    for (const target of importsOf.get(file) ?? []) {
      const way = wayToExplain(target, seen);
      if (way) return [file, ...way];
    }
    return null;
  };

  test('has tests that load nothing of `explain`, nor do the processes that they start', () => {
    const isTest = (file: string) => engineRooms.some((room) => file.startsWith(`test/${room}`));
    const loaded = home.filter((file) => isTest(file) || file.startsWith('tools/drill/'));
    expect(loaded.length).toBeGreaterThan(60);
    expect(loaded.flatMap((file) => wayToExplain(file)?.join(' → ') ?? [])).toEqual([]);
  });

  test('while the lab does', () => {
    expect(wayToExplain('src/terminal/program.ts')).toContain('src/app/lab.ts');
  });
});

describe('sizes', () => {
  test(`no function is longer than ${maxFunctionLines} lines, no file than ${maxFileLines}`, () => {
    expect(facts.flatMap(sizeOffences)).toEqual([]);
  });

  test('every exception is still needed', () => {
    const offending = facts.flatMap(({ file, lines, functions }) => [
      ...(lines > maxFileLines ? [file] : []),
      ...functions.filter(({ lines: own }) => own > maxFunctionLines).map(({ name }) => `${file} ${name}`),
    ]);
    expect(facts.length).toBeGreaterThan(400);
    expect(Object.keys(longer).filter((each) => !offending.includes(each))).toEqual([]);
  });

  const body = (lines: number) => '  run();\n'.repeat(lines);

  test.each([
    ['a function', `function long() {\n${body(39)}}\n`, 'long has 41 lines'],
    ['an arrow', `const long = () => {\n${body(39)}};\n`, 'long has 41 lines'],
    ['a method', `class A {\n  long() {\n${body(39)}  }\n}\n`, 'long has 41 lines'],
    ['a callback', `each(() => {\n${body(39)}});\n`, '(anonymous) has 41 lines'],
    ['a file', 'const a = 1;\n'.repeat(201), 'x.ts has 201 lines'],
  ])('%s that is too long is named', (_, text, said) => {
    expect(sizeOffences(planted('x.ts', text)).join()).toContain(said);
  });

  test.each([
    ['a function', `function right() {\n${body(38)}}\n`],
    ['a file', 'const a = 1;\n'.repeat(200)],
  ])('its healthy neighbour, %s, is not', (_, text) => {
    expect(sizeOffences(planted('x.ts', text))).toEqual([]);
  });
});

describe('names', () => {
  const exported = (of: readonly SourceFact[]) =>
    of.flatMap(({ file, exportedFunctions }) => exportedFunctions.map((name) => ({ file, name })));
  const participles = (of: readonly SourceFact[]) => exported(of).filter(({ name }) => isBareParticiple(name));
  const unitless = (of: readonly SourceFact[]) =>
    of.flatMap(({ file, durations }) => durations.map((name) => `${file}: ${name}`));

  test('a type name is declared once', () => {
    expect(sharedTypeNames(facts)).toEqual([]);
  });

  test('no exported function is a bare participle', () => {
    expect(participles(facts)).toEqual([]);
  });

  test(`at most ${oneWordNames} in ${ofExported} exported functions have a name of one word`, () => {
    const all = exported(facts);
    expect(all.filter(({ name }) => isOneWord(name)).length / all.length).toBeLessThanOrEqual(
      oneWordNames / ofExported,
    );
  });

  test('a duration says its unit', () => {
    expect(unitless(facts)).toEqual([]);
  });

  test('planted offenders are named, and their healthy neighbours are not', () => {
    const offender = planted('x.ts', 'export function told() {}\ntype Asked = 1;\nconst deadline = 8000;\n');
    const neighbour = planted('y.ts', 'export const tellAll = () => 1;\ntype Asked = 1;\nconst deadlineMs = 8000;\n');
    expect(participles([offender, neighbour])).toEqual([{ file: 'x.ts', name: 'told' }]);
    expect(unitless([offender, neighbour])).toEqual(['x.ts: deadline']);
    expect(sharedTypeNames([offender, neighbour])).toEqual([['Asked', ['x.ts', 'y.ts']]]);
    expect(sharedTypeNames([offender])).toEqual([]);
    expect([isOneWord('told'), isOneWord('tellAll')]).toEqual([true, false]);
  });
});

describe('comments', () => {
  test('every export opens with one', () => {
    expect(facts.flatMap(({ file, undocumented }) => undocumented.map((name) => `${file}: ${name}`))).toEqual([]);
  });

  test.each([
    ['export const a = 1;', ['a']],
    ['/** One. */\nexport const a = 1;\nexport type B = 1;', ['B']],
    ['/** Of the file. */\n\nexport function f() {}', ['f']],
    ['// biome-ignore lint/a/b: because\nexport const a = 1;', ['a']],
    ['export default () => 1;', ['default']],
  ])('planted, one without is named: %j', (text, names) => {
    expect(planted('x.ts', text).undocumented).toEqual(names);
  });

  test.each([
    '/** One. */\nexport const a = 1;',
    '// One.\nexport type A = 1;',
    'const a = 1;\nexport { a };',
    "export { a } from './a.ts';",
    'function f() {}',
  ])('its healthy neighbour is not: %j', (text) => {
    expect(planted('x.ts', text).undocumented).toEqual([]);
  });
});

describe('names, however they are declared', () => {
  const functionsOf = (text: string) => planted('x.ts', text).exportedFunctions;
  const durationsOf = (text: string) => planted('x.ts', text).durations;

  test.each([
    'export function told() {}',
    'export const told = () => 1;',
    'function told() {} export { told };',
    'const told = () => 1; export { told };',
    'const tell = () => 1; export { tell as told };',
    'export default function told() {}',
    'const told = () => 1; export default told;',
  ])('an exported function is seen: %s', (text) => {
    expect(functionsOf(text)).toEqual(['told']);
  });

  test.each(['const told = 1; export { told };', "export { told } from './y.ts';", 'function told() {}'])(
    'its healthy neighbour is not: %s',
    (text) => expect(functionsOf(text)).toEqual([]),
  );

  test('a default without a name is called default', () => {
    expect([functionsOf('export default () => 1;'), functionsOf('export default function () {}')]).toEqual([
      ['default'],
      ['default'],
    ]);
  });

  test.each([
    'const wait = 8000;',
    'const wait = 60 * 1000;',
    'const wait = Math.min(longest, shortest);',
    'const wait = Number.parseInt(text, 10);',
    'const wait = late ? 1 : null;',
    'const wait = given ?? 1000;',
    'let wait: number | null = null;',
    'function f(wait: number) {}',
    'const f = (wait = 5) => wait;',
    'const f = ({ wait = 5 }) => wait;',
    'type A = { readonly wait: number };',
    'type A = { readonly wait?: number | null };',
    'type F = (wait: number) => void;',
    'class A { readonly wait = 5; }',
    'class A { wait: number | undefined; }',
  ])('a duration is seen: %s', (text) => {
    expect(durationsOf(text)).toEqual(['wait']);
  });

  test.each([
    'const waitMs = 8000;',
    'const waitSeconds = 8;',
    'const wait = (client: Client) => client.wait();',
    'function f(wait: () => void) {}',
    "const wait = 'a ' + word;",
    'type A = { readonly wait: string };',
    'connect({ timeout: timeoutMs, wait: 5 });',
  ])('its healthy neighbour is not: %s', (text) => {
    expect(durationsOf(text)).toEqual([]);
  });
});

describe('pure rooms', () => {
  const pureFacts = facts.filter(({ file }) => pure.includes(partOf(file, 0)) && !impureDoors.includes(file));

  test('hold no I/O, clock, randomness or environment', () => {
    expect(pureFacts.length).toBeGreaterThan(100);
    expect(pureFacts.flatMap((fact) => impurities(fact).map((use) => `${fact.file}: ${use}`))).toEqual([]);
  });

  test.each([
    ["import { readFileSync } from 'node:fs';", 'node:fs'],
    ["import { setTimeout } from 'timers/promises';", 'timers'],
    ["import { join } from 'node:path/posix';", 'node:path'],
    ["export { env } from 'node:process';", 'node:process'],
    ['const at = Date.now();', 'Date.now'],
    ["const at = Date['now']();", 'Date.now'],
    ['const at = new Date();', 'new Date()'],
    ['const at = new Date;', 'new Date()'],
    ['const at = Date();', 'Date()'],
    ['const { now } = Date;', 'Date'],
    ['const id = Math.random();', 'Math.random'],
    ['const { env } = process;', 'process'],
    ['const a = f(process.env);', 'process.env'],
    ['const a = globalThis.process;', 'globalThis.process'],
    ['const started = performance.now();', 'performance.now'],
    ['setTimeout(run, 1);', 'setTimeout'],
    ['const timer = setInterval(run, 1);', 'setInterval'],
    ['const id = crypto.randomUUID();', 'crypto.randomUUID'],
    ["console.log('a');", 'console.log'],
    ['const a = { fetch };', 'fetch'],
    ["const a = await (fetch as Get)('http://a');", 'fetch'],
  ])('planted, it is named: %s', (text, use) => {
    expect(impurities(planted('model/x.ts', text))).toEqual([use]);
  });

  test.each([
    "import { inspect } from 'node:util';",
    'const at = new Date(text);',
    'const at = Date.parse(text);',
    'const isDate = at instanceof Date;',
    'const most = Math.max(1, 2);',
    'type At = Date; const take = (at: typeof Date.now, timer: ReturnType<typeof setTimeout>) => at;',
    "const a = { process: 1, console: 2 }; const b = a.process + a['console'];",
    "// Date.now() and process.env\nconst a = 'process.env, new Date()';",
  ])('its healthy neighbour is not: %s', (text) => {
    expect(impurities(planted('model/x.ts', text))).toEqual([]);
  });

  test('the environment is read by the shells alone', () => {
    expect(facts.filter(readsEnvironment).map(({ file }) => file)).toEqual(environmentReaders);
  });

  test.each([
    'const { HOME } = process.env;',
    "const home = process['env'].HOME;",
    'const home = process[name].HOME;',
    'const { env } = process;',
    "import { env } from 'node:process';",
    'const home = globalThis.process.env.HOME;',
  ])('planted, who reads the environment is named: %s', (text) => {
    expect(readsEnvironment(planted('x.ts', text))).toBe(true);
  });

  test.each(["process.stdout.write('process.env');", "const define = { 'process.env': '{}' };", 'process.exit(1);'])(
    'its healthy neighbour is not: %s',
    (text) => expect(readsEnvironment(planted('x.ts', text))).toBe(false),
  );
});
