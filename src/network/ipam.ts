import type { PoolModel, Signal, Weight } from '../model/network.ts';
import type { NetworkContainer, Node, NodeNetworkConfig, Reads } from '../model/snapshot.ts';
import { type Address, addresses, within } from './address.ts';
import { daemonSetNamed, ownerOf, provenAbsent } from './cilium.ts';
import { countable } from './pods.ts';
import { masqueraded, nodeSpans, nodeSubnet } from './ranges.ts';
import { nodesOf } from './voters.ts';

/** Every model a pool can have, in the order of `cluster.candidates`. */
export const poolModels: readonly PoolModel[] = [
  'kubenet',
  'azure-cni-node-subnet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
  'azure-cni-overlay',
  'byo-cni',
];

/** A clue: what was seen, and the models that stay possible with it. */
export type Clue = Signal & { readonly leaves: readonly PoolModel[] };

const overlay: readonly PoolModel[] = ['azure-cni-overlay'];
const podSubnets: readonly PoolModel[] = ['azure-cni-pod-subnet-dynamic', 'azure-cni-pod-subnet-static'];
const fromCns: readonly PoolModel[] = [...podSubnets, ...overlay];

function clue(id: string, weight: Weight, observed: string, says: string, leaves: readonly PoolModel[]): Clue {
  return { id, weight, observed, says, leaves };
}

function except(...gone: readonly PoolModel[]): readonly PoolModel[] {
  return poolModels.filter((model) => !gone.includes(model));
}

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
  if (node.podCIDRs.length === 0) {
    const says = 'not kubenet, which fills it';
    return [clue('no-pod-cidr', 'medium', 'spec.podCIDR is empty', says, except('kubenet'))];
  }
  const routed = node.networkReason === 'RouteCreated';
  const observed = `spec.podCIDR ${node.podCIDRs.join(', ')}, ${routed ? 'RouteCreated' : 'no RouteCreated'}`;
  // Overlay stays possible: a migrated node keeps the old value (aks.md §1.4).
  if (routed)
    return [clue('pod-cidr-routed', 'strong', observed, 'a route per node: kubenet', ['kubenet', ...overlay])];
  return [
    clue('pod-cidr', 'medium', observed, 'an address block per node, not from a VNet subnet', ['byo-cni', ...overlay]),
  ];
}

function proxyClues(reads: Reads): readonly Clue[] {
  const flags = daemonSetNamed(reads.daemonSets, 'kube-proxy')?.flags ?? {};
  const mode = flags['detect-local-mode'];
  if (mode === undefined) return [];
  const observed = `kube-proxy --detect-local-mode=${mode}${flags['cluster-cidr'] ? ` --cluster-cidr=${flags['cluster-cidr']}` : ''}`;
  if (mode === 'ClusterCIDR')
    return [clue('kube-proxy-mode', 'medium', observed, 'kubenet, or a CNI of one’s own', ['kubenet', 'byo-cni'])];
  if (flags['pod-interface-name-prefix'] !== 'azv') return [];
  const leaves = flags['cluster-cidr'] ? overlay : except('kubenet', 'byo-cni', ...overlay);
  return [clue('kube-proxy-mode', 'medium', observed, 'Pods hang on Azure CNI’s interfaces', leaves)];
}

function cnsClues(reads: Reads): readonly Clue[] {
  const azureCilium = ownerOf(reads) === 'azure';
  const fromAzure: readonly Clue[] = azureCilium
    ? [clue('azure-cilium', 'strong', 'Azure-managed Cilium', 'an Azure CNI model', except('kubenet', 'byo-cni'))]
    : [];
  if ((daemonSetNamed(reads.daemonSets, 'azure-cns')?.desired ?? 0) > 0) {
    const leaves = azureCilium ? except('kubenet', 'byo-cni') : fromCns;
    return [...fromAzure, clue('azure-cns', 'medium', 'DaemonSet azure-cns runs', 'not kubenet', leaves)];
  }
  if (!provenAbsent(reads.daemonSets, 'azure-cns')) return fromAzure;
  return [
    ...fromAzure,
    clue('no-azure-cns', 'medium', 'DaemonSet azure-cns is absent', 'no address service runs', except(...fromCns)),
  ];
}

function podClues(reads: Reads): readonly Clue[] {
  const nodes = nodesOf(reads);
  const points = podPoints(reads).filter(({ family }) => family === 4);
  const subnet = nodeSubnet(nodes, reads);
  const surely = nodeSpans(nodes);
  const first = points.find((point) => surely.some((block) => within(point, block)));
  if (first) {
    const observed = `Pod address ${first.text} lies among the node addresses`;
    return [
      clue('pods-among-nodes', 'medium', observed, 'Pods take addresses of the node subnet', ['azure-cni-node-subnet']),
    ];
  }
  const outside = points.find((point) => subnet !== null && !within(point, subnet));
  if (outside === undefined || subnet === null) return [];
  const observed = `Pod address ${outside.text} lies outside of ${subnet.text}, which holds every node`;
  return [clue('pods-outside', 'medium', observed, 'Pods do not use the node subnet', except('azure-cni-node-subnet'))];
}

/** Addresses of Pods that have their own, of the student's namespace and of kube-system. */
function podPoints(reads: Reads): readonly Address[] {
  const read = [reads.pods, reads.systemPods].flatMap((each) => (each.outcome === 'ok' ? each.data : []));
  return countable(read, nodesOf(reads)).pods.flatMap(({ ips }) => addresses(ips));
}

function masqueradeClues(reads: Reads): readonly Clue[] {
  const blocks = masqueraded(reads);
  if (blocks.length === 0 || nodesOf(reads).length === 0) return [];
  const observed = `masquerade ConfigMap: ${blocks.map(({ text }) => text).join(', ')}`;
  const subnet = nodeSubnet(nodesOf(reads), reads);
  const nodePoints = nodesOf(reads).flatMap(({ internalIPs }) => addresses(internalIPs));
  const apart = blocks.filter((block) => !nodePoints.some((point) => within(point, block)));
  const points = podPoints(reads);
  // A block of Pods that holds no node is a Pod CIDR, whatever wider block (10.0.0.0/8, say) somebody added beside it.
  const podBlock = apart.find((block) => points.some((point) => within(point, block)));
  if (podBlock || (subnet === null && blocks.length === 1)) {
    return [
      clue('masquerade', 'medium', observed, 'a Pod CIDR apart from the nodes: overlay or kubenet', [
        'kubenet',
        ...overlay,
      ]),
    ];
  }
  if (subnet === null || blocks.length < 2) return [];
  const leaves = except('kubenet', 'byo-cni', ...overlay);
  return [clue('masquerade', 'medium', observed, 'the VNet needs no masquerading: not an overlay', leaves)];
}

function ownCniClues(reads: Reads): readonly Clue[] {
  if (ownerOf(reads) !== 'self' || reads.ciliumConfig.outcome !== 'ok') return [];
  const { ipam, 'cni-chaining-mode': chaining } = reads.ciliumConfig.data.values;
  const chained = chaining !== undefined && chaining !== 'none';
  if (chained || ipam === 'delegated-plugin' || ipam === 'azure') return [];
  return [
    clue('own-cni', 'strong', `cilium-config ipam: ${ipam}`, 'Cilium itself gives Pods their addresses', ['byo-cni']),
  ];
}

const order: readonly Weight[] = ['decisive', 'strong', 'medium', 'weak'];

/** Clues, strongest first; among equals the order in which they were found. */
function ranked(clues: readonly Clue[]): readonly Clue[] {
  return [...clues].sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

/** The clues that hold for every node alike. */
export function clusterClues(reads: Reads): readonly Clue[] {
  return ranked([
    ...cnsClues(reads),
    ...ownCniClues(reads),
    ...proxyClues(reads),
    ...masqueradeClues(reads),
    ...podClues(reads),
  ]);
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

/** What clues leave, and those that do not go with it. */
export type Weighed = { readonly left: readonly PoolModel[]; readonly against: readonly Clue[] };

function leaving(left: readonly PoolModel[], clues: readonly Clue[]): readonly PoolModel[] {
  return left.filter((model) => clues.every((each) => each.leaves.includes(model)));
}

/**
 * Weighs clues class by class. A clue against what stronger ones left is named and does not count; clues of one class
 * that contradict each other leave everything that any of them allows, and nothing weaker may settle it.
 */
export function weigh(clues: readonly Clue[]): Weighed {
  let left = poolModels;
  const against: Clue[] = [];
  for (const weight of order) {
    const group = clues.filter((each) => each.weight === weight);
    const possible = group.filter((each) => leaving(left, [each]).length > 0);
    against.push(...group.filter((each) => !possible.includes(each)));
    const next = leaving(left, possible);
    if (next.length === 0) {
      const union = left.filter((model) => possible.some((each) => each.leaves.includes(model)));
      return { left: union, against: [...against, ...possible] };
    }
    left = next;
  }
  return { left, against };
}
