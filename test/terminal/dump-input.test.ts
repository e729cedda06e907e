// What people save in place of objects, as it is named to them.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkSchema } from '../support/json-schemas/check.ts';
import { reachSchema } from '../support/json-schemas/reach.ts';
import { netlab } from '../support/netlab.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netlab-input-'));
});

const nodes =
  'apiVersion: v1\nkind: NodeList\nitems:\n- metadata: {name: aks-1}\n  status: {addresses: [{type: InternalIP, address: 10.1.0.4}]}\n';
const dumps = join(import.meta.dirname, '..', 'dumps');

async function check(files: Readonly<Record<string, string | Buffer>>, ...more: readonly string[]) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const names = Object.keys(files);
  const path = names.length === 1 ? join(folder, names[0] ?? '') : folder;
  const ran = await netlab(['check', '--dump', path, '-n', 'student-07', '-o', 'json', ...more]);
  return { ...ran, report: ran.stdout === '' ? null : checkSchema.parse(JSON.parse(ran.stdout)) };
}

const notFound = 'Error from server (NotFound): configmaps "azure-cni-networkmonitor" not found\n';
const foreign: readonly (readonly [string, string, string])[] = [
  ['a table', 'NAME    STATUS   ROLES    AGE\naks-1   Ready    <none>   26m\n', 'is a table'],
  [
    'a wide table',
    'NAME   READY   STATUS    RESTARTS   AGE   IP           NODE\nweb    1/1     Running   0 (5m ago)   9m   10.2.0.4   aks-1\n',
    'is a table',
  ],
  ['a table of Windows', 'NAME    DATA   AGE\r\ncoredns   1      26m\r\n', 'is a table'],
  ['own columns', 'NODE     CIDR\naks-1    10.244.0.0/24\n', 'is a table'],
  ['a table without heads', 'web-1   1/1   Running   0   5m\nweb-2   1/1   Running   0   5m\n', 'is a table'],
  [
    'a description',
    'Name:               aks-1\nRoles:              <none>\nLabels:             agentpool=a\nAnnotations:  x: y\n',
    'describe',
  ],
  ['a pasted prompt', `$ kubectl get nodes -o yaml\n${nodes}`, 'the command that was typed'],
  ['a prompt with its host', `azureuser@vm:~$ kubectl get nodes -o yaml\n${nodes}`, 'the command that was typed'],
  ['a prompt of PowerShell', `PS C:\\lab> kubectl get nodes -o yaml\n${nodes}`, 'the command that was typed'],
  ['a prompt at the end', `${nodes}azureuser@vm:~$ \n`, 'the command that was typed'],
  ['a bare command', `kubectl get nodes -o yaml\n${nodes}`, 'the command that was typed'],
  ['a Markdown fence', `\`\`\`yaml\n${nodes}\`\`\`\n`, 'Markdown fence'],
  ['no such kind', 'error: the server doesn\'t have a resource type "nodenetworkconfigs"\n', 'no such kind'],
  ['nothing found', 'No resources found in student-07 namespace.\n', 'found nothing'],
  [
    'forbidden',
    'Error from server (Forbidden): nodes is forbidden: User "s" cannot list resource "nodes"\n',
    'not allowed',
  ],
  ['no server', 'Unable to connect to the server: dial tcp: lookup aks.example: no such host\n', 'did not reach'],
  ['no kubectl', 'bash: kubectl: command not found\n', 'not installed'],
  ['a message before objects', `${notFound}${nodes}`, 'beside its objects'],
  ['names alone', 'pod/web-1\npod/web-2\n', 'names alone'],
  ['nothing', '\n', 'is empty'],
];

describe('what holds no objects', () => {
  test.each(foreign)('%s alone is wrong input, in one sentence', async (_, content, says) => {
    const { code, stdout, stderr } = await check({ 'saved.yaml': content });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`saved.yaml ${stderr.includes('saved.yaml holds') ? 'holds' : 'is'}`);
    expect(stderr).toContain(says);
    expect(stderr).toMatch(/save|-o yaml/u);
    expect(stderr.trimEnd()).not.toMatch(/[?:.]\.|\. /u);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  test.each(foreign)('%s in a folder is left out and named; the others are judged', async (_, content, says) => {
    const { stderr, report } = await check({ 'saved.yaml': content, 'nodes.yaml': nodes });
    expect(stderr).toContain(says);
    expect(report?.findings[0]?.status).toBe('pass');
    const left = report?.receipt.reads.filter(({ verb }) => verb === 'ignore').map(({ resource }) => resource);
    expect(left?.join()).toContain('saved.yaml');
  });

  test.each([
    ['objects', nodes],
    ['objects under a comment', `# kubectl get nodes -o yaml\n${nodes}`],
    [
      'capitals in a block of text',
      `${nodes}---\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  x: |\n    NAME   AGE\n    $ kubectl get x\n    error: y\n`,
    ],
  ])('%s are read without a word', async (_, content) => {
    const { stderr, report } = await check({ 'nodes.yaml': content, 'more.yaml': nodes });
    expect([stderr.replace(/.*ConfigMap a.*\n/u, ''), report?.findings[0]?.status]).toEqual(['', 'pass']);
  });

  test.each([
    ['cut off', 'apiVersion: v1\nitems:\n- kind: Pod\n', 'cut off'],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), 'binary'],
    ['prose', 'What I saw today was strange\n', 'not a Kubernetes object'],
  ])('%s stops the folder', async (_, content, says) => {
    const { code, stdout, stderr } = await check({ 'saved.yaml': content, 'nodes.yaml': nodes });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(says)]);
  });
});

test('a text file of a folder is not read, and named', async () => {
  const { stderr, report } = await check({ 'notes.txt': 'as I said\n', 'nodes.yaml': nodes });
  expect(stderr).toContain('notes.txt is not read');
  expect(report?.findings[0]?.status).toBe('pass');
});

describe('UTF-16, as PowerShell writes it', () => {
  const little = (text: string) => Buffer.from(text, 'utf16le');
  const big = (text: string) => Buffer.from(little(text)).swap16();
  test.each([
    ['little-endian with its mark', little(`\uFEFF${nodes}`)],
    ['big-endian with its mark', big(`\uFEFF${nodes}`)],
    ['without a mark', little(nodes)],
    [
      'as JSON',
      little(
        '\uFEFF{"kind":"NodeList","items":[{"metadata":{"name":"n"},"status":{"addresses":[{"type":"InternalIP","address":"10.1.0.4"}]}}]}',
      ),
    ],
    ['in gzip', gzipSync(little(`\uFEFF${nodes}`))],
  ])('%s is read', async (_, content) => {
    expect((await check({ 'nodes.yaml': content })).report?.findings[0]?.status).toBe('pass');
  });

  test('a table in it is a table', async () => {
    expect((await check({ 'nodes.yaml': little('\uFEFFNAME   AGE\r\nx   1d\r\n') })).stderr).toContain('is a table');
  });
});

describe('kubectl’s NotFound of one object', () => {
  const networkmonitor = (report: Awaited<ReturnType<typeof check>>['report']) =>
    report?.receipt.reads.find(({ resource }) => resource.endsWith('networkmonitor'))?.outcome;

  test('alone in a file it says that the object is absent', async () => {
    const { stderr, report } = await check({ 'cm.yaml': notFound, 'nodes.yaml': nodes });
    expect([stderr, networkmonitor(report)]).toEqual(['', 'not-found']);
    expect(networkmonitor((await check({ 'cm.txt': notFound, 'nodes.yaml': nodes })).report)).toBe('not-found');
  });

  test('of another object it says nothing about this one', async () => {
    const { report } = await check({ 'cm.yaml': notFound.replace('networkmonitor', 'x'), 'nodes.yaml': nodes });
    expect(networkmonitor(report)).toBe('not-in-dump');
  });
});

describe('what a dump holds and nothing uses', () => {
  const policy = (metadata: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\nspec: {podSelector: {}, policyTypes: [Egress]}\n`;
  const named = (report: Awaited<ReturnType<typeof check>>['report'], verb: string) =>
    report?.receipt.reads.filter((each) => each.verb === verb).map(({ resource, count }) => `${count} ${resource}`);

  test('is counted by kind, and named where it could matter', async () => {
    const others = [
      policy('{name: a, namespace: student-12}'),
      'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: deny}\n',
      'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: cilium, namespace: cilium}\n',
      'apiVersion: v1\nkind: List\nitems: []\n',
      nodes,
    ];
    const { report } = await check({ 'all.yaml': others.join('---\n') });
    expect(named(report, 'ignore')).toEqual([
      '1 AdminNetworkPolicy deny',
      '1 DaemonSet cilium/cilium',
      '1 List (empty)',
      '1 NetworkPolicy',
    ]);
  });

  test('a policy without a namespace counts in default, and that is said', async () => {
    const files = { 'policy.yaml': policy('{name: deny}'), 'nodes.yaml': nodes };
    const { stderr, report } = await check(files);
    expect(stderr).toContain('NetworkPolicy deny');
    expect(named(report, 'assume')?.join()).toContain('names no namespace and counts in default');
    expect(report?.problems.find(({ id }) => id === 'no-egress')?.because).toContain('does not hold the answer');
    expect(
      named((await check({ ...files, 'policy.yaml': policy('{name: deny, namespace: x}') })).report, 'assume'),
    ).toEqual([]);
  });

  test.each([
    ['default', 1, 'denied'],
    ['student-07', 0, 'allowed'],
  ])('reach from a Pod in %s', async (namespace, code, verdict) => {
    mkdirSync(join(folder, 'in'));
    for (const name of ['nodes', 'pods', 'system-daemonsets', 'system-pods', 'networkpolicies']) {
      const text = readFileSync(join(dumps, 'overlay-cilium', `${name}.json`), 'utf8');
      writeFileSync(join(folder, 'in', `${name}.json`), text.replaceAll('student-07', namespace));
    }
    writeFileSync(join(folder, 'in', 'policy.yaml'), policy('{name: deny}'));
    const from = `${namespace}/web-7c9d5b6f4-n0t8k`;
    const ran = await netlab([
      'reach',
      '--dump',
      join(folder, 'in'),
      '--from',
      from,
      '--to',
      '203.0.113.7',
      '--port',
      '443',
      '-o',
      'json',
    ]);
    const { notes, ...found } = reachSchema.parse(JSON.parse(ran.stdout));
    expect([ran.code, found.verdict, notes]).toEqual([
      code,
      verdict,
      expect.arrayContaining(['policy-without-namespace']),
    ]);
    expect(ran.stderr).toContain('NetworkPolicy deny');
  });
});

describe('--complete', () => {
  test('is the word that there is no policy, and the source says so', async () => {
    const pods = 'apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n  metadata: {name: web, namespace: student-07}\n';
    const files = { 'nodes.yaml': nodes, 'pods.yaml': pods };
    const [plain, complete] = [(await check(files)).report, (await check(files, '--complete')).report];
    const because = (report: typeof plain) => report?.problems.find(({ id }) => id === 'no-egress')?.because ?? '';
    expect([because(plain), because(complete)]).toEqual([
      expect.stringContaining('netlab check --record FILE'),
      expect.stringContaining('has no NetworkPolicy'),
    ]);
    expect([plain?.source.name.includes('complete'), complete?.source.name.includes('--complete')]).toEqual([
      false,
      true,
    ]);
  });

  test('without a dump it is wrong usage', async () => {
    const { code, stderr } = await netlab(['check', '-n', 'student-07', '--complete']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--complete speaks of a --dump')]);
  });
});
