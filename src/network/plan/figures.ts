import type { Plan, PlanRequest } from '../../model/plan.ts';
import {
  defaultPods,
  freeBeforeBatch,
  mostNodes,
  mostNodesOfPool,
  mostOverlayPods,
  mostVnetAddresses,
  nodeBlockPrefix,
  otherMostOverlayPods,
  podLimits,
  podSubnetBatch,
  reservedAddresses,
  reservedOfBlocks,
  surgeDefaults,
  widestPodSubnet,
  windowsOverlayPods,
} from './azure-limits.ts';
import { hasPodCidr } from './capacity.ts';

type Figures = Plan['figures'];

const overlayFigures: Figures = [
  { what: 'most Pods of an overlay', ...mostOverlayPods },
  { what: 'most Pods of an overlay, by another page', ...otherMostOverlayPods },
  { what: 'Pods advised for a Windows node of an overlay', ...windowsOverlayPods },
];

const vnetFigures: Figures = [{ what: 'most addresses in use in a VNet', ...mostVnetAddresses }];

const dynamicFigures: Figures = [
  { what: 'addresses in a batch', ...podSubnetBatch },
  { what: 'free addresses below which a node asks for a batch', ...freeBeforeBatch },
  ...vnetFigures,
];

const staticFigures: Figures = [
  { what: 'addresses in a block', ...podSubnetBatch },
  { what: 'addresses of its blocks that a node keeps for itself', ...reservedOfBlocks },
];

const ofModel: { readonly [M in PlanRequest['model']]: Figures } = {
  kubenet: [],
  'azure-cni-node-subnet': vnetFigures,
  'azure-cni-pod-subnet-dynamic': dynamicFigures,
  'azure-cni-pod-subnet-static': staticFigures,
  'azure-cni-overlay': overlayFigures,
};

/** Both defaults of the surge, since Microsoft's pages disagree; none where a surge was said. */
function surgeFigures({ surge }: PlanRequest): Figures {
  if (surge !== null) return [];
  const [nodes, percent] = surgeDefaults;
  return [
    { what: 'nodes that an upgrade adds by default', ...nodes.figure },
    { what: 'the same by other pages, in percent of a pool', ...percent.figure },
  ];
}

/** The figures that a plan rests on, each with its source. */
export function citeFigures(request: PlanRequest): Figures {
  const { model } = request;
  const widest = widestPodSubnet[model];
  return [
    { what: 'addresses that Azure keeps in each subnet', ...reservedAddresses },
    ...surgeFigures(request),
    { what: 'Pods per node by default', ...defaultPods[model] },
    { what: 'fewest Pods per node', ...podLimits.least },
    { what: 'most Pods per node', ...podLimits.most },
    { what: 'fewest Pods that a pool must have room for', ...podLimits.leastOfPool },
    { what: 'most nodes', ...mostNodes[model] },
    { what: 'most nodes of one pool', ...mostNodesOfPool },
    ...(hasPodCidr(model) ? [{ what: 'prefix of each node’s block', ...nodeBlockPrefix }] : []),
    ...(widest ? [{ what: 'prefix of the widest Pod subnet', ...widest }] : []),
    ...ofModel[model],
  ];
}
