// What netlab writes: a recorded snapshot is its owner's alone, whatever stood there, and nothing is written through a link.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { netlab } from '../support/netlab.ts';

const dump = ['--dump', join(import.meta.dirname, '../dumps/egress-blocked'), '-n', 'student-07'];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netlab-written-'));
});

const record = (file: string) => netlab(['check', ...dump, '--record', file]);
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
const isSnapshot = (file: string) => readFileSync(file, 'utf8').includes('netlab.snapshot/1');

describe('a recorded snapshot', () => {
  test.each([
    ['nothing stood there', () => undefined],
    [
      'the world could read what stood there',
      (file: string) => {
        writeFileSync(file, 'old');
        chmodSync(file, 0o644);
      },
    ],
    [
      'nobody could write what stood there',
      (file: string) => {
        writeFileSync(file, 'old');
        chmodSync(file, 0o444);
      },
    ],
  ])('is readable by its owner alone where %s', async (_, before) => {
    const file = join(folder, 'seen.json');
    before(file);
    expect((await record(file)).code).toBe(0);
    expect([modeOf(file), isSnapshot(file), readdirSync(folder)]).toEqual(['600', true, ['seen.json']]);
  });

  test.each(['old.json', 'nowhere.json'])('takes the place of a link, and leaves %s as it is', async (target) => {
    const file = join(folder, 'seen.json');
    writeFileSync(join(folder, 'old.json'), 'old');
    symlinkSync(target, file);
    expect((await record(file)).code).toBe(0);
    expect([lstatSync(file).isFile(), modeOf(file), isSnapshot(file)]).toEqual([true, '600', true]);
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['old.json', 'seen.json']);
  });

  test('gives nothing to another name of the file that stood there', async () => {
    const [file, other] = [join(folder, 'seen.json'), join(folder, 'other.json')];
    writeFileSync(other, 'old');
    linkSync(other, file);
    expect((await record(file)).code).toBe(0);
    expect([isSnapshot(file), readFileSync(other, 'utf8')]).toEqual([true, 'old']);
  });
});

describe('what is no place for a file is refused in one line, and nothing is left behind', () => {
  test.each<readonly [string, (file: string) => unknown, string]>([
    ['a folder', (file) => mkdirSync(file), 'it is a folder'],
    ['a pipe, which is not waited for', (file) => spawnSync('mkfifo', [file]), 'it is no file'],
    ['a file in place of its folder', (file) => writeFileSync(join(file, '..'), 'a'), 'ENOTDIR'],
  ])('%s', async (_, make, said) => {
    const file = join(folder, 'sub', 'map.svg');
    if (said !== 'ENOTDIR') mkdirSync(join(folder, 'sub'));
    make(file);
    for (const args of [
      ['check', ...dump, '--record', file],
      ['picture', ...dump, '-o', file],
    ]) {
      const { code, stdout, stderr } = await netlab(args);
      expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
      expect(stderr).toContain(`${file} cannot be written`);
      expect(stderr).toContain(said);
    }
    expect(readdirSync(folder)).toEqual(['sub']);
  });

  test('a folder that is not there, and a device', async () => {
    for (const file of [join(folder, 'none', 'a.json'), '/dev/null']) {
      const { code, stderr } = await record(file);
      expect([code, stderr.split('\n').length]).toEqual([2, 2]);
      expect(stderr).toContain(`${file} cannot be written`);
    }
  });

  test('its healthy neighbour: a picture, as others may read it', async () => {
    const file = join(folder, 'map.svg');
    writeFileSync(file, 'old');
    expect((await netlab(['picture', ...dump, '-o', file])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('<svg');
    expect(modeOf(file)).toBe((0o666 & ~process.umask()).toString(8));
  });
});
