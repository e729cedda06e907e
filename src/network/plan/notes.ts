import type { Plan } from '../../model/plan.ts';
import {
  defaultPods,
  mostNodes,
  mostOverlayPods,
  nodeBlockPrefix,
  type PlannedModel,
  podLimits,
  podSubnetBatch,
  reservedAddresses,
} from './azure-limits.ts';
import { hasPodCidr } from './capacity.ts';

const remarks: { readonly [M in PlannedModel]: readonly string[] } = {
  kubenet: [
    'Linux nodes only; retired on 31 March 2028.',
    'With IPv4 and IPv6 the limit is 200 nodes: each takes two routes.',
    'The exercise names the same 400 nodes.',
  ],
  'azure-cni-node-subnet': ['Every node reserves the addresses of all its Pods before the first one starts.'],
  'azure-cni-pod-subnet-dynamic': [
    'Addresses are taken as Pods need them, 16 at a time; this is the most that they can take.',
  ],
  'azure-cni-pod-subnet-static': ['Blocks of 16 are taken when the node joins, whether Pods use them or not.'],
  'azure-cni-overlay': [
    'Windows nodes need Windows Server 2022 or later.',
    'The exercise says up to 1,000 nodes; that figure is older than today’s 5,000.',
  ],
};

const cilium = 'The Cilium data plane changes nothing about addresses, and excludes Windows nodes.';

/** Full nodes may hold more Pods than a whole overlay is documented for; a cluster need not be full. */
function overlayRemarks(model: PlannedModel, nodes: number, maxPods: number): readonly string[] {
  if (model !== 'azure-cni-overlay' || nodes * maxPods <= mostOverlayPods.value) return [];
  return [`Full nodes would hold ${nodes * maxPods} Pods; an overlay is documented for ${mostOverlayPods.value}.`];
}

/**
 * What is to be known about a model beside the figures, in sentences; `nodes` includes those of an upgrade.
 */
export function planRemarks(model: PlannedModel, nodes: number, maxPods: number): readonly string[] {
  return [...overlayRemarks(model, nodes, maxPods), ...remarks[model], ...(model === 'kubenet' ? [] : [cilium])];
}

/** The figures that a plan of a model rests on. */
export function citedFigures(model: PlannedModel): Plan['figures'] {
  const most = mostNodes[model];
  return [
    { what: 'addresses that Azure keeps in each subnet', ...reservedAddresses },
    { what: 'Pods per node by default', ...defaultPods[model] },
    { what: 'most Pods per node', ...podLimits.most },
    ...(most ? [{ what: 'most nodes', ...most }] : []),
    ...(model === 'azure-cni-overlay' ? [{ what: 'most Pods of an overlay', ...mostOverlayPods }] : []),
    ...(hasPodCidr(model) ? [{ what: 'prefix of each node’s block', ...nodeBlockPrefix }] : []),
    ...(model.includes('pod-subnet') ? [{ what: 'addresses in a batch or block', ...podSubnetBatch }] : []),
  ];
}
