import type { PoolModel } from '../../model/network.ts';
import { findOwnValue } from '../../model/own-value.ts';
import type { NetworkContainer, Node, NodeNetworkConfig, Reads } from '../../model/snapshot.ts';
import { networkSetterOf } from '../facts/nodes.ts';
import {
  absenceSignal,
  cnsModels,
  joinModelNames,
  type ModelSignal,
  modelsExcept,
  overlayModels,
  podSubnetModels,
  poolModels,
  presenceSignal,
  rankByWeight,
} from './signals.ts';

const blocks: readonly PoolModel[] = ['azure-cni-pod-subnet-static'];
const single: readonly PoolModel[] = ['azure-cni-pod-subnet-dynamic'];

/** The models that a network container's type and assignment leave (aks.md §8, rules 1–1c). */
function containerModels({ type, mode, assigned }: NetworkContainer): readonly PoolModel[] {
  if (type === 'overlay') return overlayModels;
  if (type === 'vnetblock') return blocks;
  if (type !== null && type !== 'vnet') return cnsModels;
  if (mode === 'dynamic') return single;
  if (mode === 'static' && assigned.some((each) => each.includes('/'))) return blocks;
  // The API server fills a type that is left out with vnet; where an object came without one, it was lost on the way.
  return type === null ? cnsModels : podSubnetModels;
}

function labelModels(labels: Node['labels']): readonly PoolModel[] {
  const type = labels['kubernetes.azure.com/podnetwork-type'];
  if (labels['kubernetes.azure.com/azure-cni-overlay'] === 'true' || type === 'overlay') return overlayModels;
  if (type === 'vnetblock') return blocks;
  if (type === 'vnet') return single;
  return labels['kubernetes.azure.com/podnetwork-subnet'] ? podSubnetModels : [];
}

function fromConfig({ node, containers, labels }: NodeNetworkConfig): ModelSignal {
  const where = `kube-system NodeNetworkConfig ${node}`;
  if (containers.length === 0) {
    const says = 'Azure IPAM serves this node, but nothing is allocated';
    const labelled = labelModels(labels);
    return presenceSignal(
      'nnc-empty',
      'strong',
      `${where}: no addresses`,
      says,
      labelled.length > 0 ? labelled : cnsModels,
    );
  }
  const leaves = poolModels.filter((model) => containers.some((each) => containerModels(each).includes(model)));
  const kinds = containers.map(({ type, mode }) => `type ${type ?? '(not set)'}, ${mode ?? 'unnamed'} assignment`);
  const says = `Azure’s own record of what Pods on this node get: ${joinModelNames(leaves)}`;
  // What leaves several models decides nothing.
  const weight = leaves.length === 1 ? 'decisive' : 'strong';
  return presenceSignal('nnc', weight, `${where}: ${[...new Set(kinds)].join('; ')}`, says, leaves);
}

function allocationSignals(node: Node, config: NodeNetworkConfig | undefined, reads: Reads): readonly ModelSignal[] {
  if (config) return [fromConfig(config)];
  const { nodeNetworkConfigs: read } = reads;
  if (read.outcome !== 'ok' || read.absence !== 'proven') return [];
  const says = 'neither overlay nor a Pod subnet, which always have one';
  // Where other nodes have one, a node without is telling; where nobody has, the kind may not be served at
  // all.
  const weight = read.data.length > 0 ? 'strong' : 'medium';
  const observed = `kube-system has no NodeNetworkConfig ${node.name}`;
  return [absenceSignal('no-nnc', weight, observed, says, modelsExcept(...cnsModels))];
}

const overlayKey = 'kubernetes.azure.com/azure-cni-overlay';
const typeKey = 'kubernetes.azure.com/podnetwork-type';
const subnetKey = 'kubernetes.azure.com/podnetwork-subnet';

function labelSignals({ name, labels }: Node): readonly ModelSignal[] {
  const models = labelModels(labels);
  if (models.length === 0) return [];
  const key = [typeKey, overlayKey, subnetKey].find((each) => findOwnValue(labels, each)) ?? subnetKey;
  const observed = `Node ${name}: label ${key}=${findOwnValue(labels, key)}`;
  return [
    presenceSignal('node-label', 'strong', observed, `AKS set the node up for ${joinModelNames(models)}`, models),
  ];
}

// Conditions that only a CNI of one's own sets; Calico also sets its own where kubenet hands out the
// addresses.
const setters: Readonly<Record<string, readonly PoolModel[]>> = {
  CalicoIsUp: ['kubenet', 'byo-cni'],
  FlannelIsUp: ['byo-cni'],
  WeaveIsUp: ['byo-cni'],
};

function conditionSignals(node: Node): readonly ModelSignal[] {
  const setter = networkSetterOf(node);
  const leaves = setter === null ? undefined : findOwnValue(setters, setter);
  if (leaves === undefined) return [];
  const observed = `Node ${node.name}: condition NetworkUnavailable, reason ${setter}`;
  return [presenceSignal('network-condition', 'medium', observed, 'another CNI reports the node’s network', leaves)];
}

/**
 * Whether AKS has labelled the node at all, and not for an overlay: it labels every overlay node (aks.md
 * §1.2).
 */
function isLabelledOtherwise({ labels }: Node): boolean {
  return Boolean(labels['kubernetes.azure.com/cluster']) && labelModels(labels).length === 0;
}

function podCidrSignals(
  node: Node,
  config: NodeNetworkConfig | undefined,
  servedByCns: boolean,
): readonly ModelSignal[] {
  const { name, podCIDRs } = node;
  const routed = networkSetterOf(node) === 'RouteCreated';
  // A route leads to a block: where there is the one, the other was lost on the way.
  if (podCIDRs === null || (podCIDRs.length === 0 && routed)) return [];
  if (podCIDRs.length === 0) {
    const says = 'not kubenet, which fills it';
    return [
      absenceSignal('no-pod-cidr', 'medium', `Node ${name}: spec.podCIDR is empty`, says, modelsExcept('kubenet')),
    ];
  }
  const observed = `Node ${name}: spec.podCIDR ${podCIDRs.join(', ')}, condition ${routed ? '' : 'not '}RouteCreated`;
  if (routed) {
    // Overlay stays possible where it shows otherwise: a migrated node keeps the old value (aks.md §1.4).
    const migrated = config !== undefined || servedByCns || !isLabelledOtherwise(node);
    const leaves: readonly PoolModel[] = migrated ? ['kubenet', ...overlayModels] : ['kubenet'];
    return [presenceSignal('pod-cidr-routed', 'strong', observed, 'a route per node: kubenet', leaves)];
  }
  // kubenet stays possible: its route may be missing, or Calico may report the node instead (aks.md §1.1).
  const says = 'an address block per node, not from a VNet subnet';
  return [presenceSignal('pod-cidr', 'medium', observed, says, ['kubenet', 'byo-cni', ...overlayModels])];
}

/** All signals about one node’s model, given the signals that all nodes share. */
export function nodeSignals(
  node: Node,
  reads: Reads,
  shared: readonly ModelSignal[],
  config: NodeNetworkConfig | undefined,
): readonly ModelSignal[] {
  const servedByCns = shared.some(({ id }) => id === 'azure-cns');
  const podCidr = podCidrSignals(node, config, servedByCns);
  const own = [...allocationSignals(node, config, reads), ...labelSignals(node), ...conditionSignals(node), ...podCidr];
  // In the middle of a migration the cluster's agents are an overlay's before each node is: they do not speak
  // for it.
  const midway = servedByCns && config === undefined && podCidr.some(({ id }) => id === 'pod-cidr-routed');
  const others = midway ? shared.filter(({ id }) => id !== 'azure-cns' && id !== 'kube-proxy-mode') : shared;
  return rankByWeight([...own, ...others]);
}

/** The signal of a NodeNetworkConfig whose node could not be read. */
export function configSignals(config: NodeNetworkConfig, shared: readonly ModelSignal[]): readonly ModelSignal[] {
  return rankByWeight([fromConfig(config), ...shared]);
}
