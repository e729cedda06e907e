import type { PoolModel } from '../model/network.ts';
import type { NetworkContainer, Node, NodeNetworkConfig, Reads } from '../model/snapshot.ts';
import { type Clue, clue, except, fromCns, overlay, podSubnets, ranked } from './clue.ts';

function containerModel({ type, mode, primary }: NetworkContainer): PoolModel {
  if (type === 'overlay') return 'azure-cni-overlay';
  // The field defaults to vnet when it is left out (aks.md §1.7).
  if (type === 'vnetblock' || (mode === 'static' && primary?.includes('/'))) return 'azure-cni-pod-subnet-static';
  return 'azure-cni-pod-subnet-dynamic';
}

function labelModel(labels: Node['labels']): readonly PoolModel[] {
  const type = labels['kubernetes.azure.com/podnetwork-type'];
  if (labels['kubernetes.azure.com/azure-cni-overlay'] === 'true' || type === 'overlay') return overlay;
  if (type === 'vnetblock') return ['azure-cni-pod-subnet-static'];
  if (type === 'vnet') return ['azure-cni-pod-subnet-dynamic'];
  return labels['kubernetes.azure.com/podnetwork-subnet'] ? podSubnets : [];
}

function fromConfig(config: NodeNetworkConfig): Clue {
  const [container] = config.containers;
  if (container === undefined) {
    const says = 'Azure IPAM serves this node, but nothing is allocated yet';
    const leaves = labelModel(config.labels);
    return clue(
      'nnc-empty',
      'strong',
      'a NodeNetworkConfig without addresses',
      says,
      leaves.length > 0 ? leaves : fromCns,
    );
  }
  const model = containerModel(container);
  const observed = `NodeNetworkConfig type ${container.type ?? '(unset)'}, ${container.mode ?? 'no'} assignment`;
  return clue('nnc', 'decisive', observed, `this node’s Pods are addressed by ${model}`, [model]);
}

function configClues(config: NodeNetworkConfig | undefined, reads: Reads): readonly Clue[] {
  if (config) return [fromConfig(config)];
  const { nodeNetworkConfigs: read } = reads;
  if (read.outcome !== 'ok' || read.absence !== 'proven') return [];
  const says = 'neither overlay nor a Pod subnet, which always have one';
  // Where other nodes have one, a node without is telling; where nobody has, the kind may not be served at all.
  const weight = read.data.length > 0 ? 'strong' : 'medium';
  return [clue('no-nnc', weight, 'no NodeNetworkConfig for the node', says, except(...fromCns))];
}

function labelClues(node: Node): readonly Clue[] {
  const models = labelModel(node.labels);
  if (models.length === 0) return [];
  const type = node.labels['kubernetes.azure.com/podnetwork-type'];
  const observed = type ? `node label podnetwork-type=${type}` : 'node label azure-cni-overlay=true';
  return [clue('node-label', 'strong', observed, `AKS set the node up for ${models.join(' or ')}`, models)];
}

function podCidrClues(node: Node): readonly Clue[] {
  if (node.podCIDRs === null) return [];
  if (node.podCIDRs.length === 0) {
    const says = 'not kubenet, which fills it';
    return [clue('no-pod-cidr', 'medium', 'spec.podCIDR is empty', says, except('kubenet'))];
  }
  const routed = node.networkReason === 'RouteCreated';
  const observed = `spec.podCIDR ${node.podCIDRs.join(', ')}, ${routed ? 'RouteCreated' : 'no RouteCreated'}`;
  // Overlay stays possible: a migrated node keeps the old value (aks.md §1.4).
  if (routed)
    return [clue('pod-cidr-routed', 'strong', observed, 'a route per node: kubenet', ['kubenet', ...overlay])];
  // Without conditions it is not known whether a route was made.
  const kubenet: readonly PoolModel[] = node.ready === null ? ['kubenet'] : [];
  return [
    clue('pod-cidr', 'medium', observed, 'an address block per node, not from a VNet subnet', [
      ...kubenet,
      'byo-cni',
      ...overlay,
    ]),
  ];
}

/** Every clue about one node’s model, given the clues that all nodes share. */
export function cluesOf(
  node: Node,
  reads: Reads,
  shared: readonly Clue[],
  config: NodeNetworkConfig | undefined,
): readonly Clue[] {
  return ranked([...configClues(config, reads), ...labelClues(node), ...podCidrClues(node), ...shared]);
}

/** The clue of a NodeNetworkConfig whose node could not be read. */
export function cluesOfConfig(config: NodeNetworkConfig, shared: readonly Clue[]): readonly Clue[] {
  return ranked([fromConfig(config), ...shared]);
}
