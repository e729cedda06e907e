import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordDump } from '../../src/playground/aks/record.ts';
import { scenarioNames } from '../../src/playground/aks/scenario.ts';
import { type EmbeddedAks, startAks } from '../../src/playground/aks/server.ts';
import { checkSchema } from '../support/json-schemas/check.ts';
import { notesSchema } from '../support/json-schemas/notes.ts';
import { walkSchema } from '../support/json-schemas/walk.ts';
import { netlab } from '../support/netlab.ts';

const folder = mkdtempSync(join(tmpdir(), 'netlab-terminal-'));
const kubeconfig = join(folder, 'kubeconfig');
const dumps = join(import.meta.dirname, '../dumps');
const scenarios = scenarioNames(join(import.meta.dirname, '../../src/playground/aks/scenarios'));
let aks: EmbeddedAks;

beforeAll(async () => {
  aks = await startAks();
  writeFileSync(kubeconfig, aks.kubeconfig());
});
afterAll(() => aks.close());

const live = (context: string, ...rest: readonly string[]) =>
  netlab(['check', '-n', 'student-07', '--context', context, '-o', 'json', ...rest], { KUBECONFIG: kubeconfig });

// Exit codes: 0 judged, 3 nothing could be judged.
const codes: Readonly<Record<string, number>> = { 'permissions-missing': 3 };

describe.each(scenarios)('%s', (scenario) => {
  test('live and as a dump give the same findings, in the documented JSON', async () => {
    const dump = join(dumps, scenario);
    const [cluster, files] = await Promise.all([
      live(scenario),
      netlab(['check', '-n', 'student-07', '--dump', dump, '--output', 'json']),
    ]);
    expect([cluster.code, files.code, cluster.stderr, files.stderr]).toEqual([
      codes[scenario] ?? 0,
      codes[scenario] ?? 0,
      '',
      '',
    ]);
    const [ours, theirs] = [checkSchema.parse(JSON.parse(cluster.stdout)), checkSchema.parse(JSON.parse(files.stdout))];
    expect(theirs.findings).toEqual(ours.findings);
    expect(theirs.problems).toEqual(ours.problems);
    expect(theirs.cluster).toEqual(ours.cluster);
    expect([ours.source.kind, theirs.source.kind]).toEqual(['cluster', 'dump']);
    expect(ours.receipt.as).toBe('system:serviceaccount:netlab:netlab');
  });

  test('the dump in test/dumps is what the embedded AKS answers today (else: npm run record)', async () => {
    const fresh = join(folder, `${scenario}-fresh`);
    await recordDump(`${aks.url}/clusters/${scenario}`, 'netlab-token', 'student-07', fresh);
    const names = readdirSync(fresh).sort();
    expect(readdirSync(join(dumps, scenario)).sort()).toEqual(names);
    const text = (home: string, name: string) => readFileSync(join(home, name), 'utf8');
    expect(names.filter((name) => text(fresh, name) !== text(join(dumps, scenario), name))).toEqual([]);
  });

  test('recorded and replayed: byte for byte', async () => {
    const file = join(folder, `${scenario}.json`);
    const first = await live(scenario, '--record', file);
    const again = await netlab(['replay', file, '-o', 'json']);
    expect(again).toEqual({ code: first.code, stdout: first.stdout, stderr: '' });
    const snapshot = await netlab(['check', '--snapshot', file, '-o', 'json']);
    expect(JSON.parse(snapshot.stdout).source).toEqual({ kind: 'snapshot', name: file });
  });
});

test('the receipt is what the API server saw, and nothing was written', async () => {
  const before = aks.log.length;
  const { stdout } = await live('overlay-cilium');
  const seen = aks.log.slice(before).filter(({ method }) => method === 'GET');
  const { reads, changed } = checkSchema.parse(JSON.parse(stdout)).receipt;
  const asked = reads
    .map(({ verb, resource, namespace }) => `${verb} ${resource.split(/[./]/u)[0]} ${namespace}`)
    .sort();
  expect(seen.map(({ verb, resource, namespace }) => `${verb} ${resource} ${namespace}`).sort()).toEqual(asked);
  expect(changed).toBe(0);
  expect(aks.log.filter(({ method }) => !['GET', 'POST'].includes(method))).toEqual([]);
  expect(new Set(aks.log.filter(({ method }) => method === 'POST').map(({ resource }) => resource))).toEqual(
    new Set(['selfsubjectreviews']),
  );
});

describe('forms', () => {
  test('text: the verdict first, a line per task, and how to see more; no colour in a pipe', async () => {
    const { stdout, code } = await netlab(['check', '-n', 'student-07', '--kubeconfig', kubeconfig]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Your cluster looks as the exercise says\.\n/u);
    for (const said of ['✓ Task 1 · as expected', '✓ Task 3', 'I only read.', '--verbose'])
      expect(stdout).toContain(said);
    expect(stdout).not.toContain('kubectl get');
    expect(stdout).not.toContain('\u001b[');
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test.each(scenarios)('%s: at most 40 lines, the verdict first', async (scenario) => {
    const { stdout } = await netlab(['check', '-n', 'student-07', '--dump', join(dumps, scenario)]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines[0]).toMatch(/^(?:Your|One|I|There) .*[.]$/u);
  });

  test('--verbose: every value, command, signal and question besides', async () => {
    const args = ['check', '-n', 'student-07', '--kubeconfig', kubeconfig];
    const [brief, verbose] = await Promise.all([netlab(args), netlab([...args, '--verbose'])]);
    expect(verbose.stdout.startsWith(brief.stdout.split('\n\n')[0] ?? 'nothing')).toBe(true);
    for (const said of [
      '10.244.1.18',
      '$ kubectl get nodes -o wide',
      'decisive',
      'Why this model',
      'questions answered',
      'Expected:',
    ])
      expect(verbose.stdout).toContain(said);
    // A command is never broken: one copies it whole.
    expect(verbose.stdout.split('\n').filter((line) => line.length > 100 && !line.includes('$ kubectl'))).toEqual([]);
  });

  test('markdown', async () => {
    const { stdout } = await netlab(['check', '2', '-n', 'student-07', '--kubeconfig', kubeconfig, '-o', 'markdown']);
    expect(stdout).toContain('## Task 2');
    expect(stdout).not.toContain('## Task 1');
  });

  test('explain shows own values with a source, and the lesson without one', async () => {
    const own = await netlab(['explain', 'overlay', '-n', 'student-07', '--kubeconfig', kubeconfig]);
    expect(own.stdout.replaceAll(/\s+/gu, ' ')).toContain('your Pod api-7c9d5b6f4-n1t8k has 10.244.2.19');
    const bare = await netlab(['explain', 'overlay']);
    expect([bare.code, bare.stdout.includes('On your cluster')]).toEqual([0, false]);
    expect((await netlab(['explain', 'cilium-agents', '-o', 'json'])).stdout).toContain('netlab.explain/1');
  });

  test('strict: anything blocked is 3', async () => {
    expect((await live('permissions-missing', '--strict')).code).toBe(3);
    expect((await live('overlay-cilium', '--strict')).code).toBe(0);
  });
});

const cut = (text: string) => text.slice(0, text.length / 2);

describe('bad input ends with 2 and one clear line', () => {
  const broken = join(folder, 'broken.json');
  const nowhere = join(folder, 'nowhere');
  beforeAll(() => {
    writeFileSync(broken, cut(JSON.stringify({ kind: 'PodList', items: [{ metadata: { name: 'x' } }] }, null, 1)));
    writeFileSync(nowhere, 'not: [a kubeconfig');
  });

  test.each([
    ['an unknown command', ['chekc'], 'check'],
    ['an unknown option', ['check', '--namspace', 'x'], '--namespace'],
    ['an unknown task', ['check', '7', '-n', 'student-07', '--kubeconfig', kubeconfig], 'There is no task 7'],
    ['a word as task', ['check', 'seven', '-n', 'student-07', '--kubeconfig', kubeconfig], 'There is no task seven'],
    ['no namespace', ['check', '--kubeconfig', kubeconfig], 'name one with -n'],
    ['a namespace that cannot be one', ['check', '-n', 'Student 7', '--kubeconfig', kubeconfig], 'not a namespace'],
    ['no cluster', ['check', '-n', 'student-07'], 'no cluster is named'],
    ['a kubeconfig that is not there', ['check', '-n', 'student-07', '--kubeconfig', '/nope'], '/nope does not exist'],
    ['a kubeconfig that is none', ['check', '-n', 'student-07', '--kubeconfig', nowhere], 'cannot be read'],
    [
      'an unknown context',
      ['check', '-n', 'student-07', '--kubeconfig', kubeconfig, '--context', 'x'],
      'no context x; there are:',
    ],
    [
      'two sources',
      ['check', '-n', 'student-07', '--kubeconfig', kubeconfig, '--dump', folder],
      'one source at a time',
    ],
    ['a dump cut in half', ['check', '-n', 'student-07', '--dump', broken], 'broken.json:'],
    ['a dump that is not there', ['check', '-n', 'student-07', '--dump', '/nope'], 'cannot be read'],
    ['a snapshot that is none', ['replay', broken], 'broken.json:'],
    ['an unknown topic', ['explain', 'quantum', 'entanglement'], 'nothing I could find'],
    ['an unknown output', ['check', '-o', 'yaml'], 'text, json, markdown'],
  ])('%s', async (_, args, said) => {
    const { code, stdout, stderr } = await netlab(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/^\s+at /mu);
  });
});

describe('a cluster that does not answer as it should', () => {
  const statuses = async (...rest: readonly string[]) => {
    const ran = await live('overlay-cilium', ...rest);
    return { code: ran.code, findings: checkSchema.parse(JSON.parse(ran.stdout)).findings };
  };

  test('an unreachable API server is an error of the lab, and nothing could be judged', async () => {
    const file = join(folder, 'gone');
    const other = await startAks();
    writeFileSync(file, other.kubeconfig());
    await other.close();
    const { code, stdout } = await netlab(['check', '-n', 'student-07', '--kubeconfig', file, '-o', 'json']);
    const { findings } = checkSchema.parse(JSON.parse(stdout));
    expect(code).toBe(3);
    const judged = findings.filter(({ id }) => id !== 'api-endpoint');
    expect(new Set(judged.map(({ status, owner }) => `${status} ${owner}`))).toEqual(new Set(['error lab']));
    expect(judged[0]?.observed).toContain('ECONNREFUSED');
  });

  test.each([
    ['429', { status: 429, body: '{}' }],
    ['500', { status: 500, body: 'oops' }],
    ['HTML with 200', { status: 200, body: '<html>login</html>' }],
    ['a list without items', { status: 200, body: '{"kind":"NodeList"}' }],
    ['another kind of thing', { status: 200, body: '{"kind":"Status","status":"Success"}' }],
    ['half an answer', 'cut'],
  ] as const)('%s on nodes: an error of the lab, and the rest stands', async (_, answer) => {
    aks.faults.push({ match: ({ path }) => path === '/api/v1/nodes', answer });
    const { code, findings } = await statuses();
    aks.faults.pop();
    expect(code).toBe(0);
    expect(findings.map(({ status }) => status)).toEqual([
      'error',
      'error',
      'error',
      'pass',
      'pass',
      'error',
      'error',
      'not-measurable',
    ]);
  });

  test('a 401 on nodes is a login that is refused: nothing could be judged, and it is the bot’s', async () => {
    aks.faults.push({ match: ({ path }) => path === '/api/v1/nodes', answer: { status: 401, body: '{}' } });
    const { code, findings } = await statuses();
    aks.faults.pop();
    const judged = findings.filter(({ id }) => id !== 'api-endpoint');
    expect([code, new Set(judged.map(({ status, owner }) => `${status} ${owner}`))]).toEqual([
      3,
      new Set(['error bot']),
    ]);
  });

  test('silence ends at the deadline', async () => {
    aks.faults.push({ match: ({ path }) => path === '/api/v1/nodes', answer: 'hang' });
    const started = performance.now();
    const { findings } = await statuses();
    aks.faults.pop();
    expect(findings[0]?.observed).toContain('no answer came before the deadline');
    expect(performance.now() - started).toBeLessThan(12_000);
  });

  test('a short 429 is waited for once', async () => {
    const waits = [true];
    const match = ({ path }: { path: string }) => path === '/api/v1/nodes' && waits.pop() === true;
    aks.faults.push({ match, answer: { status: 429, body: '{}', headers: { 'retry-after': '1' } } });
    const { findings } = await statuses();
    aks.faults.pop();
    expect(findings[0]?.status).toBe('pass');
  });
});

test('one task recorded and replayed: byte for byte, with the same exit code', async () => {
  const file = join(folder, 'task.json');
  const dump = ['--dump', join(dumps, 'kubenet')];
  const checked = await netlab(['check', '1', '-n', 'student-07', ...dump, '--record', file, '-o', 'json']);
  const replayed = await netlab(['replay', file, '-o', 'json']);
  expect(replayed).toEqual(checked);
});

describe('walk and notes', () => {
  test('walk over a cluster and over its dump: the same rows', async () => {
    const [cluster, files] = await Promise.all([
      netlab(['walk', '-n', 'student-07', '--context', 'egress-blocked', '-o', 'json'], { KUBECONFIG: kubeconfig }),
      netlab(['walk', '-n', 'student-07', '--dump', join(dumps, 'egress-blocked'), '-o', 'json']),
    ]);
    const [ours, theirs] = [cluster, files].map(({ stdout }) => walkSchema.parse(JSON.parse(stdout)).problems);
    expect([cluster.code, files.code]).toEqual([0, 0]);
    expect(theirs).toEqual(ours);
    expect(ours?.find(({ id }) => id === 'no-egress')?.status).toBe('supported');
  });

  test('an unknown problem is wrong usage', async () => {
    const { code, stdout, stderr } = await netlab(['walk', 'x', '-n', 'student-07', '--dump', join(dumps, 'kubenet')]);
    expect([code, stdout, stderr.includes('same-range')]).toEqual([2, '', true]);
  });

  test('notes need no cluster', async () => {
    const { code, stdout } = await netlab(['notes', '-o', 'json']);
    expect([code, notesSchema.parse(JSON.parse(stdout)).notes.length]).toEqual([0, 12]);
  });
});
