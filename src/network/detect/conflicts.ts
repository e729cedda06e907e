import type { ClusterNetwork, NetworkModel } from '../../model/network.ts';
import type { ReadName, Reads } from '../../model/snapshot.ts';
import { clusterNodes, nodesOf, readyNodes } from '../facts/nodes.ts';
import { configsByNode } from '../facts/ranges.ts';
import { listSome, permissionName } from '../phrases.ts';
import type { NodeModel } from './node-models.ts';
import { joinModelNames } from './signals.ts';

type Conflicts = ClusterNetwork['conflicts'];

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

function mixture(nodeModels: ReadonlyMap<string, NodeModel>, model: NetworkModel): Conflicts {
  if (model !== 'mixed') return [];
  const groups = Map.groupBy(nodeModels, ([, { remaining }]) => joinModelNames(remaining));
  const parts = [...groups].map(([models, group]) => `${listSome(group.map(([name]) => name))}: ${models}`);
  return [{ id: 'mixed', says: `a migration, or node pools of different models. ${parts.sort().join('; ')}` }];
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

// What each axis would be settled by.
const settling: { readonly [A in keyof NetworkAxes]: readonly ReadName[] } = {
  model: ['nodes', 'nodeNetworkConfigs', 'daemonSets', 'masquerade'],
  dataplane: ['daemonSets', 'systemPods', 'ciliumConfig'],
  policyEngine: ['daemonSets', 'systemPods', 'calicoDaemonSets'],
};

/** The permissions without which an axis stays undetermined, each named with what it would settle. */
export function missingPermissions(reads: Reads, found: NetworkAxes, aks: boolean | null): Conflicts {
  const open = (['model', 'dataplane', 'policyEngine'] as const).filter(
    (axis) => found[axis] === 'undetermined' && !(axis === 'model' && aks === false),
  );
  const wanted = [...new Set(open.flatMap((axis) => settling[axis]))];
  return wanted.flatMap((name) => {
    const { ask, ...read } = reads[name];
    if (read.outcome !== 'forbidden') return [];
    const says = `the permission to ${permissionName(ask)} is missing, which could settle it`;
    return [{ id: `no-permission-${name}`, says }];
  });
}
