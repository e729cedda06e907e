import type { Reads } from '../model/snapshot.ts';
import { type Address, addresses, within } from './address.ts';
import { daemonSetNamed, ownerOf, provenAbsent } from './cilium.ts';
import { type Clue, clue, except, fromCns, overlay, ranked } from './clue.ts';
import { countable } from './pods.ts';
import { masqueraded, nodeSpans, nodeSubnet } from './ranges.ts';
import { nodesOf } from './voters.ts';

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
