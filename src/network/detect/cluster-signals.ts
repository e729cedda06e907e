import type { PoolModel } from '../../model/network.ts';
import type { Reads } from '../../model/snapshot.ts';
import { agentHealth, ciliumOwnerOf, daemonSetNamed, isAgentProvenAbsent, isAgentRunning } from '../facts/cilium.ts';
import { ownCiliumIpam } from '../facts/cilium-ipam.ts';
import { nodesOf, nodesOfIdleCluster } from '../facts/nodes.ts';
import { podsWithOwnAddress } from '../facts/pods.ts';
import {
  clusterCidrs,
  knownNodeAddresses,
  knownNodeBlocks,
  masqueradeNodeSubnet,
  nonMasqueradeBlocks,
  podLists,
} from '../facts/ranges.ts';
import { type Address, isWithin, parseAddresses } from '../ip/address.ts';
import { createBlockLookup } from '../ip/block-lookup.ts';
import {
  absenceSignal,
  cnsModels,
  type ModelSignal,
  modelsExcept,
  overlayModels,
  presenceSignal,
  rankByWeight,
} from './signals.ts';

/**
 * What stays with Azure CNI's interfaces: only an overlay has a Pod CIDR to tell kube-proxy of, one apart
 * from the nodes.
 */
function azvModels(reads: Reads): readonly PoolModel[] {
  const told = clusterCidrs(reads);
  const points = nodesOf(reads).flatMap(({ internalIPs }) => parseAddresses(internalIPs));
  if (told.length === 0) return modelsExcept('kubenet', 'byo-cni', ...overlayModels);
  if (points.length === 0) return modelsExcept('kubenet', 'byo-cni');
  const holdsNodes = told.some((block) => points.some((point) => isWithin(point, block)));
  return holdsNodes ? modelsExcept('kubenet', 'byo-cni', ...overlayModels) : overlayModels;
}

function proxySignals(reads: Reads): readonly ModelSignal[] {
  const flags = daemonSetNamed(reads.daemonSets, 'kube-proxy')?.flags ?? {};
  const mode = flags['detect-local-mode'];
  if (mode === undefined) return [];
  const range = flags['cluster-cidr'] ? ` --cluster-cidr=${flags['cluster-cidr']}` : '';
  const observed = `kube-system DaemonSet kube-proxy: --detect-local-mode=${mode}${range}`;
  if (mode === 'ClusterCIDR')
    return [
      presenceSignal('kube-proxy-mode', 'medium', observed, 'kubenet, or a CNI of one’s own', ['kubenet', 'byo-cni']),
    ];
  if (flags['pod-interface-name-prefix'] !== 'azv') return [];
  const leaves = azvModels(reads);
  return [presenceSignal('kube-proxy-mode', 'medium', observed, 'Pods hang on Azure CNI’s interfaces', leaves)];
}

function azureSignals(reads: Reads): readonly ModelSignal[] {
  if (ciliumOwnerOf(reads) !== 'azure') return [];
  const observed = 'kube-system: Azure-managed Cilium';
  return [presenceSignal('azure-cilium', 'strong', observed, 'an Azure CNI model', modelsExcept('kubenet', 'byo-cni'))];
}

function cnsSignals(reads: Reads): readonly ModelSignal[] {
  const owner = ciliumOwnerOf(reads);
  if (isAgentRunning(reads, 'azure-cns')) {
    // With Azure-managed Cilium azure-cns serves a node subnet as well, so where that may run nothing more is
    // ruled out.
    const leaves = owner === 'none' || owner === 'self' ? cnsModels : modelsExcept('kubenet', 'byo-cni');
    return [presenceSignal('azure-cns', 'medium', 'kube-system DaemonSet azure-cns runs', 'not kubenet', leaves)];
  }
  if (!isAgentProvenAbsent(reads, 'azure-cns')) return [];
  const observed = 'kube-system has no DaemonSet azure-cns';
  return [absenceSignal('no-azure-cns', 'medium', observed, 'no address service runs', modelsExcept(...cnsModels))];
}

// DaemonSets of CNIs that hand out addresses themselves, by their exact names. Antrea, kube-router and Calico
// are left out: they also run beside another CNI, for policies only.
const ownCnis = ['kube-flannel-ds', 'kube-flannel', 'weave-net', 'kube-ovn-cni'];

function ownCniSignals(reads: Reads): readonly ModelSignal[] {
  const running = ownCnis.filter((name) => isAgentRunning(reads, name) && agentHealth(reads, name) === 'ready');
  const found = running.map((name) =>
    presenceSignal('own-cni', 'medium', `kube-system DaemonSet ${name} runs`, 'a CNI that AKS does not install', [
      'byo-cni',
    ]),
  );
  const ipam = ownCiliumIpam(reads);
  if (ipam === null) return found;
  const observed = `kube-system ConfigMap cilium-config: ipam ${ipam}`;
  return [
    ...found,
    presenceSignal('cilium-ipam', 'strong', observed, 'Cilium itself gives Pods their addresses', ['byo-cni']),
  ];
}

function podSignals(reads: Reads): readonly ModelSignal[] {
  const nodes = nodesOf(reads);
  const among = createBlockLookup(knownNodeBlocks(nodes));
  const first = anyPoint(reads, (point) => point.family === 4 && among(point) !== undefined);
  if (first) {
    const observed = `Pod address ${first.text} lies between node addresses`;
    const owner = ciliumOwnerOf(reads);
    // A CNI of one's own may hand out addresses that overlap the VNet; AKS's models may not.
    const own: readonly PoolModel[] = owner === 'self' || owner === 'unknown' ? ['byo-cni'] : [];
    const leaves: readonly PoolModel[] = ['azure-cni-node-subnet', ...own];
    return [presenceSignal('pods-among-nodes', 'medium', observed, 'Pods take addresses of the node subnet', leaves)];
  }
  const subnet = masqueradeNodeSubnet(knownNodeAddresses(nodes, podLists(reads)), reads);
  if (subnet === null) return [];
  const outside = anyPoint(reads, (point) => point.family === 4 && !isWithin(point, subnet));
  if (outside === undefined) return [];
  const observed = `Pod address ${outside.text} lies outside of ${subnet.text}, which holds every node`;
  return [
    presenceSignal(
      'pods-outside',
      'medium',
      observed,
      'Pods do not use the node subnet',
      modelsExcept('azure-cni-node-subnet'),
    ),
  ];
}

/**
 * The first address of a Pod that has its own, in the student's namespace or in kube-system, that is of a
 * kind.
 */
function anyPoint(reads: Reads, is: (point: Address) => boolean): Address | undefined {
  for (const list of podLists(reads)) {
    for (const { points } of podsWithOwnAddress(list, nodesOf(reads)).pods) {
      const found = points.find(is);
      if (found) return found;
    }
  }
  return undefined;
}

function masqueradeSignals(reads: Reads): readonly ModelSignal[] {
  const blocks = nonMasqueradeBlocks(reads);
  if (blocks.length === 0 || nodesOf(reads).length === 0) return [];
  const observed = `kube-system ConfigMap azure-ip-masq-agent-config-reconciled: ${blocks.map(({ text }) => text).join(', ')}`;
  const points = knownNodeAddresses(nodesOf(reads), podLists(reads));
  const subnet = masqueradeNodeSubnet(points, reads);
  const apart = blocks.filter((block) => !points.some((point) => isWithin(point, block)));
  // A block of Pods that holds no node is a Pod CIDR, whatever wider block (10.0.0.0/8, say) somebody added
  // beside it.
  const podBlock = apart.find((block) => anyPoint(reads, (point) => isWithin(point, block)));
  if (podBlock || (subnet === null && blocks.length === 1)) {
    return [
      // What a Pod subnet with static blocks writes there is not known, so it stays possible.
      presenceSignal('masquerade', 'medium', observed, 'a Pod range apart from the nodes', [
        'kubenet',
        'azure-cni-pod-subnet-static',
        ...overlayModels,
      ]),
    ];
  }
  if (subnet === null || blocks.length < 2) return [];
  const leaves = modelsExcept('kubenet', 'byo-cni', ...overlayModels);
  return [presenceSignal('masquerade', 'medium', observed, 'the VNet needs no masquerading: not an overlay', leaves)];
}

/** A cluster of which no node has a CNI is no kubenet: its CNI lies on each node from the start. */
function idleSignals(reads: Reads): readonly ModelSignal[] {
  const nodes = nodesOfIdleCluster(nodesOf(reads));
  if (nodes.length === 0 || !nodes.every(({ awaitsCni }) => awaitsCni)) return [];
  const observed = 'No node is Ready, and condition Ready of each says that no CNI is set up';
  return [presenceSignal('no-cni', 'medium', observed, 'not kubenet', modelsExcept('kubenet'))];
}

/** The signals that hold for every node alike. */
export function clusterSignals(reads: Reads): readonly ModelSignal[] {
  return rankByWeight([
    ...azureSignals(reads),
    ...cnsSignals(reads),
    ...ownCniSignals(reads),
    ...proxySignals(reads),
    ...masqueradeSignals(reads),
    ...podSignals(reads),
    ...idleSignals(reads),
  ]);
}
