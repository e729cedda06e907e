import type { ClusterNetwork, Model, PoolModel, Signal } from '../model/network.ts';
import type { Node, Reads, Snapshot } from '../model/snapshot.ts';
import { addresses, cidrs } from './address.ts';
import { daemonSetNamed, ownerOf } from './cilium.ts';
import { type Clue, poolModels, weigh } from './clue.ts';
import { clusterClues } from './cluster-clues.ts';
import { dataplaneOf, dataplaneSignals, policyEngineOf } from './dataplane.ts';
import { cluesOf, cluesOfConfig } from './node-clues.ts';
import { configsByNode } from './ranges.ts';
import { byPool, isVirtual, members, nodesOf, voters } from './voters.ts';

type Verdict = {
  readonly left: readonly PoolModel[];
  readonly clues: readonly Clue[];
  readonly against: readonly Clue[];
};

function verdict(clues: readonly Clue[]): Verdict {
  return { clues, ...weigh(clues) };
}

/** Whether this is AKS: by its own labels, or its node names on an Azure provider; null where no node was seen. */
function isAks(reads: Reads): boolean | null {
  const nodes = nodesOf(reads);
  if (nodes.length === 0) return configsByNode(reads).size > 0 || ownerOf(reads) === 'azure' ? true : null;
  // ebpf-dataplane is stamped by any Karpenter (aks.md §1.7), so it does not count.
  const own = (key: string) => key.startsWith('kubernetes.azure.com/') && key !== 'kubernetes.azure.com/ebpf-dataplane';
  const labelled = nodes.some(({ labels }) => Object.keys(labels).some(own));
  return labelled || nodes.some(({ name, provider }) => provider === 'azure' && /^aks[a-z0-9-]+$/u.test(name));
}

/** One verdict per voting node; without nodes, per NodeNetworkConfig; without both, from what the cluster shows. */
function verdicts(reads: Reads): ReadonlyMap<Node | string, Verdict> {
  const shared = clusterClues(reads);
  const configs = configsByNode(reads);
  const voting = voters(nodesOf(reads));
  if (voting.length > 0) {
    return new Map(voting.map((node) => [node, verdict(cluesOf(node, reads, shared, configs.get(node.name)))]));
  }
  if (configs.size > 0)
    return new Map([...configs].map(([name, config]) => [name, verdict(cluesOfConfig(config, shared))]));
  return new Map([['cluster', verdict(shared)]]);
}

function modelOf(votes: readonly Verdict[]): Model {
  if (votes.length === 0 || votes.some(({ left }) => left.length !== 1)) return 'undetermined';
  const models = new Set(votes.flatMap(({ left }) => left));
  const [model] = models;
  return models.size === 1 && model ? model : 'mixed';
}

function poolsOf(nodes: readonly Node[], votes: ReadonlyMap<Node | string, Verdict>): ClusterNetwork['pools'] {
  return [...byPool(members(nodes))].map(([name, pool]) => {
    const own = pool.map((node) => votes.get(node)).filter((vote) => vote !== undefined);
    return { name, model: modelOf(own), nodes: pool.length, ready: own.length };
  });
}

function signalsOf(votes: readonly Verdict[]): readonly Signal[] {
  const seen = new Map<string, Signal>();
  for (const { id, observed, says, weight } of votes.flatMap(({ clues }) => clues)) {
    const key = `${id} ${says}`;
    if (!seen.has(key)) seen.set(key, { id, observed, says, weight });
  }
  return [...seen.values()];
}

function conflictsOf(
  votes: ReadonlyMap<Node | string, Verdict>,
  model: Model,
  reads: Reads,
): ClusterNetwork['conflicts'] {
  const against = [...votes.values()].flatMap((vote) => vote.against.map((each) => ({ each, left: vote.left })));
  const named = against.map(({ each, left }) => ({
    id: `against-${each.id}`,
    says: `${each.observed}: this does not go with the other signals, which leave ${left.join(' or ')}`,
  }));
  const mixed = [...Map.groupBy(votes, ([, { left }]) => left.join(' or '))].map(
    ([models, group]) => `${group.length} × ${models}`,
  );
  const unique = [...new Map(named.map((each) => [each.says, each])).values()];
  const both =
    dataplaneOf(reads) === 'azure-cilium' && (daemonSetNamed(reads.daemonSets, 'kube-proxy')?.desired ?? 0) > 0;
  return [
    ...(model === 'mixed'
      ? [{ id: 'mixed', says: `nodes of different models, perhaps a migration: ${mixed.join(', ')}` }]
      : []),
    ...(both ? [{ id: 'two-data-planes', says: 'Azure-managed Cilium and kube-proxy both run' }] : []),
    ...unique,
  ];
}

function isDualStack(reads: Reads): boolean | null {
  const nodes = nodesOf(reads);
  const pods = [reads.pods, reads.systemPods].flatMap((read) => (read.outcome === 'ok' ? read.data : []));
  const families = [
    ...pods.map(({ ips }) => addresses(ips)),
    ...nodes.map(({ podCIDRs }) => cidrs(podCIDRs ?? [])),
    ...[...configsByNode(reads).values()].flatMap(({ containers }) =>
      containers.map(({ primary, primaryV6 }) => cidrs([primary ?? '', primaryV6 ?? ''])),
    ),
  ].map((each) => new Set(each.map(({ family }) => family)));
  const labelled = nodes.some(({ labels }) => labels['kubernetes.azure.com/podv6network-type'] === 'overlay');
  if (labelled || families.some((each) => each.size > 1)) return true;
  return families.some((each) => each.size > 0) ? false : null;
}

const notAks = {
  id: 'not-aks',
  says: 'no node carries AKS’s labels: this is not an AKS cluster, so AKS’s models do not apply',
};

/** What this cluster’s network is: three independent axes, each concluded from what was seen or left undetermined. */
export function detect({ reads }: Pick<Snapshot, 'reads'>): ClusterNetwork {
  const nodes = nodesOf(reads);
  const votes = verdicts(reads);
  const aks = isAks(reads);
  const model = aks === false ? 'undetermined' : modelOf([...votes.values()]);
  const possible = new Set([...votes.values()].flatMap(({ left }) => left));
  const seen = nodes.length > 0;
  return {
    aks,
    model,
    dataplane: dataplaneOf(reads),
    policyEngine: policyEngineOf(reads),
    dualStack: isDualStack(reads),
    windows: seen ? nodes.some(({ os }) => os === 'windows') : null,
    virtualNodes: seen ? nodes.some(isVirtual) : null,
    candidates: model === 'undetermined' && aks !== false ? poolModels.filter((each) => possible.has(each)) : [],
    pools: poolsOf(nodes, votes).map((pool) => (aks === false ? { ...pool, model: 'undetermined' } : pool)),
    signals: [...(aks === false ? [] : signalsOf([...votes.values()])), ...dataplaneSignals(reads)],
    conflicts: aks === false ? [notAks] : conflictsOf(votes, model, reads),
  };
}
