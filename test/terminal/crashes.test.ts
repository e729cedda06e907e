// A bug is no verdict: 70 and one line, wherever it happens, and the launcher passes that on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { netlab, netlabProcess } from '../support/netlab.ts';

const home = join(import.meta.dirname, '..', '..');
const broken = ['check', '-n', 'student-07', '--dump', join(home, 'test/dumps/egress-blocked')];

/** The environment of a process that runs this before netlab. */
const planted = (text: string) => ({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(text)}` });

const thrown = 'JSON.stringify = () => { throw new TypeError("planted\\u001b[31m\\nin two lines") };';
/** Does something as soon as netlab listens for what nobody catches. */
const later = (what: string) =>
  `const throwIt = () => { throw new Error("planted") };
  process.on('newListener', (name) => name === 'uncaughtException' && setImmediate(() => ${what}));`;
const said = /^netlab: a bug of netlab ended this command, which is no verdict: .*\(LOG_LEVEL=debug shows where\)\n$/u;

describe('a bug', () => {
  test.each<readonly [string, string]>([
    ['while a command works', thrown],
    ['in a rejection that nobody hears', later('Promise.reject(new Error("planted"))')],
    ['in a callback', later('throwIt()')],
    ['that is no error', later('Promise.reject("planted")')],
    ['while its parts are loaded', 'JSON.parse = () => { throw new TypeError("planted") };'],
  ])('%s', async (_, text) => {
    const { code, stderr } = await netlabProcess([...broken, '-o', 'json'], planted(text));
    expect(code).toBe(70);
    expect(stderr).toMatch(said);
    expect(stderr).not.toContain('\u001b');
  });

  test('of a command that never comes to an end', async () => {
    const { code, stderr } = await netlabProcess(broken, planted('process.stdout.write = () => true;'));
    expect(code).toBe(70);
    expect(stderr).toMatch(said);
  });

  test('shows where with LOG_LEVEL=debug', async () => {
    const { code, stderr } = await netlabProcess([...broken, '-o', 'json'], { ...planted(thrown), LOG_LEVEL: 'debug' });
    expect(code).toBe(70);
    expect(stderr).toMatch(/^\s+at .*src\/cluster\/dump/mu);
  });

  test.each<readonly string[]>([
    ['explain', 'overlay'],
    ['walk', '--dump', join(home, 'test/dumps/kubenet'), '-n', 'student-07'],
    ['hint'],
    ['notes'],
    ['quiz', '--dump', join(home, 'test/dumps/kubenet'), '-n', 'student-07'],
    ['plan', 'overlay', '--nodes', '5'],
    ['reach', '--dump', join(home, 'test/dumps/kubenet'), '--from', '10.0.0.1', '--to', '10.0.0.2', '--port', '1'],
  ])('of %s', async (...args) => {
    const { code, stdout, stderr } = await netlabProcess([...args, '-o', 'json'], planted(thrown));
    expect([code, stdout]).toEqual([70, '']);
    expect(stderr).toMatch(said);
  });

  test('its healthy neighbours: a verdict, a refusal, help', async () => {
    const codes = [
      (await netlabProcess(broken)).code,
      (await netlabProcess(['chekc'])).code,
      (await netlab(['--help'])).code,
    ];
    expect(codes).toEqual([0, 2, 0]);
  });

  test('through the launcher', async () => {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: '/nonexistent',
      ...planted(`if (process.argv[1].endsWith('cli.ts')) ${thrown}`),
    };
    const child = spawn(process.execPath, [join(home, 'bin/netlab.js'), ...broken, '-o', 'json'], { env });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    expect((await once(child, 'close'))[0]).toBe(70);
    expect(stderr).toMatch(said);
  });
});

describe('streams', () => {
  const listening = async (args: readonly string[], break_: 'stdout' | 'stderr') => {
    const child = spawn(process.execPath, [join(home, 'src/cli.ts'), ...args], { env: { HOME: '/nonexistent' } });
    child[break_].destroy();
    let other = '';
    (break_ === 'stdout' ? child.stderr : child.stdout).on('data', (chunk) => (other += String(chunk)));
    return { code: (await once(child, 'close'))[0], other };
  };

  test('a reader that leaves is no crash, and changes no verdict', async () => {
    const denied = ['reach', '--dump', join(home, 'test/dumps/egress-blocked'), '-n', 'student-07'];
    const asked = ['--from', 'student-07/api-7c9d5b6f4-n1t8k', '--to', '203.0.113.7', '--port', '443'];
    expect((await netlab([...denied, ...asked])).code).toBe(1);
    expect(await listening([...denied, ...asked], 'stdout')).toEqual({ code: 1, other: '' });
    expect(await listening(['explain', 'overlay'], 'stdout')).toEqual({ code: 0, other: '' });
    expect(await listening(['chekc'], 'stderr')).toEqual({ code: 2, other: '' });
  });

  test('an answer that cannot be written is said', async () => {
    const child = spawn('bash', ['-c', 'exec "$0" src/cli.ts notes > /dev/full', process.execPath], { cwd: home });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    expect((await once(child, 'close'))[0]).toBe(2);
    expect(stderr).toBe('netlab: the answer cannot be written (ENOSPC).\n');
  });
});
