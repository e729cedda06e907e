import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { problemChecks } from '../../src/checks/problems/index.ts';
import { refusalOf } from '../../src/cluster/refusals.ts';
import { walkRowsOf } from '../../src/commands/walk/problem-table.ts';
import { type ProblemId, problemIds } from '../../src/model/finding.ts';
import { commandInNamespace } from '../../src/model/lesson.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import * as clusters from '../support/clusters.ts';
import { lesson } from '../support/lab.ts';
import {
  configMap,
  daemonSet,
  emptied,
  listOf,
  networkPolicy,
  node,
  pod,
  snapshotOf,
  withReads,
} from '../support/objects.ts';

const step = (snapshot: Snapshot, id: ProblemId) => {
  const found = walkRowsOf(assess(snapshot), null, lesson).find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

/** The same world with some reads not made at all. */
function without(snapshot: Snapshot, ...names: readonly ReadName[]): Snapshot {
  const missing = names.map((name) => {
    const { ask } = snapshot.reads[name];
    return [name, { ask, outcome: 'not-in-dump', because: 'not read', code: null }] as const;
  });
  return withReads(snapshot, Object.fromEntries(missing));
}

const monitored = [...clusters.overlayCilium, configMap('azure-cni-networkmonitor', {})];
const worlds = Promise.all(
  [clusters.overlayCilium, clusters.egressBlocked, clusters.nodeSubnet, clusters.kubenet, monitored].map((each) =>
    snapshotOf(each),
  ),
);

describe('the next read splits the rows that are still open', () => {
  const cases = problemIds.flatMap((id) => problemChecks[id].sources.map(({ read }) => [id, read] as const));
  // What else has to be unread, so that the row is open at all without this read.
  const alsoUnread: Readonly<Partial<Record<ReadName, readonly ReadName[]>>> = {
    systemPods: ['daemonSets'],
    daemonSets: [],
    // A kube-system without azure-cns would say that there are none.
    nodeNetworkConfigs: ['masquerade', 'daemonSets', 'systemPods'],
    masquerade: [],
  };

  test.each(cases)('%s: %s', async (id, read) => {
    const others = alsoUnread[read] ?? [];
    // Nodes carry labels that would settle the model; for the two sources of ranges they are read as bare nodes.
    const bare = read === 'nodeNetworkConfigs' || read === 'masquerade';
    const seen = (await worlds).map((world) =>
      bare ? unlabelled(world, read) : read === 'daemonSets' ? filtered(world) : world,
    );
    const open = seen.map((world) => without(world, read, ...others));
    const before = open.map((world) => step(world, id)).filter(({ status }) => status === 'cannot-see');
    expect(before.length).toBeGreaterThan(1);
    const source = problemChecks[id].sources.find((each) => each.read === read);
    expect(new Set(before.map(({ nextCommand }) => nextCommand))).toEqual(new Set([source?.command('student-07')]));
    const after = seen.map((world) => step(without(world, ...others), id).status);
    expect(new Set(after).size).toBeGreaterThan(1);
  });

  // As `kubectl get pods -l k8s-app=kube-dns` shows kube-system: a list that is not whole.
  function filtered(world: Snapshot): Snapshot {
    const { systemPods } = world.reads;
    if (systemPods.outcome !== 'ok') return world;
    const data = systemPods.data.filter(({ labels }) => labels['k8s-app'] === 'kube-dns');
    return withReads(world, { systemPods: { ...systemPods, data, absence: 'unproven' } });
  }

  function unlabelled(world: Snapshot, read: ReadName): Snapshot {
    const { nodes } = world.reads;
    if (nodes.outcome !== 'ok') return world;
    const labels = { 'kubernetes.azure.com/agentpool': 'nodepool1' };
    // One node only: with two, Pods that lie between them would need no other source.
    const data = nodes.data.slice(1, 2).map((each) => ({ ...each, labels, podCIDRs: null }));
    const bare = withReads(world, { nodes: { ...nodes, data } });
    return read === 'masquerade' ? emptied(without(bare, 'daemonSets'), 'nodeNetworkConfigs') : bare;
  }

  test.each(problemIds)('%s: the lesson has each command, with outcomes that do not all lead to the same', (id) => {
    expect(problemChecks[id].sources).not.toEqual([]);
    for (const { command } of problemChecks[id].sources) {
      const own = lesson.problems[id].commands.find(
        ({ run }) => commandInNamespace(run, 'student-07') === command('student-07'),
      );
      expect(new Set(own?.outcomes.map(({ verdict }) => verdict)).size).toBeGreaterThan(1);
    }
  });

  test.each(problemIds)('%s: every command only reads', (id) => {
    const commands = problemChecks[id].sources.map(({ command }) => command('student-07'));
    expect(commands.filter((each) => /^kubectl (?:get|describe) /u.test(each))).toEqual(commands);
    expect(commands).not.toEqual([]);
  });
});

describe('verdicts', () => {
  const refuse = (snapshot: Snapshot, name: ReadName) =>
    withReads(snapshot, { [name]: refusalOf(snapshot.reads[name].ask, 403) });

  test.each(problemIds)('%s: with nothing read at all it is open, and says what to read', async (id) => {
    const { status, nextCommand, outcomes } = step(await snapshotOf([]), id);
    expect([status, nextCommand.startsWith('kubectl get '), outcomes.length > 1]).toEqual(['cannot-see', true, true]);
  });

  test('Cilium Pods are found without the nodes', async () => {
    const { status, because } = step(refuse(await snapshotOf(clusters.overlayCilium), 'nodes'), 'no-cilium-pods');
    expect([status, because]).toEqual([
      'ruled-out',
      'Azure-managed Cilium runs in kube-system: cilium-0, cilium-1, cilium-2.',
    ]);
  });

  test('a refusal is not an absence', async () => {
    const snapshot = refuse(refuse(await snapshotOf(clusters.nodeSubnet), 'systemPods'), 'daemonSets');
    expect(step(snapshot, 'no-cilium-pods').status).toBe('cannot-see');
    expect(step(refuse(snapshot, 'networkmonitor'), 'no-configmap').status).toBe('cannot-see');
  });

  test('who enforces policies is said where it is known', async () => {
    const npm = [
      ...clusters.nodeSubnet.filter((each) => each.kind !== 'DaemonSetList'),
      listOf('DaemonSet', [daemonSet('kube-proxy', 3), daemonSet('azure-npm', 3)]),
    ];
    expect(step(await snapshotOf(npm), 'no-cilium-pods').because).toContain('Azure NPM');
    expect(step(await snapshotOf(clusters.nodeSubnet), 'no-cilium-pods').because).not.toContain('enforces');
  });

  test('Cilium’s own mark on a node: it may run elsewhere', async () => {
    const marked = node('n0', '172.20.0.4', { annotations: { 'io.cilium.network.ipv4-pod-cidr': 'x' } });
    const sets = listOf('DaemonSet', [daemonSet('kube-proxy', 1), daemonSet('csi', 1)]);
    const { status, because } = step(await snapshotOf([listOf('Node', [marked]), sets]), 'no-cilium-pods');
    expect([status, because.includes('n0')]).toEqual(['cannot-see', true]);
  });

  const closed = networkPolicy('student-07', 'shut', { podSelector: {}, policyTypes: ['Egress'] });
  const proxyOnly = [
    listOf('Node', [node('n0', '172.20.0.4')]),
    listOf('Pod', [pod('student-07', 'web', 'n0', '192.168.1.7', '172.20.0.4')]),
    listOf('DaemonSet', [daemonSet('kube-proxy', 1), daemonSet('csi', 1)]),
    listOf('NetworkPolicy', [closed]),
  ];

  test('a policy that nothing enforces is no cause', async () => {
    const calico = listOf('DaemonSet', [daemonSet('calico-typha', 1, { namespace: 'calico-system' })]);
    const { status, because } = step(await snapshotOf([...proxyOnly, calico]), 'no-egress');
    expect([status, because.includes('nothing enforces it')]).toEqual(['cannot-see', true]);
  });

  test('an engine that could not be seen leaves it open, said so, with the policy', async () => {
    const { status, because, nextCommand } = step(await snapshotOf(proxyOnly), 'no-egress');
    expect([status, because]).toEqual(['cannot-see', expect.stringContaining('NetworkPolicy/student-07/shut')]);
    expect(because).toContain('whether anything enforces it could not be seen');
    expect(nextCommand).toBe('kubectl describe networkpolicies -n student-07');
  });

  test('a 403 on the DaemonSets and Pods of kube-system leaves what is closed open', async () => {
    const shut = await snapshotOf(clusters.egressBlocked);
    expect(step(shut, 'no-egress').status).toBe('supported');
    const lost = refuse(refuse(shut, 'daemonSets'), 'systemPods');
    expect(assess(lost).problems.at(-1)).toMatchObject({ id: 'no-egress', status: 'cannot-see', unread: true });
  });

  test('what was refused, or failed, is marked unread; what is only not there is not', async () => {
    const seen = await snapshotOf(clusters.overlayCilium);
    const unread = (snapshot: Snapshot) => assess(snapshot).problems.flatMap((row) => (row.unread ? [row.id] : []));
    expect(unread(seen)).toEqual([]);
    expect(unread(refuse(seen, 'networkPolicies'))).toEqual(['no-egress']);
    expect(unread(refuse(seen, 'networkmonitor'))).toEqual(['no-configmap']);
    expect(unread(without(seen, 'networkPolicies'))).toEqual([]);
  });

  test('its neighbour: of two engines one enforces it, whichever that is', async () => {
    const two = listOf('DaemonSet', [
      daemonSet('kube-proxy', 1),
      daemonSet('azure-npm', 1),
      daemonSet('calico-node', 1, { namespace: 'calico-system' }),
    ]);
    const [nodes, pods, , policies] = proxyOnly;
    const { status, because } = step(await snapshotOf([nodes, pods, two, policies]), 'no-egress');
    expect([status, because.includes('Which of the engines')]).toEqual(['supported', true]);
  });

  test('everything read and nothing found: Azure is named as outside, and the command is one that a student can run', async () => {
    const { because, nextCommand, outcomes } = step(await snapshotOf(clusters.overlayCilium), 'no-egress');
    expect(because).toContain('NSG rules, route tables and firewalls lie outside');
    expect([nextCommand, outcomes[0]?.means]).toEqual([
      'kubectl get networkpolicies -n student-07 -o yaml',
      'supported',
    ]);
  });

  const ciliumPolicy = (name: string, spec: object) =>
    listOf('CiliumNetworkPolicy', [
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name, namespace: 'student-07' },
        spec: { endpointSelector: {}, ...spec },
      },
    ]);

  test('a Cilium policy that shuts is named, and one that is not there is said not to be in the dump', async () => {
    const shut = await snapshotOf([...clusters.overlayCilium, ciliumPolicy('shut', { egress: [{}] })]);
    const { status, because } = step(shut, 'no-egress');
    expect([status, because]).toEqual([
      'supported',
      expect.stringContaining('CiliumNetworkPolicy/student-07/shut, and no rule leads out'),
    ]);
    expect(step(await snapshotOf(clusters.overlayCilium), 'no-egress').because).toContain('not in the dump');
  });

  test('a Cilium policy allows more than the NetworkPolicy that shuts, and its neighbour does not', async () => {
    const world = ciliumPolicy('more', { egress: [{ toEntities: ['world'] }] });
    const opened = step(await snapshotOf([...clusters.egressBlocked, world]), 'no-egress');
    expect([opened.status, opened.because]).toEqual(['cannot-see', expect.stringContaining('some addresses outside')]);
    const inside = ciliumPolicy('more', { egress: [{ toEntities: ['cluster'] }] });
    expect(step(await snapshotOf([...clusters.egressBlocked, inside]), 'no-egress').status).toBe('supported');
  });

  test('a Cilium policy that denies the world outweighs one that allows it', async () => {
    const allow = { egress: [{ toEntities: ['all'] }] };
    const deny = { ...allow, egressDeny: [{ toEntities: ['world'] }] };
    expect(step(await snapshotOf([...clusters.overlayCilium, ciliumPolicy('c', deny)]), 'no-egress').status).toBe(
      'supported',
    );
    expect(step(await snapshotOf([...clusters.overlayCilium, ciliumPolicy('c', allow)]), 'no-egress').status).toBe(
      'cannot-see',
    );
  });

  test('what cannot be judged is not guessed: toFQDNs leads somewhere outside', async () => {
    const names = ciliumPolicy('names', {
      egress: [{ toFQDNs: [{ matchName: 'example.org' }] }, { toEntities: ['cluster'] }],
    });
    const { status, because } = step(await snapshotOf([...clusters.overlayCilium, names]), 'no-egress');
    expect([status, because]).toEqual(['cannot-see', expect.stringContaining('It cannot be told for')]);
  });

  test('Cilium policies that may not be read leave it open, with the permission', async () => {
    const snapshot = refuse(await snapshotOf(clusters.egressBlocked), 'ciliumPolicies');
    const { status, because } = step(snapshot, 'no-egress');
    expect(status).toBe('cannot-see');
    expect(because).toContain('not allowed to list ciliumnetworkpolicies.cilium.io in namespace student-07');
  });

  test('without port 53 to the cluster’s DNS no name resolves, however open the rest is', async () => {
    const policy = (egress: readonly object[]) =>
      listOf('NetworkPolicy', [
        networkPolicy('student-07', 'web', { podSelector: {}, policyTypes: ['Egress'], egress }),
      ]);
    const out = { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] };
    const dns = { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'UDP', port: 53 }] };
    const mute = step(await snapshotOf([...clusters.overlayCilium, policy([out])]), 'no-egress');
    expect([mute.status, mute.because]).toEqual(['supported', expect.stringContaining('names do not resolve')]);
    const heard = step(await snapshotOf([...clusters.overlayCilium, policy([out, dns])]), 'no-egress');
    expect(heard.status).toBe('cannot-see');
    // Plain semantics count the DNS Pods among 0.0.0.0/0.
    expect(step(await snapshotOf([...clusters.kubenet, policy([out])]), 'no-egress').status).toBe('cannot-see');
  });

  test('one policy alone is no list of them', async () => {
    const open = networkPolicy('student-07', 'in', { podSelector: {}, policyTypes: ['Ingress'] });
    const documents = clusters.overlayCilium.filter((each) => each.kind !== 'NetworkPolicyList');
    expect(step(await snapshotOf([...documents, open]), 'no-egress').because).toContain('may not be whole');
    expect(step(await snapshotOf(clusters.overlayCilium), 'no-egress').because).not.toContain('may not be whole');
  });

  test('NetworkPolicies that select no Pod for egress speak against a closed one, whatever else was not seen', async () => {
    const policy = (podSelector: object) =>
      listOf('NetworkPolicy', [networkPolicy('student-07', 'p', { podSelector, policyTypes: ['Egress'] })]);
    const documents = clusters.overlayCilium.filter((each) => each.kind !== 'NetworkPolicyList');
    const rowOf = async (podSelector: object) => {
      const seen = await snapshotOf([...documents, policy(podSelector)]);
      return assess(refuse(seen, 'ciliumClusterPolicies')).problems.at(-1);
    };
    const list = 'kubectl get networkpolicies -n student-07 -o yaml';
    const other = await rowOf({ matchLabels: { app: 'another' } });
    expect([other?.status, other?.because, other?.denied.includes(list)]).toEqual([
      'cannot-see',
      expect.stringContaining('No NetworkPolicy of student-07 selects its Pods for egress.'),
      true,
    ]);
    expect((await rowOf({ matchLabels: { app: 'web' } }))?.denied).toEqual([]);
  });

  test('no agent in kube-system, and nothing seen that routes instead: Cilium may run elsewhere', async () => {
    const snapshot = refuse(
      await snapshotOf([listOf('DaemonSet', [daemonSet('csi', 1), daemonSet('azure-cns', 1)])]),
      'nodes',
    );
    expect(step(snapshot, 'no-cilium-pods').status).toBe('cannot-see');
  });

  test('no Pod to judge', async () => {
    expect(step(await snapshotOf(clusters.emptyNamespace), 'no-egress').because).toContain('No Pod runs');
  });
});
