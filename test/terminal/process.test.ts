// What a process adds to a run: its streams, its exit code, standard input, a reader that leaves.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedAks, startAks } from '../../src/playground/aks/server.ts';
import { checkSchema } from '../support/json-schemas/check.ts';
import { reachSchema } from '../support/json-schemas/reach.ts';
import { netlab, netlabProcess } from '../support/netlab.ts';

const home = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'netlab-process-'));
const kubeconfig = join(folder, 'kubeconfig');
const dump = ['--dump', join(home, 'test/dumps/egress-blocked')];
let aks: EmbeddedAks;

beforeAll(async () => {
  aks = await startAks();
  writeFileSync(kubeconfig, aks.kubeconfig());
});
afterAll(() => aks.close());

test('a cluster is checked, recorded and replayed, byte for byte', async () => {
  const file = join(folder, 'seen.json');
  const check = ['check', '-n', 'student-07', '--context', 'overlay-cilium', '-o', 'json', '--record', file];
  const live = await netlabProcess(check, { KUBECONFIG: kubeconfig });
  expect([live.code, live.stderr]).toEqual([0, '']);
  expect(checkSchema.parse(JSON.parse(live.stdout)).source.kind).toBe('cluster');
  const replayed = await netlabProcess(['replay', file, '-o', 'json']);
  expect(replayed).toEqual(live);
  expect(await netlab(['replay', file, '-o', 'json'])).toEqual(live);
});

describe('prints and ends as the same run without a process', () => {
  test.each([
    ['nothing', [], 0],
    ['help', ['help', 'check'], 0],
    ['the version', ['--version'], 0],
    ['the lesson', ['explain', 'overlay'], 0],
    ['a denied connection', ['reach', ...dump, '--from', 'student-07/x', '--to', '203.0.113.7', '--port', '443'], 2],
    ['an unknown command', ['chekc'], 2],
    ['an unknown option', ['check', '--namspace', 'x'], 2],
    ['a namespace that cannot be one', ['check', '-n', 'Student 7', ...dump], 2],
  ])('%s', async (_, args, code) => {
    const ran = await netlabProcess(args);
    expect(ran).toEqual(await netlab(args));
    expect(ran.code).toBe(code);
    expect((code === 0 ? ran.stdout : ran.stderr).length).toBeGreaterThan(0);
  });
});

test('questions come from standard input', async () => {
  const from = 'student-07/api-7c9d5b6f4-n1t8k';
  const asked = JSON.stringify([{ from, to: '203.0.113.7', port: 443 }]);
  const { code, stdout } = await netlabProcess(['reach', ...dump, '--queries', '-', '-o', 'json'], {}, asked);
  expect([code, reachSchema.array().parse(JSON.parse(stdout))[0]?.verdict]).toEqual([0, 'denied']);
});

test('a reader that has seen enough is no error', async () => {
  const child = spawn(process.execPath, [join(home, 'src/cli.ts'), 'notes'], { env: { PATH: '' } });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  expect([(await once(child, 'exit'))[0], said]).toEqual([0, '']);
});
