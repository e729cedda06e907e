// What somebody typed comes back without what steers a terminal, in refusals and in answers.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { netlab } from '../support/netlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'netlab-echo-'));
const dump = ['--dump', join(import.meta.dirname, '../dumps/egress-blocked')];
const evil = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp.x\r';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const steering = /[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;

test.each<readonly string[]>([
  [evil],
  ['help', evil],
  ['check', `--${evil}`],
  ['check', evil, '-n', 'student-07', ...dump],
  ['check', '-n', evil, ...dump],
  ['check', '-n', 'student-07', '--dump', evil],
  ['check', '-n', 'student-07', '--snapshot', evil],
  ['check', '-n', 'student-07', '--kubeconfig', evil],
  ['check', '-n', 'student-07', '-o', evil, ...dump],
  ['check', '-n', 'student-07', ...dump, '--record', join(folder, 'none', evil)],
  ['hint', evil],
  ['hint', '1', '--rung', evil],
  ['quiz', evil, '-n', 'student-07', ...dump],
  ['walk', evil, '-n', 'student-07', ...dump],
  ['explain', evil],
  ['plan', evil, '--nodes', '5'],
  ['plan', 'overlay', '--nodes', evil],
  ['plan', 'overlay', '--nodes', '5', '--peer', evil],
  ['picture', evil, '-o', join(folder, 'a.svg')],
  ['picture', 'models', '-o', evil],
  ['reach', ...dump, '--from', evil, '--to', '10.0.0.1', '--port', '1'],
  ['reach', ...dump, '--from', `student-07/${evil}`, '--to', '10.0.0.1', '--port', '1'],
  ['reach', ...dump, '--from', '10.0.0.2', '--to', `student-07/svc/${evil}`, '--port', '1'],
  ['reach', ...dump, '--from', '10.0.0.2', '--to', '10.0.0.1', '--port', evil],
  ['reach', ...dump, '--from', '10.0.0.2', '--to', '10.0.0.1', '--port', '1', '--protocol', evil],
  ['reach', ...dump, '--queries', evil],
  ['replay', evil],
])('%j', async (...args) => {
  const { code, stdout, stderr } = await netlab(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr.length).toBeGreaterThan(10);
  expect(stderr).not.toMatch(steering);
});

test('a file’s own name in an answer, its questions too', async () => {
  const file = join(folder, `${evil}.json`);
  expect((await netlab(['check', '-n', 'student-07', ...dump, '--record', file])).code).toBe(0);
  for (const output of ['text', 'json', 'markdown']) {
    const { code, stdout } = await netlab(['check', '--snapshot', file, '-o', output]);
    expect(code).toBe(0);
    expect(stdout).toContain('snapshot');
    expect(stdout).not.toMatch(steering);
  }
  const queries = join(folder, 'queries.json');
  writeFileSync(queries, JSON.stringify([{ from: `student-07/${evil}`, to: '10.0.0.1', port: 1 }]));
  const { code, stderr } = await netlab(['reach', ...dump, '--queries', queries]);
  expect(code).toBe(2);
  expect(stderr).toContain('query 1');
  expect(stderr).not.toMatch(steering);
});

test('its healthy neighbours: letters of other scripts, and colours on a terminal', async () => {
  const { stderr } = await netlab(['hint', 'Ü日本']);
  expect(stderr).toContain('There is no task Ü日本.');
});
