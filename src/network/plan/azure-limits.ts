import type { PoolModel } from '../../model/network.ts';
import type { CitedFigure } from '../../model/plan.ts';

const when = '2026-08';

function learn(value: number, page: string): CitedFigure {
  return { value, source: `Microsoft Learn, ${page}`, date: when };
}

const planning = 'IP address planning for AKS';

/** Models whose addresses can be planned; a CNI of one's own follows its own rules. */
export type PlannedModel = Exclude<PoolModel, 'byo-cni'>;

/** Addresses that Azure keeps in each subnet: the first four and the last. */
export const reservedAddresses: CitedFigure = learn(5, planning);
/** Addresses that a Pod subnet hands to a node at a time, and the size of a static block. */
export const podSubnetBatch: CitedFigure = learn(16, 'Azure CNI Pod subnet');
/** Prefix of the block that each node takes of a Pod CIDR. */
export const nodeBlockPrefix: CitedFigure = learn(24, 'Azure CNI Overlay concepts');
/** Fewest and most Pods that a node may be set up for. */
export const podLimits = { least: learn(10, planning), most: learn(250, planning) } as const;
/** A service CIDR must be smaller than this prefix. */
export const widestServiceCidr: CitedFigure = learn(12, 'Azure CNI Overlay concepts');

/** Pods per node where no number is configured. */
export const defaultPods: { readonly [M in PlannedModel]: CitedFigure } = {
  kubenet: learn(110, planning),
  'azure-cni-node-subnet': learn(30, planning),
  'azure-cni-pod-subnet-dynamic': learn(110, planning),
  'azure-cni-pod-subnet-static': learn(110, planning),
  'azure-cni-overlay': learn(250, planning),
};

/** The most nodes of a cluster, where a limit of the model itself is documented. */
export const mostNodes: { readonly [M in PlannedModel]: CitedFigure | null } = {
  kubenet: learn(400, 'kubenet networking'),
  'azure-cni-node-subnet': null,
  'azure-cni-pod-subnet-dynamic': null,
  'azure-cni-pod-subnet-static': null,
  'azure-cni-overlay': learn(5000, 'Azure CNI Overlay concepts'),
};
/** The most Pods of a whole overlay. */
export const mostOverlayPods: CitedFigure = learn(200_000, 'Azure CNI Overlay concepts');
