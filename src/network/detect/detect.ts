import type { ClusterNetwork, NetworkModel, PoolModel, Signal } from '../../model/network.ts';
import type { Node, Reads, Snapshot } from '../../model/snapshot.ts';
import { isAks } from '../facts/aks.ts';
import { daemonSetNamed } from '../facts/cilium.ts';
import { clusterNodes, groupByPool, isVirtualNode, nodesOf } from '../facts/nodes.ts';
import { configsByNode } from '../facts/ranges.ts';
import { agentConflicts } from './agent-conflicts.ts';
import { agentSignals } from './agent-signals.ts';
import { idleConflicts, missingPermissions, modelConflicts } from './conflicts.ts';
import { dataplaneOf, policyEngineOf } from './dataplane.ts';
import { doubtfulNodeModelsOf, type NodeModel, nodeModelsOf } from './node-models.ts';
import { poolModels, rankByWeight } from './signals.ts';

/** The model that the nodes agree on; two settled models are `mixed`, whatever the unsettled ones are. */
function modelOf(nodeModels: readonly NodeModel[], doubtful: readonly NodeModel[] = []): NetworkModel {
  const settled = new Set(nodeModels.flatMap(({ remaining }) => (remaining.length === 1 ? remaining : [])));
  const [model, second] = settled;
  if (second !== undefined) return 'mixed';
  if (model === undefined) return 'undetermined';
  // A node that may be Ready settles nothing, but the model is not settled against it.
  const alike = [...nodeModels, ...doubtful].every(({ remaining }) => remaining.length === 1 && remaining[0] === model);
  return alike ? model : 'undetermined';
}

function poolsOf(
  nodes: readonly Node[],
  nodeModels: ReadonlyMap<string, NodeModel>,
  aks: boolean,
): ClusterNetwork['pools'] {
  return [...groupByPool(clusterNodes(nodes))].map(([name, pool]) => {
    const ready = pool.filter((node) => node.ready === true);
    const own = ready.map((node) => nodeModels.get(node.name)).filter((each) => each !== undefined);
    return { name, model: aks ? modelOf(own) : 'undetermined', nodes: pool.length, ready: ready.length };
  });
}

/** What was seen of the model; beside a model that stays open nothing is decisive. */
function modelSignals(nodeModels: ReadonlyMap<string, NodeModel>, model: NetworkModel): readonly Signal[] {
  const all = [...nodeModels.values()].flatMap(({ signals }) => signals);
  const alike = Map.groupBy(all, ({ id, says, weight }) => `${id} ${weight} ${says}`);
  return [...alike.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const { id, observed, says } = first;
    const weight = model === 'undetermined' && first.weight === 'decisive' ? 'strong' : first.weight;
    const others = rest.filter((each) => each.observed !== observed).length;
    return [{ id, observed: others > 0 ? `${observed} (and ${others} more like it)` : observed, says, weight }];
  });
}

/** How many address families these texts have, addresses or blocks; a colon makes the difference. */
function families(texts: readonly string[]): number {
  const six = texts.some((text) => text.includes(':'));
  return texts.some((text) => text.includes('.') && !text.includes(':')) ? Number(six) + 1 : Number(six);
}

function isDualStack(reads: Reads): boolean | null {
  const nodes = nodesOf(reads);
  if (nodes.some(({ labels }) => labels['kubernetes.azure.com/podv6network-type'] === 'overlay')) return true;
  const pods = [reads.pods, reads.systemPods].flatMap((read) => (read.outcome === 'ok' ? [read.data] : []));
  const configs = [...configsByNode(reads).values()].flatMap(({ containers }) => containers);
  const most = (counts: readonly number[]) => counts.reduce((a, b) => Math.max(a, b), 0);
  const found = most([
    ...pods.map((list) => most(list.map(({ ips }) => families(ips)))),
    most(nodes.map(({ podCIDRs }) => families(podCIDRs ?? []))),
    most(configs.map(({ primary, primaryV6 }) => families([primary ?? '', primaryV6 ?? '']))),
  ]);
  return found === 0 ? null : found > 1;
}

/**
 * Whether some node is of a kind; `false` is a claim about nodes that were not listed, so it needs a whole
 * list.
 */
function anyNode(
  { nodes: read }: Reads,
  is: (node: Node) => boolean,
  isOpen: (node: Node) => boolean = () => false,
): boolean | null {
  if (read.outcome !== 'ok' || read.data.length === 0) return null;
  if (read.data.some(is)) return true;
  return read.absence === 'proven' && !read.data.some(isOpen) ? false : null;
}

// AKS keeps these DaemonSets on every cluster; without Windows nodes they want no Pods (aks.md §1.6).
const windowsAgents = ['cloud-node-manager-windows', 'csi-azuredisk-node-win', 'csi-azurefile-node-win'];

function hasWindows(reads: Reads): boolean | null {
  const listed = anyNode(
    reads,
    ({ os }) => os === 'windows',
    (node) => node.os === 'unknown' && !isVirtualNode(node),
  );
  const agents = windowsAgents.map((name) => daemonSetNamed(reads.daemonSets, name)?.desired ?? null);
  if (listed === true || agents.some((desired) => desired !== null && desired > 0)) return true;
  return agents.includes(0) ? false : listed;
}

const notAks = {
  id: 'not-aks',
  says: 'no node carries AKS’s labels: this is not an AKS cluster, so AKS’s models do not apply',
};

/**
 * What this cluster’s network is: three independent axes, each concluded from what was seen or left
 * undetermined.
 */
export function detect({ reads, apiHost }: Pick<Snapshot, 'reads' | 'apiHost'>): ClusterNetwork {
  const aks = isAks(reads, apiHost);
  const nodeModels = nodeModelsOf(reads);
  const doubtful = doubtfulNodeModelsOf(reads);
  const seen = new Map([...nodeModels, ...doubtful]);
  const model = aks === false ? 'undetermined' : modelOf([...nodeModels.values()], [...doubtful.values()]);
  const possible = new Set<PoolModel>([...seen.values()].flatMap(({ remaining }) => remaining));
  const candidates = model === 'undetermined' && aks !== false ? poolModels.filter((each) => possible.has(each)) : [];
  const found = { model, dataplane: dataplaneOf(reads), policyEngine: policyEngineOf(reads) };
  const disagreements = aks === false ? [notAks] : modelConflicts(seen, model, reads);
  return {
    aks,
    ...found,
    dualStack: isDualStack(reads),
    windows: hasWindows(reads),
    virtualNodes: anyNode(reads, isVirtualNode),
    candidates,
    pools: poolsOf(nodesOf(reads), nodeModels, aks !== false),
    signals: rankByWeight([...(aks === false ? [] : modelSignals(nodeModels, model)), ...agentSignals(reads, found)]),
    conflicts: [
      ...disagreements,
      ...idleConflicts(reads),
      ...agentConflicts(reads),
      ...missingPermissions(reads, found, aks),
    ],
  };
}
