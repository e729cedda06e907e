// What `reach` costs: 500 policies over 20 namespaces, every kind of peer and port among them.
import type { LabelSelector, NetworkPolicy, PolicyPeer, PortMatch } from '../src/model/policy.ts';
import type { NamespacePolicies, PolicySnapshot, ReachQuery } from '../src/model/reach.ts';
import type { Pod } from '../src/model/snapshot.ts';
import { detect } from '../src/network/detect/detect.ts';
import { indexPolicies, type PolicyIndex } from '../src/network/policy/policy-index.ts';
import { reach } from '../src/network/policy/reach.ts';
import { clusterOf, least, missing, octets, podAt, proven } from './bench-worlds.ts';

const teams = ['red', 'blue', 'green', 'white'];
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
const selectorOf = (app: string): LabelSelector => ({ matchLabels: { app }, matchExpressions: [] });
const everywhere: LabelSelector = { matchLabels: {}, matchExpressions: [] };
const apps = Array.from({ length: 50 }, (_, i) => `app-${i}`);

function policyAt(i: number, spaces: number): NetworkPolicy {
  const peers: readonly PolicyPeer[] = [
    { block: null, pods: selectorOf(pick(apps, i * 7)), namespaces: null },
    { block: null, pods: selectorOf(pick(apps, i * 3)), namespaces: everywhere },
    { block: { cidr: `203.0.${i % 256}.0/24`, except: [] }, pods: null, namespaces: null },
    { block: null, pods: null, namespaces: { matchLabels: { team: pick(teams, i) }, matchExpressions: [] } },
  ];
  const ports: readonly PortMatch[] = [
    { protocol: 'TCP', port: 8000, endPort: 8100 },
    { protocol: 'UDP', port: 53, endPort: null },
    { protocol: 'TCP', port: 'web', endPort: null },
  ];
  return {
    namespace: `ns-${i % spaces}`,
    name: `policy-${i}`,
    selects: selectorOf(pick(apps, i)),
    types: ['Ingress', 'Egress'],
    ingress: [{ peers: peers.slice(0, 2), ports }],
    egress: [{ peers, ports }],
  };
}

function spaceAt(index: number, pods: number, policies: readonly NetworkPolicy[]): NamespacePolicies {
  const name = `ns-${index}`;
  return {
    name,
    namespace: proven({ name, labels: { team: pick(teams, index) } }),
    pods: proven(
      Array.from({ length: pods }, (_, i): Pod => {
        const ports = [{ name: 'web', port: 8080, protocol: 'TCP' }] as const;
        const ips = [octets(100, (index << 16) + i)];
        return { ...podAt(i, []), namespace: name, labels: { app: pick(apps, i) }, ports, ips, hostIPs: [] };
      }),
    ),
    networkPolicies: proven(policies.filter(({ namespace }) => namespace === name)),
    ciliumPolicies: missing,
    calicoPolicies: missing,
    services: proven([]),
    endpointSlices: proven([]),
  };
}

function terrainWith(pods: number, policies: number): PolicySnapshot {
  const spaces = 20;
  const all = Array.from({ length: policies }, (_, i) => policyAt(i, spaces));
  return {
    snapshot: clusterOf(10),
    namespaces: Array.from({ length: spaces }, (_, i) => spaceAt(i, pods / spaces, all)),
    ciliumClusterPolicies: missing,
    calicoGlobalPolicies: missing,
    unjudgedPolicies: [],
    hasEveryPod: true,
    services: proven([]),
    serviceRanges: missing,
  };
}

function questionsOver(pods: number, count: number): readonly ReachQuery[] {
  const name = (i: number) => `ns-${i % 20}/web-${Math.floor(i / 20) % (pods / 20)}`;
  return Array.from({ length: count }, (_, i) => ({
    from: name(i * 7919),
    to: i % 5 === 0 ? `203.0.${i % 256}.7` : name(i * 104_729 + 13),
    port: pick([53, 8080, 443], i),
    protocol: pick(['TCP', 'UDP'] as const, i),
  }));
}

/** Ready for any question: laid out, and every identity met once by every policy that could select it. */
function laid(terrain: PolicySnapshot): PolicyIndex {
  const ground = indexPolicies(terrain, detect(terrain.snapshot));
  for (const { pods } of terrain.namespaces) {
    for (const pod of pods.outcome === 'ok' ? pods.data : []) {
      const identity = ground.identity(pod);
      ground.policiesFor(identity, 'egress', 'plain');
      ground.policiesFor(identity, 'ingress', 'plain');
    }
  }
  return ground;
}

/** Milliseconds to lay a terrain of so many Pods out. */
export const indexing = (pods: number) =>
  least(5, () => {
    const terrain = terrainWith(pods, 500);
    return () => laid(terrain);
  });

const plainly = ['plain'] as const;

/** Microseconds a question, every word of the answer included. */
export function asking(): number {
  const count = 100_000;
  const ground = laid(terrainWith(10_000, 500));
  const questions = questionsOver(10_000, count);
  const all = (ask: (query: ReachQuery) => unknown) => () => () => {
    for (const query of questions) ask(query);
  };
  return (
    (least(
      3,
      all((query) => reach(query, ground, plainly)),
    ) *
      1000) /
    count
  );
}
