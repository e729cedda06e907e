// A policy that is not applied yet: the cluster with it, and what it changes between the namespace's own Pods.
import { describe, expect, test } from 'vitest';
import { parseProposedPolicies } from '../../../src/cluster/proposed-policies.ts';
import { preparePolicies } from '../../../src/commands/reach/evaluate.ts';
import { tryPolicies } from '../../../src/commands/reach/policy-trial.ts';
import type { PolicySnapshot, VerdictChange } from '../../../src/model/reach.ts';
import type { Read } from '../../../src/model/read.ts';
import { withPolicies } from '../../../src/network/policy/with-policies.ts';
import { listOf, networkPolicy, node, overlayLabels, pod } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

const labelled = (app: string) => ({ labels: { app } });
const pods = [
  pod('x', 'web-1', 'n1', '10.244.0.10', '10.0.0.4', labelled('web')),
  pod('x', 'web-2', 'n1', '10.244.0.11', '10.0.0.4', labelled('web')),
  pod('x', 'api', 'n1', '10.244.0.12', '10.0.0.4', labelled('api')),
  pod('y', 'other', 'n1', '10.244.0.20', '10.0.0.4', labelled('web')),
  pod('kube-system', 'coredns', 'n1', '10.244.0.53', '10.0.0.4', { labels: { 'k8s-app': 'kube-dns' } }),
];
const localDns = (state: string) => ({ labels: { ...overlayLabels, 'kubernetes.azure.com/localdns-state': state } });
const nodes = listOf('Node', [node('n1', '10.0.0.4', localDns('disabled'))]);
const isolate = (types: readonly string[]) => ({ podSelector: {}, policyTypes: types });
const yaml = (name: string, spec: object) =>
  JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec });

function tryOn(snapshot: PolicySnapshot, text: string) {
  return tryPolicies(parseProposedPolicies(text, 'x'), 'x', preparePolicies(snapshot, 'plain')).trial;
}

const lines = (changes: readonly VerdictChange[]) =>
  changes.map(
    ({ from, to, port, protocol, without, with: then }) => `${from} → ${to} ${protocol} ${port}: ${without} → ${then}`,
  );

describe('what a policy changes', () => {
  test('shut for everything that comes in: names and the way out stay as they are', async () => {
    const trial = tryOn(
      await terrainFrom([nodes, listOf('Pod', pods), listOf('NetworkPolicy', [])]),
      yaml('shut', isolate(['Ingress'])),
    );
    expect(lines(trial.changes).sort()).toEqual([
      '203.0.113.7 → x/api TCP 80: allowed → denied',
      '203.0.113.7 → x/web-1 TCP 80: allowed → denied',
      'x/api → x/web-1 TCP 80: allowed → denied',
      'x/web-1 → x/api TCP 80: allowed → denied',
    ]);
    expect(trial).toMatchObject({
      compared: 8,
      untold: 0,
      leftOut: [],
      policies: ['NetworkPolicy/x/shut'],
      replaced: [],
    });
  });

  test('shut for everything that leaves: names are among it', async () => {
    const trial = tryOn(
      await terrainFrom([nodes, listOf('Pod', pods), listOf('NetworkPolicy', [])]),
      yaml('shut', isolate(['Egress'])),
    );
    expect(lines(trial.changes)).toContain('x/web-1 → dns UDP 53: allowed → denied');
    expect(lines(trial.changes)).toContain('x/api → 203.0.113.7 TCP 443: allowed → denied');
    expect(trial.changes.length).toBe(6);
  });

  test('a rule in the other’s policy opens what was shut; a policy of the same name is replaced', async () => {
    const shut = networkPolicy('x', 'shut', isolate(['Ingress']));
    const cluster = await terrainFrom([nodes, listOf('Pod', pods), listOf('NetworkPolicy', [shut])]);
    const open = {
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }],
    };
    expect(lines(tryOn(cluster, yaml('open', open)).changes)).toEqual(['x/web-1 → x/api TCP 80: denied → allowed']);
    const replaced = tryOn(cluster, yaml('shut', open));
    expect([replaced.replaced, lines(replaced.changes).sort()]).toEqual([
      ['NetworkPolicy/x/shut'],
      [
        '203.0.113.7 → x/web-1 TCP 80: denied → allowed',
        'x/api → x/web-1 TCP 80: denied → allowed',
        'x/web-1 → x/api TCP 80: denied → allowed',
      ],
    ]);
  });

  test('a policy that selects nobody, or only says what holds anyway, changes nothing', async () => {
    const cluster = await terrainFrom([nodes, listOf('Pod', pods), listOf('NetworkPolicy', [])]);
    const nobody = tryOn(cluster, yaml('nobody', { podSelector: { matchLabels: { app: 'nobody' } } }));
    const all = tryOn(cluster, yaml('all', { podSelector: {}, ingress: [{}] }));
    expect([nobody.changes, all.changes, nobody.compared, all.compared]).toEqual([[], [], 8, 8]);
  });

  test('the ports that a policy opens are compared where a Pod declares none', async () => {
    const cluster = await terrainFrom([nodes, listOf('Pod', pods), listOf('NetworkPolicy', [])]);
    const spec = { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ ports: [{ port: 8080 }] }] };
    expect(lines(tryOn(cluster, yaml('only', spec)).changes).sort()).toEqual([
      '203.0.113.7 → x/api TCP 80: allowed → denied',
      'x/web-1 → x/api TCP 80: allowed → denied',
    ]);
  });

  test('of a Pod that declares ports, those are compared', async () => {
    const ports = [{ name: 'http', containerPort: 9000 }];
    const api = { ...pods[2], spec: { nodeName: 'n1', containers: [{ name: 'c', ports }] } };
    const cluster = await terrainFrom([nodes, listOf('Pod', [...pods.slice(0, 2), api]), listOf('NetworkPolicy', [])]);
    const spec = { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ ports: [{ port: 8080 }] }] };
    expect(lines(tryOn(cluster, yaml('only', spec)).changes).sort()).toEqual([
      '203.0.113.7 → x/api TCP 9000: allowed → denied',
      'x/web-1 → x/api TCP 9000: allowed → denied',
    ]);
  });
});

describe('what could not be seen', () => {
  const unread = { outcome: 'forbidden', because: 'not allowed to list', code: 403 } as const;

  test('where policies were not read nothing is called a change, and nothing the same', async () => {
    const cluster = await terrainFrom([nodes, listOf('Pod', pods), listOf('NetworkPolicy', [])]);
    const hidden: PolicySnapshot = {
      ...cluster,
      namespaces: cluster.namespaces.map((space) => ({
        ...space,
        networkPolicies: { ...unread, ask: space.pods.ask },
      })),
    };
    const trial = tryOn(hidden, yaml('shut', isolate(['Ingress', 'Egress'])));
    expect([trial.changes, trial.untold > 0]).toEqual([[], true]);
  });

  test('where Pods were not read it says so', async () => {
    const cluster = await terrainFrom([nodes, listOf('Pod', pods), listOf('NetworkPolicy', [])]);
    const hidden: PolicySnapshot = {
      ...cluster,
      namespaces: cluster.namespaces.map((space) => ({ ...space, pods: { ...unread, ask: space.pods.ask } })),
    };
    const trial = tryOn(hidden, yaml('shut', isolate(['Ingress'])));
    expect([trial.compared, trial.leftOut]).toEqual([0, ['the Pods of x could not be seen: not allowed to list']]);
  });
});

test('the cluster that was read stays as it is', async () => {
  const cluster = await terrainFrom([nodes, listOf('Pod', pods), listOf('NetworkPolicy', [])]);
  const before = JSON.stringify(cluster);
  const more = withPolicies(cluster, parseProposedPolicies(yaml('shut', isolate(['Ingress'])), 'x'));
  expect([JSON.stringify(cluster), JSON.stringify(more)]).toEqual([before, expect.stringContaining('"shut"')]);
});

describe('the cluster with policies that are not applied yet', () => {
  const cilium = (kind: string, name: string, namespace?: string) =>
    JSON.stringify({
      apiVersion: 'cilium.io/v2',
      kind,
      metadata: { name, namespace },
      spec: { endpointSelector: {}, ingress: [{ fromEntities: ['all'] }] },
    });
  const clusterwide = (name: string) => JSON.parse(cilium('CiliumClusterwideNetworkPolicy', name));
  const shut = (name: string) => networkPolicy('x', name, isolate(['Ingress']));
  const world = () =>
    terrainFrom([
      nodes,
      listOf('Pod', pods),
      listOf('NetworkPolicy', [shut('kept'), shut('new'), networkPolicy('y', 'new', isolate(['Ingress']))]),
      listOf('CiliumNetworkPolicy', []),
      listOf('CiliumClusterwideNetworkPolicy', [clusterwide('everywhere'), clusterwide('old')]),
    ]);
  const texts = [
    yaml('new', isolate(['Egress'])),
    yaml('another', isolate(['Egress'])),
    cilium('CiliumNetworkPolicy', 'own'),
    cilium('CiliumClusterwideNetworkPolicy', 'everywhere'),
    cilium('CiliumClusterwideNetworkPolicy', 'all'),
  ];
  const namesIn = (read: Read<readonly { readonly name: string }[]> | undefined) =>
    read?.outcome === 'ok' ? read.data.map(({ name }) => name) : null;

  test('each stands where it counts, in place of the one of its name; other namespaces stay', async () => {
    const cluster = await world();
    const more = withPolicies(cluster, parseProposedPolicies(texts.join('\n---\n'), 'x'));
    const [x, y] = ['x', 'y'].map((name) => more.namespaces.find((space) => space.name === name));
    expect([namesIn(x?.networkPolicies), namesIn(x?.ciliumPolicies)]).toEqual([['kept', 'new', 'another'], ['own']]);
    expect([namesIn(y?.networkPolicies), namesIn(y?.ciliumPolicies)]).toEqual([['new'], []]);
    expect(namesIn(more.ciliumClusterPolicies)).toEqual(['old', 'everywhere', 'all']);
  });

  test('they are named by kind and namespace, sorted; those of the whole cluster without one', async () => {
    const trial = tryOn(await world(), texts.join('\n---\n'));
    expect(trial.policies).toEqual([
      'CiliumClusterwideNetworkPolicy/all',
      'CiliumClusterwideNetworkPolicy/everywhere',
      'CiliumNetworkPolicy/x/own',
      'NetworkPolicy/x/another',
      'NetworkPolicy/x/new',
    ]);
    expect(trial.replaced).toEqual(['CiliumClusterwideNetworkPolicy/everywhere', 'NetworkPolicy/x/new']);
  });
});
