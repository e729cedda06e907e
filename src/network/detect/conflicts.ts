import type { ClusterNetwork, NetworkModel } from '../../model/network.ts';
import type { ReadName, Reads } from '../../model/snapshot.ts';
import { isAgentProvenAbsent } from '../facts/cilium.ts';
import { clusterNodes, nodesOf, nodesOfIdleCluster, readyNodes } from '../facts/nodes.ts';
import { configsByNode } from '../facts/ranges.ts';
import { countNoun, listSome, permissionName } from '../phrases.ts';
import type { Conflicts } from './agent-conflicts.ts';
import type { NodeModel } from './node-models.ts';
import { joinModelNames } from './signals.ts';

// DaemonSets by which a CNI sets up nodes; kubenet and a node subnet without Cilium have none.
const cniDaemonSets = ['azure-cns', 'cilium', 'calico-node', 'kube-flannel-ds', 'kube-flannel', 'weave-net'];

function against(nodeModels: ReadonlyMap<string, NodeModel>): Conflicts {
  const named = [...nodeModels.values()].flatMap((each) =>
    each.against.map(({ id, observed }) => ({
      id: `against-${id}`,
      says: `${observed}: this does not go with the other signals, which leave ${joinModelNames(each.remaining)}`,
    })),
  );
  // A line per kind of disagreement, however many nodes show it.
  return [...Map.groupBy(named, ({ id }) => id).values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const others = rest.filter(({ says }) => says !== first.says).length;
    return [others > 0 ? { id: first.id, says: `${first.says} (and ${others} more like it)` } : first];
  });
}

/** Nodes that show different models, settled or not: a migration, or pools of different models. */
function mixture(nodeModels: ReadonlyMap<string, NodeModel>, model: NetworkModel): Conflicts {
  const groups = Map.groupBy(nodeModels, ([, { remaining }]) => joinModelNames(remaining));
  const parts = [...groups].map(([models, group]) => `${listSome(group.map(([name]) => name))}: ${models}`);
  const named = parts.sort().join('; ');
  if (model === 'mixed') return [{ id: 'mixed', says: `a migration, or node pools of different models. ${named}` }];
  if (model !== 'undetermined' || groups.size < 2) return [];
  return [{ id: 'nodes-differ', says: `nodes do not show the same; a migration may be under way. ${named}` }];
}

/** No node is Ready: what is said of the cluster rests on less, and a missing CNI is the usual cause. */
export function idleConflicts(reads: Reads): Conflicts {
  const idle = nodesOfIdleCluster(nodesOf(reads));
  if (idle.length === 0) return [];
  const waiting = idle.filter(({ awaitsCni }) => awaitsCni).map(({ name }) => name);
  const agentless = cniDaemonSets.every((name) => isAgentProvenAbsent(reads, name));
  const installed = agentless ? ', and no CNI’s DaemonSet runs in kube-system' : '';
  const why =
    waiting.length === 0
      ? ''
      : `; kubelet on ${listSome(waiting)} says that no CNI is set up${installed}: whoever runs the cluster installs or repairs one`;
  const says = `none of ${countNoun(idle.length, 'node')} is Ready, so what follows from them is less sure${why}`;
  return [{ id: 'no-ready-node', says }];
}

/** Nodes whose NodeNetworkConfig wins over a spec.podCIDR that somebody left there (aks.md §1.4). */
function staleRanges(reads: Reads): Conflicts {
  const configs = configsByNode(reads);
  const stale = readyNodes(nodesOf(reads)).filter(
    ({ name, podCIDRs }) => (configs.get(name)?.containers.length ?? 0) > 0 && (podCIDRs?.length ?? 0) > 0,
  );
  if (stale.length === 0) return [];
  const names = listSome(stale.map(({ name, podCIDRs }) => `${name} (${podCIDRs?.join(', ')})`));
  const says = `spec.podCIDR is set beside a NodeNetworkConfig, which wins: left by a migration, or set by hand. ${names}`;
  return [{ id: 'stale-pod-cidr', says }];
}

function pending(reads: Reads): Conflicts {
  const configs = configsByNode(reads);
  const waiting = clusterNodes(nodesOf(reads)).filter(({ name }) => configs.get(name)?.containers.length === 0);
  if (waiting.length === 0) return [];
  const names = listSome(waiting.map(({ name }) => name));
  const says = `no addresses are allocated to ${names}: the allocation failed (a full subnet, for example) or is not done yet`;
  return [{ id: 'allocation-pending', says }];
}

/** What does not go together about the model, each named, never averaged (aks.md §8, conflicts). */
export function modelConflicts(
  nodeModels: ReadonlyMap<string, NodeModel>,
  model: NetworkModel,
  reads: Reads,
): Conflicts {
  return [...mixture(nodeModels, model), ...staleRanges(reads), ...pending(reads), ...against(nodeModels)];
}

type NetworkAxes = Pick<ClusterNetwork, 'model' | 'dataplane' | 'policyEngine'>;

/** One of the three things that are concluded of a network. */
export type NetworkAxis = keyof NetworkAxes;

/** The reads that each axis would be settled by. */
export const settlingReads: { readonly [A in NetworkAxis]: readonly ReadName[] } = {
  model: ['nodes', 'nodeNetworkConfigs', 'daemonSets', 'masquerade'],
  dataplane: ['daemonSets', 'systemPods', 'ciliumConfig'],
  policyEngine: ['daemonSets', 'systemPods', 'calicoDaemonSets'],
};

/** The permissions without which an axis stays undetermined, each named with what it would settle. */
export function missingPermissions(reads: Reads, found: NetworkAxes, aks: boolean | null): Conflicts {
  const open = (['model', 'dataplane', 'policyEngine'] as const).filter(
    (axis) => found[axis] === 'undetermined' && !(axis === 'model' && aks === false),
  );
  const wanted = [...new Set(open.flatMap((axis) => settlingReads[axis]))];
  return wanted.flatMap((name) => {
    const { ask, ...read } = reads[name];
    if (read.outcome !== 'forbidden') return [];
    const says = `the permission to ${permissionName(ask)} is missing, which could settle it`;
    return [{ id: `no-permission-${name}`, says }];
  });
}
