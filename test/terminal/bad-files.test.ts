// Whatever is handed in as a file: one line that names it, exit code 2, in bounded time and memory.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readConfiguredFile } from '../../src/app/read-file.ts';
import { Trouble } from '../../src/model/trouble.ts';
import { netlab, netlabProcess, type Ran } from '../support/netlab.ts';

const home = join(import.meta.dirname, '..', '..');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'netlab-bad-')));
const recorded = join(home, 'test/dumps/overlay-cilium');

/** Megabytes of blanks as gzip: members one after the other are one file. */
const gzipOf = (megabytes: number) =>
  Buffer.concat(Array.from<Buffer>({ length: megabytes }).fill(gzipSync(Buffer.alloc(1 << 20, ' '))));

const levels = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
  (name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[at]}`).join(', ')}]`,
);

/** Makes each bad thing under a name in a folder; what is said of it. */
const bad: Readonly<Record<string, readonly [make: (path: string) => unknown, said: string]>> = {
  'a folder': [(path) => mkdirSync(path), 'it is a folder'],
  'a link that leads nowhere': [(path) => symlinkSync('nowhere', path), 'it is a link that leads nowhere'],
  'a link to itself': [(path) => symlinkSync(path, path), 'its links lead in a circle'],
  'a pipe that nobody writes to': [(path) => spawnSync('mkfifo', [path]), 'it is a pipe, not a file'],
  'a link to a device': [(path) => symlinkSync('/dev/zero', path), 'it is a device, not a file'],
  'two gigabytes': [
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 2 ** 31);
    },
    'it is larger than',
  ],
};

/** Bad as YAML or gzip alone, so for the doors that read those. */
const badTexts: Readonly<Record<string, readonly [text: string | Buffer, said: string]>> = {
  'aliases that explode': [
    `a: &a [x, x, x, x, x, x, x, x, x]\n${levels.join('\n')}\n`,
    ': not valid YAML: its aliases',
  ],
  'an alias that leads nowhere': ['a: 1\nb: *x\n', ':2: not valid YAML: the alias *x names nothing'],
  'an alias of what it stands in': ['a: &a\n  b: [*a]\n', ':2: not valid YAML: the alias *a stands inside'],
  'thousands of aliases': [`a: &a x\nb: [${'*a, '.repeat(2000)}]\n`, 'more than 1000 aliases'],
  'brackets without end': [`a: ${'['.repeat(100_000)}\n`, 'nested too deeply'],
  'dashes without end': [`${'- '.repeat(100_000)}x\n`, 'nested too deeply'],
  'gzip of 500 MB': [gzipOf(500), 'this gzip file is larger than'],
  'gzip that is cut off': [gzipOf(1).subarray(0, 200), 'damaged or cut off'],
};

const oneLine = (said: string) => {
  expect(said.endsWith('\n')).toBe(true);
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  expect(said).not.toMatch(/TypeError|RangeError|ReferenceError|bug of netlab/u);
};

const refused = ({ code, stdout, stderr }: Ran, ...said: readonly string[]) => {
  expect([code, stdout]).toEqual([2, '']);
  oneLine(stderr);
  for (const each of said) expect(stderr).toContain(each);
};

const files = Object.entries(bad).map(([name, [make, said]], at) => {
  const path = join(folder, `x${at}.yaml`);
  make(path);
  return [name, path, said] as const;
});

const texts = Object.entries(badTexts).map(([name, [text, said]], at) => {
  const path = join(folder, `y${at}.yaml`);
  writeFileSync(path, text);
  return [name, path, said] as const;
});

const check = ['check', '-n', 'student-07'];
const reach = ['reach', '-n', 'student-07', '--dump', recorded];
const asked = ['--from', 'student-07/api-7c9d5b6f4-n1t8k', '--to', '203.0.113.7', '--port', '443'];

describe.each([...files, ...texts])('%s', (_, path, said) => {
  const isFolder = said === 'it is a folder';
  test.each<readonly [string, readonly string[]]>([
    ['a snapshot', ['replay', path]],
    ['a snapshot to look from', [...check, '--snapshot', path]],
  ])('as %s', async (__, args) => {
    refused(await netlab(args), path, said);
  });

  test('beside the good files of a dump', async () => {
    const dump = mkdtempSync(join(folder, 'dump-'));
    cpSync(recorded, dump, { recursive: true });
    symlinkSync(path, join(dump, 'pods-2.yaml'));
    // A link to what is bad is as bad; what it is was said of it.
    refused(await netlab([...check, '--dump', dump]), join(dump, 'pods-2.yaml'));
    refused(
      await netlab([...check, '--dump', join(dump, 'nodes.json'), path]),
      path,
      isFolder ? 'holds no .yaml' : said,
    );
  });
});

describe.each(files)('%s, where no YAML is read', (_, path, said) => {
  const isGone = /links? (?:that|lead)/u.test(said);
  test.each<readonly [string, readonly string[]]>([
    ['questions', [...reach, '--queries', path]],
    ['policies', [...reach, ...asked, '--with', path]],
    ['a kubeconfig', [...check, '--kubeconfig', path]],
  ])('as %s', async (__, args) => {
    refused(await netlab(args), isGone && args[0] === 'check' ? 'does not exist' : said, path);
  });

  test('in a lesson', async () => {
    const lesson = mkdtempSync(join(folder, 'lesson-'));
    cpSync(join(home, 'src/exercise/azure-cni'), lesson, { recursive: true });
    symlinkSync(path, join(lesson, 'passages', 'zzz.md'));
    refused(await netlab(['explain', 'overlay'], { NETLAB_EXERCISE: lesson }), join(lesson, 'passages', 'zzz.md'));
  });

  test('as a lesson', async () => {
    const given = await netlab(['explain', 'overlay'], { NETLAB_EXERCISE: path });
    refused(given, 'NETLAB_EXERCISE', path);
  });

  test('as a roster', () => {
    const read = () => readConfiguredFile(path, 'NETLAB_ROSTER');
    expect(read).toThrow(Trouble);
    expect(read).toThrow(`NETLAB_ROSTER ${path} cannot be read: ${said}`);
  });
});

describe('a folder of a dump', () => {
  test('with another folder that is called as a file', async () => {
    const dump = mkdtempSync(join(folder, 'dump-'));
    cpSync(recorded, dump, { recursive: true });
    mkdirSync(join(dump, 'x.yaml'));
    refused(await netlab([...check, '--dump', dump]), `${join(dump, 'x.yaml')} cannot be read: it is a folder`);
  });

  test('its healthy neighbours: folders below it, a log that is a pipe or large, a link to nowhere that is no data', async () => {
    const dump = mkdtempSync(join(folder, 'dump-'));
    cpSync(recorded, join(dump, 'deeper', 'still'), { recursive: true });
    spawnSync('mkfifo', [join(dump, 'a.log')]);
    symlinkSync('nowhere', join(dump, 'latest.log'));
    symlinkSync('nowhere', join(dump, 'latest'));
    writeFileSync(join(dump, 'big.txt'), '');
    truncateSync(join(dump, 'big.txt'), 2 ** 31);
    const [found, plain] = [await netlab([...check, '--dump', dump]), await netlab([...check, '--dump', recorded])];
    expect([found.code, plain.code]).toEqual([0, 0]);
    expect(found.stderr).toContain('a.log cannot be read: it is a pipe, not a file; it is left out');
  });

  test('that is a whole disk', async () => {
    const many = mkdtempSync(join(folder, 'many-'));
    for (let at = 0; at < 101; at++) {
      mkdirSync(join(many, `${at}`));
      for (let each = 0; each < 100; each++) writeFileSync(join(many, `${at}`, `${each}`), '');
    }
    refused(await netlab([...check, '--dump', many]), `${many} holds more than 10000 files`);
  });
});

describe('a lesson', () => {
  const explain = (lesson: string) => netlab(['explain', 'overlay'], { NETLAB_EXERCISE: lesson });

  test('without a file, without its main one, and one that is a whole disk', async () => {
    const empty = mkdtempSync(join(folder, 'lesson-'));
    refused(await explain(empty), `NETLAB_EXERCISE ${empty} holds no lesson`);
    mkdirSync(join(empty, 'passages'));
    writeFileSync(join(empty, 'passages', 'x.md'), 'hello');
    refused(await explain(empty), `NETLAB_EXERCISE ${empty}: the lesson’s folder needs a file lesson.md`);
    refused(await explain('/'), 'NETLAB_EXERCISE /');
  });

  test.each([
    [
      'aliases that explode',
      `a: &a [x, x, x, x, x, x, x, x, x]\n${levels.join('\n')}`,
      ':2: front matter: Excessive alias',
    ],
    ['an alias that leads nowhere', 'id: *x', ':2: front matter: Unresolved alias'],
    [
      'more keys than a page has',
      Array.from({ length: 4000 }, (_, at) => `k${at}: 1`).join('\n'),
      ':1: its front matter is longer',
    ],
  ])('with %s', async (_, text, said) => {
    const lesson = mkdtempSync(join(folder, 'lesson-'));
    cpSync(join(home, 'src/exercise/azure-cni'), lesson, { recursive: true });
    const file = join(lesson, 'passages', 'zzz.md');
    writeFileSync(file, `---\n${text}\n---\nhello\n`);
    refused(await explain(lesson), file, said);
  });

  test('its healthy neighbours: a README, what git hides beside it', async () => {
    const lesson = mkdtempSync(join(folder, 'lesson-'));
    cpSync(join(home, 'src/exercise/azure-cni'), lesson, { recursive: true });
    writeFileSync(join(lesson, 'README.md'), 'hello');
    mkdirSync(join(lesson, '.git'));
    spawnSync('mkfifo', [join(lesson, '.git', 'x.md')]);
    expect((await explain(lesson)).code).toBe(0);
  });
});

test('what a shell hands in by a descriptor is read to its end', async () => {
  const text = readFileSync(join(recorded, 'nodes.json'), 'utf8');
  const { code, stdout } = await netlabProcess([...check, '--dump', '/dev/stdin', '-o', 'json'], {}, text);
  expect([code, JSON.parse(stdout).findings[0].status]).toEqual([0, 'pass']);
  const shell = ['-c', 'exec "$0" src/cli.ts check -n student-07 -o json --dump <(cat "$1")', process.execPath];
  const child = spawn('bash', [...shell, join(recorded, 'nodes.json')], { cwd: home });
  let out = '';
  for await (const chunk of child.stdout) out += String(chunk);
  expect(JSON.parse(out).findings[0].status).toBe('pass');
});

test('one without permission', async () => {
  const place = mkdtempSync(join(folder, 'forbidden-'));
  const file = join(place, 'nodes.json');
  copyFileSync(join(recorded, 'nodes.json'), file);
  chmodSync(folder, 0o755);
  chmodSync(place, 0o755);
  chmodSync(file, 0o000);
  // To root nothing is forbidden, so root looks as somebody else.
  const as = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  const args = [join(home, 'src/cli.ts'), ...check, '--dump', file];
  const { status, stderr } = spawnSync(process.execPath, args, {
    ...as,
    encoding: 'utf8',
    env: { HOME: '/nonexistent' },
  });
  expect([status, stderr]).toEqual([
    2,
    `netlab: ${file} cannot be read: the permission is missing (EACCES). Correct it and try again.\n`,
  ]);
});

describe('text that takes long where it is looked at carelessly', () => {
  test.each([
    ['columns that never end', `a${'  b'.repeat(2000)}:`],
    ['signs of a prompt', `${'@'.repeat(200_000)}`],
    ['blanks', `a ${' '.repeat(1_000_000)}:`],
    ['anchors and aliases', Array.from({ length: 900 }, (_, at) => `- &a${at} x\n- *a${at}`).join('\n')],
    [
      'labels that are lists in lists',
      `{"kind":"Pod","metadata":{"name":"x","labels":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}}`,
    ],
    ['objects without end', `[${'{},'.repeat(300_000)}{}]`],
  ])(
    '%s',
    async (_, text) => {
      const file = join(folder, 'slow.yaml');
      writeFileSync(file, text);
      const { code, stderr } = await netlab([...check, '--dump', file]);
      expect([2, 3]).toContain(code);
      if (code === 2) oneLine(stderr);
    },
    20_000,
  );

  test('a policy of one key after the other', async () => {
    const file = join(folder, 'keys.yaml');
    writeFileSync(file, `a: {${Array.from({ length: 8000 }, (_, at) => `k${at}`).join(',')}}\n`);
    refused(await netlab([...reach, ...asked, '--with', file]), 'begins with apiVersion and kind');
    writeFileSync(file, 'kind: NetworkPolicy\nkind: NetworkPolicy\n');
    refused(
      await netlab([...reach, ...asked, '--with', file]),
      'line 2 of the policy is not valid YAML: the key kind stands twice',
    );
  }, 20_000);
});
