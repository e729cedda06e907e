import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { observeDump } from '../../../src/cluster/dump/source.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import { daemonSet, forbidden, listOf, node, pod, snapshotOf } from '../../support/objects.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netlab-dump-'));
});

const now = () => new Date('2026-11-24T16:40:00Z');
const untyped = (...items: readonly object[]) => ({ apiVersion: 'v1', kind: 'List', items });
const json = (value: unknown) => JSON.stringify(value, null, 1);

function read(files: Readonly<Record<string, string | Buffer>>): Promise<Snapshot> {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return observeDump([folder], 'student-07', now);
}

async function refusal(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const error = await read(files).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Trouble)) throw new Error(`no Trouble but ${String(error)}`);
  return (error.detail.what ?? '').replace(folder, 'DIR');
}

const podYaml = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  namespace: student-07\nspec: {}\nstatus:\n  phase: Running\n`;

describe('forms of a dump', () => {
  const shapes: readonly (readonly [string, Readonly<Record<string, string | Buffer>>])[] = [
    [
      'a List',
      { 'a.json': json(untyped(pod('student-07', 'web', 'n', '', ''), pod('student-07', 'api', 'n', '', ''))) },
    ],
    [
      'a typed list without kinds',
      {
        'a.json': json(
          listOf('Pod', [
            { metadata: { name: 'web', namespace: 'student-07' } },
            { metadata: { name: 'api', namespace: 'student-07' } },
          ]),
        ),
      },
    ],
    ['multi-document YAML', { 'a.yaml': `${podYaml('web')}---\n${podYaml('api')}` }],
    ['single objects in a folder', { 'a.yaml': podYaml('web'), 'b.yml': podYaml('api') }],
    ['gzip', { 'a.yaml.gz': gzipSync(`${podYaml('web')}---\n${podYaml('api')}`) }],
    ['the same object twice', { 'a.yaml': podYaml('web'), 'b.yaml': `${podYaml('web')}---\n${podYaml('api')}` }],
    ['a byte order mark', { 'a.yaml': `\uFEFF${podYaml('web')}---\n${podYaml('api')}` }],
  ];
  test.each(shapes)('%s', async (_, files) => {
    const { pods } = (await read(files)).reads;
    expect(pods.outcome === 'ok' && pods.data.map(({ name }) => name).sort()).toEqual(['api', 'web']);
  });

  test('null lists, missing fields and managedFields are taken', async () => {
    const bare = {
      kind: 'Node',
      metadata: { name: 'n', managedFields: [{ manager: 'x' }] },
      status: { addresses: null },
    };
    const { nodes } = (
      await read({ 'a.json': json(listOf('Node', [bare])), 'b.json': '{"kind":"PodList","items":null}' })
    ).reads;
    expect(nodes.outcome === 'ok' && nodes.data[0]).toMatchObject({
      name: 'n',
      internalIPs: [],
      ready: null,
      podCIDRs: null,
    });
  });

  test('kinds that are not used, and empty untyped lists, are counted', async () => {
    const { ignored } = await read({
      'a.json': json(untyped({ kind: 'Secret', metadata: { name: 's' } })),
      'b.json': json(untyped()),
    });
    expect(ignored).toEqual({ 'List (empty)': 1, Secret: 1 });
  });
});

describe('broken files are named with their line', () => {
  test.each([
    [
      'JSON cut in half',
      { 'a.json': '{\n "kind": "PodList",\n "items": [\n  {"kind":' },
      'DIR/a.json:4: not valid JSON',
    ],
    [
      'YAML of a list cut in half',
      { 'a.yaml': 'apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n' },
      'a list without its kind',
    ],
    ['YAML that is none', { 'a.yaml': 'kind: Pod\nmetadata: {name: [\n' }, 'DIR/a.yaml:'],
    ['gzip cut in half', { 'a.yaml.gz': gzipSync(podYaml('web').repeat(50)).subarray(0, 40) }, 'damaged or cut off'],
    ['an object without a name', { 'a.yaml': 'kind: Pod\nspec: {}\n' }, 'DIR/a.yaml:1:'],
    [
      'a field of a wrong type',
      {
        'a.yaml': `kind: PodList\nitems:\n- metadata:\n    name: ok\n    namespace: student-07\n- metadata:\n    name: web\n    namespace: student-07\n  spec: nonsense\n`,
      },
      'DIR/a.yaml:6: Pod web: spec',
    ],
    ['a snapshot', { 'a.json': '{"schema":"netlab.snapshot/1"}' }, '--snapshot'],
    ['no file at all', {}, 'holds no .yaml'],
  ])('%s', async (_, files, said) => {
    expect(await refusal(files)).toContain(said);
  });
});

const sets = (...names: readonly string[]) => names.map((name) => daemonSet(name, 3));

describe('dumps of two clusters are not one', () => {
  const withUid = (from: Readonly<Record<string, unknown>>, uid: string) => ({
    ...from,
    metadata: { ...(from.metadata as object), uid },
  });

  test('the same node with two identities is refused, with both files', async () => {
    const two = [
      listOf('Node', [withUid(node('n0', '10.0.0.4'), 'a')]),
      listOf('Node', [withUid(node('n0', '10.9.0.4'), 'b')]),
    ];
    await expect(snapshotOf(two)).rejects.toThrow('dumps of two clusters');
  });

  test('the same node saved twice is one', async () => {
    const once = listOf('Node', [withUid(node('n0', '10.0.0.4'), 'a')]);
    expect((await snapshotOf([once, once])).reads.nodes).toMatchObject({ outcome: 'ok' });
  });

  test('a Pod of a StatefulSet that started anew keeps its name', async () => {
    const web = pod('student-07', 'web-0', 'n0', '10.1.0.4', '10.0.0.4');
    expect((await snapshotOf([withUid(web, 'a'), withUid(web, 'b')])).reads.pods).toMatchObject({ outcome: 'ok' });
  });
});

describe('absence needs proof', () => {
  const outcome = async (documents: readonly unknown[]) => {
    const { daemonSets } = (await snapshotOf(documents)).reads;
    return daemonSets.outcome === 'ok' ? daemonSets.absence : daemonSets.outcome;
  };

  test.each([
    ['a typed list', [listOf('DaemonSet', sets('azure-cns', 'cilium'))], 'proven'],
    ['a List with other DaemonSets', [untyped(...sets('azure-cns', 'cilium'))], 'agents'],
    ['a List of Cilium alone', [untyped(...sets('cilium'))], 'unproven'],
    [
      'a List selected by a label',
      [untyped(daemonSet('a', 1, { labels: { team: 'x' } }), daemonSet('b', 1, { labels: { team: 'x' } }))],
      'unproven',
    ],
    ['single objects', sets('azure-cns', 'cilium'), 'unproven'],
    ['an empty List', [untyped()], 'not-in-dump'],
    [
      'a typed list of another namespace',
      [listOf('DaemonSet', [daemonSet('x', 1, { namespace: 'monitoring' })])],
      'not-in-dump',
    ],
    [
      'one page of a typed list',
      [{ ...listOf('DaemonSet', sets('azure-cns')), metadata: { continue: 'x' } }],
      'not-in-dump',
    ],
    [
      'one page of all namespaces, without this one',
      [
        {
          ...listOf('DaemonSet', [daemonSet('x', 1, { namespace: 'a' }), daemonSet('y', 1, { namespace: 'b' })]),
          metadata: { continue: 'x', resourceVersion: '7' },
        },
      ],
      'not-in-dump',
    ],
    [
      'all pages of a typed list',
      [
        {
          ...listOf('DaemonSet', sets('azure-cns')),
          metadata: { continue: 'x', resourceVersion: '7', remainingItemCount: 1 },
        },
        { ...listOf('DaemonSet', sets('cilium')), metadata: { resourceVersion: '7' } },
      ],
      'proven',
    ],
  ])('%s', async (_, documents, expected) => {
    expect(await outcome(documents)).toBe(expected);
  });

  test('an empty typed list beside objects of that kind is some other question, and proves nothing', async () => {
    const one = pod('kube-system', 'cilium-x', 'n', '', '', { labels: { 'k8s-app': 'cilium' } });
    const { systemPods } = (await snapshotOf([{ kind: 'List', items: [one] }, listOf('Pod', [])])).reads;
    expect(systemPods).toMatchObject({ outcome: 'ok', absence: 'unproven' });
  });

  test('Pods that all share a label count as filtered', async () => {
    const labelled = (name: string) => pod('kube-system', name, 'n', '', '', { labels: { 'k8s-app': 'cilium' } });
    const { systemPods } = (await snapshotOf([listOf('Pod', [labelled('a'), labelled('b')])])).reads;
    expect(systemPods).toMatchObject({ outcome: 'ok', absence: 'unproven' });
  });

  test('Pods of other namespaces say nothing about this one; Pods of several do', async () => {
    const one = (await snapshotOf([listOf('Pod', [pod('a', 'x', 'n', '', '')])])).reads.pods;
    const several = (await snapshotOf([listOf('Pod', [pod('a', 'x', 'n', '', ''), pod('b', 'y', 'n', '', '')])])).reads
      .pods;
    expect(one.outcome).toBe('not-in-dump');
    expect(several).toMatchObject({ outcome: 'ok', data: [], absence: 'proven' });
  });

  test('a ConfigMap is absent where a typed list of its neighbours does not hold it', async () => {
    const neighbour = { kind: 'ConfigMap', metadata: { name: 'coredns', namespace: 'kube-system' } };
    expect((await snapshotOf([listOf('ConfigMap', [neighbour])])).reads.networkmonitor.outcome).toBe('not-found');
    expect((await snapshotOf([untyped(neighbour)])).reads.networkmonitor.outcome).toBe('not-in-dump');
    expect((await snapshotOf([listOf('ConfigMap', [])])).reads.networkmonitor.outcome).toBe('not-in-dump');
  });

  test('a kept refusal is read as that refusal, and only for its own scope', async () => {
    const { reads } = await snapshotOf([forbidden('nodes', null), forbidden('pods', 'kube-system')]);
    expect([reads.nodes.outcome, reads.systemPods.outcome, reads.pods.outcome]).toEqual([
      'forbidden',
      'forbidden',
      'not-in-dump',
    ]);
  });
});

test('a typed list that holds an object without its namespace proves no absence; it may be anybody’s', async () => {
  const absence = async (...items: readonly ReturnType<typeof daemonSet>[]) => {
    const read = (await snapshotOf([listOf('DaemonSet', items)])).reads.daemonSets;
    return read.outcome === 'ok' ? read.absence : read.outcome;
  };
  const [one, other] = [daemonSet('csi-azuredisk-node', 2), daemonSet('cloud-node-manager', 2)];
  expect(await absence(one, other)).toBe('proven');
  expect(await absence(one, { ...other, metadata: { name: 'cloud-node-manager' } })).toBe('unproven');
});

describe('a kept refusal that does not say what it is about', () => {
  const whole = forbidden('ciliumnetworkpolicies', 'student-07');
  const outcomes = async (...values: readonly unknown[]) => {
    const { ciliumPolicies, nodes, ciliumNodes } = (await snapshotOf(values)).reads;
    return [ciliumPolicies.outcome, nodes.outcome, ciliumNodes.outcome];
  };

  test.each([
    [
      'without its scope: it may be about any namespace',
      { ...whole, message: null },
      ['failed', 'not-in-dump', 'not-in-dump'],
    ],
    ['without its resource: it may be any question', { ...whole, details: null }, ['failed', 'failed', 'failed']],
    ['not as the API writes it', { ...whole, code: {} }, ['failed', 'failed', 'failed']],
  ])('%s', async (_, status, expected) => {
    expect(await outcomes(status)).toEqual(expected);
  });

  test('its neighbours: a whole one is about its own question, and an answer that is there counts', async () => {
    expect(await outcomes(whole)).toEqual(['forbidden', 'not-in-dump', 'not-in-dump']);
    const answered = listOf('Node', [node('n0', '172.20.0.4')]);
    expect((await outcomes({ ...whole, details: null }, answered))[1]).toBe('ok');
  });
});

describe('what never enters', () => {
  test('annotation values, images, env and unasked labels', async () => {
    const secret = 'do-not-keep';
    const web = pod('student-07', 'web', 'n', '', '', { labels: { app: secret } });
    const documents = [
      listOf('Node', [node('n', '10.0.0.1', { annotations: { note: secret } })]),
      listOf('Pod', [{ ...web, spec: { containers: [{ image: secret, env: [{ name: 'A', value: secret }] }] } }]),
    ];
    const snapshot = await snapshotOf(documents);
    expect(JSON.stringify(snapshot)).not.toContain(secret);
    expect(JSON.stringify(snapshot)).toContain('"note"');
  });

  test('hostile names become visible ASCII', async () => {
    const evil = '\u202Eevil\u0007<!channel>`';
    const { pods } = (await snapshotOf([listOf('Pod', [pod('student-07', evil, 'n', '', '')])])).reads;
    expect(pods.outcome === 'ok' && pods.data[0]?.name).toBe('?evil?<!channel>`');
  });
});
