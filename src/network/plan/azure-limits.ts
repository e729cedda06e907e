import type { CitedFigure, PlannedModel, Surge } from '../../model/plan.ts';

/** A figure of a page of Microsoft Learn, by the state of its text that was read. */
function citeLearn(value: number, page: string, date = '2026-08'): CitedFigure {
  return { value, source: `Microsoft Learn, ${page}`, date };
}

const planning = 'IP address planning for AKS';
const overlay = 'Azure CNI Overlay concepts';
const podSubnet = 'Azure CNI Pod subnet';
const large = 'performance and scaling for large workloads';

/** Addresses that Azure keeps in each subnet: the first four and the last. */
export const reservedAddresses: CitedFigure = citeLearn(5, planning);
/** Addresses that a Pod subnet hands to a node at a time, and the size of a static block. */
export const podSubnetBatch: CitedFigure = citeLearn(16, podSubnet);
/** Addresses of its static blocks that each node keeps for itself. */
export const reservedOfBlocks: CitedFigure = citeLearn(1, podSubnet);
/** With dynamic allocation a node asks for another batch while it has fewer free addresses than this. */
export const freeBeforeBatch: CitedFigure = citeLearn(8, podSubnet);
/** Prefix of the block that each node takes of a Pod CIDR. */
export const nodeBlockPrefix: CitedFigure = citeLearn(24, overlay);
/** Fewest and most Pods that a node may be set up for, and the fewest that a whole pool must have room for. */
export const podLimits = {
  least: citeLearn(10, planning),
  most: citeLearn(250, planning),
  leastOfPool: citeLearn(30, planning),
} as const;
/** Addresses that may be in use in a VNet at once; static blocks count otherwise. */
export const mostVnetAddresses: CitedFigure = citeLearn(65_536, planning);
/** A VNet, and so a subnet, is no wider than this prefix. */
export const widestVnet: CitedFigure = citeLearn(8, planning);
/** A service CIDR must be smaller than this prefix. */
export const widestServiceCidr: CitedFigure = citeLearn(12, overlay);
/** A Pod subnet is no wider than this prefix. */
export const widestPodSubnet: { readonly [M in PlannedModel]: CitedFigure | null } = {
  kubenet: null,
  'azure-cni-node-subnet': null,
  'azure-cni-pod-subnet-dynamic': citeLearn(16, 'Azure CNI Pod subnet, dynamic allocation', '2026-09'),
  'azure-cni-pod-subnet-static': citeLearn(12, podSubnet),
  'azure-cni-overlay': null,
};

/** Pods per node where no number is configured. */
export const defaultPods: { readonly [M in PlannedModel]: CitedFigure } = {
  kubenet: citeLearn(110, planning),
  'azure-cni-node-subnet': citeLearn(30, planning),
  'azure-cni-pod-subnet-dynamic': citeLearn(110, planning),
  'azure-cni-pod-subnet-static': citeLearn(110, planning),
  'azure-cni-overlay': citeLearn(250, planning),
};

const anyCluster = citeLearn(5000, large);

/** The most nodes of a cluster: by the model itself where a limit is documented, else as of any cluster. */
export const mostNodes: { readonly [M in PlannedModel]: CitedFigure } = {
  kubenet: citeLearn(400, 'kubenet networking'),
  'azure-cni-node-subnet': anyCluster,
  'azure-cni-pod-subnet-dynamic': anyCluster,
  'azure-cni-pod-subnet-static': anyCluster,
  'azure-cni-overlay': citeLearn(5000, overlay),
};
/** The most nodes of one pool. */
export const mostNodesOfPool: CitedFigure = citeLearn(1000, large);
/** The most Pods of a whole overlay. */
export const mostOverlayPods: CitedFigure = citeLearn(200_000, large);
/** What another, older page says of the same. */
export const otherMostOverlayPods: CitedFigure = citeLearn(250_000, 'plan Pod networking', '2025-03');
/** Pods that a Windows node of an overlay is advised to take. */
export const windowsOverlayPods: CitedFigure = citeLearn(110, planning);

/** Nodes that an upgrade adds where nothing was set. Microsoft's pages disagree: the guide for plans counts with the first. */
export const surgeDefaults: readonly [SurgeDefault, SurgeDefault] = [
  { surge: { unit: 'nodes', value: 1 }, figure: citeLearn(1, 'rolling upgrades of node pools', '2026-05') },
  { surge: { unit: 'percent', value: 10 }, figure: citeLearn(10, `${large}; upgrade options`) },
];

/** A surge that counts where nobody set one, and the page that says so. */
export type SurgeDefault = { readonly surge: Surge; readonly figure: CitedFigure };

/** Ranges that AKS refuses for Services, Pods and VNets. */
export const reservedRanges = {
  ranges: ['169.254.0.0/16', '172.30.0.0/16', '172.31.0.0/16', '192.0.2.0/24'],
  source: 'Microsoft Learn, CNI networking overview',
  date: '2026-08',
} as const;

/** Ranges that a cluster gets where none is named. */
export const defaultRanges = { podCidr: '10.244.0.0/16', serviceCidr: '10.0.0.0/16' } as const;
