import type { NamedRange, PlanRemark } from '../../model/plan.ts';
import { overlap, parseCidr } from '../ip/address.ts';
import {
  defaultRanges,
  mostNodes,
  mostNodesOfPool,
  mostOverlayPods,
  otherMostOverlayPods,
  podSubnetBatch,
  windowsOverlayPods,
} from './azure-limits.ts';
import {
  addressesAhead,
  hasPodCidr,
  type NamedRanges,
  nodesInPodCidr,
  podRangeName,
  roomOfRange,
  wholeBlocks,
} from './capacity.ts';
import { namedBlocks, type PlanDraft } from './problems.ts';

/**
 * Full nodes may hold more Pods than a whole overlay is documented for; a cluster need not be full. The nodes of an upgrade
 * take Pods over from others, and add none.
 */
function fullNodeRemarks({ request: { model }, pods }: PlanDraft): readonly PlanRemark[] {
  if (model !== 'azure-cni-overlay' || pods <= mostOverlayPods.value) return [];
  return [{ id: 'overlay-pods', pods, most: mostOverlayPods, other: otherMostOverlayPods }];
}

function surgeRemarks({ request: { surge }, pools }: PlanDraft): readonly PlanRemark[] {
  const more = surge?.unit === 'nodes' && pools.some(({ nodes }) => nodes > 0 && surge.value > nodes);
  return more ? [{ id: 'surge-of-pool', surge: surge.value }] : [];
}

/** One number of nodes may be more than a pool takes; pools that were named are judged one by one. */
function poolRemarks({ pools, nodes }: PlanDraft): readonly PlanRemark[] {
  const most = mostNodesOfPool.value;
  const unnamed = pools.every(({ name }) => name === null);
  return unnamed && nodes > most ? [{ id: 'pools-needed', nodes, most, pools: Math.ceil(nodes / most) }] : [];
}

/** What the numbers leave out of the ranges that were named. */
function namedRemarks({ request: { model } }: PlanDraft, { subnet, podCidr }: NamedRanges): readonly PlanRemark[] {
  const unused = podCidr !== null && podRangeName(model) === null;
  return [
    ...(unused ? [{ id: 'unused-pod-cidr', given: podCidr.text } as const] : []),
    ...(subnet === null ? [] : [{ id: 'others-in-subnet', given: subnet.text } as const]),
  ];
}

const overlayRemarks: readonly PlanRemark[] = [
  { id: 'windows-pods', advised: windowsOverlayPods.value },
  { id: 'exercise-nodes', most: mostNodes['azure-cni-overlay'].value },
];

const anyCniRemarks: readonly PlanRemark[] = [{ id: 'windows-server' }, { id: 'cilium' }];

/** What happens with the ranges that nobody named: AKS takes its own. */
function defaultRemarks(draft: PlanDraft, named: NamedRanges): readonly PlanRemark[] {
  const { model } = draft.request;
  const usual = [
    ...(named.podCidr === null && hasPodCidr(model) ? [['Pod CIDR', defaultRanges.podCidr] as const] : []),
    ...(named.serviceCidr === null ? [['service CIDR', defaultRanges.serviceCidr] as const] : []),
  ].flatMap(([range, text]) => {
    const block = parseCidr(text);
    return block === null ? [] : [{ range: range satisfies NamedRange, block }];
  });
  return usual.flatMap(({ range, block }): readonly PlanRemark[] => {
    const serves = range === 'Pod CIDR' ? nodesInPodCidr(block) : Number.POSITIVE_INFINITY;
    const needed = draft.nodesInAll;
    return [
      ...(serves < needed ? [{ id: 'default-too-small', usual: block.text, serves, needed } as const] : []),
      ...namedBlocks(draft, named)
        .filter((other) => overlap(block, other.block))
        .map((other): PlanRemark => {
          const found = { range, usual: block.text, other: other.range, given: other.block.text };
          return { id: 'default-overlap', ...found };
        }),
    ];
  });
}

/** Where whole blocks may not find room though all addresses together do. */
function staticRemarks({ request: { model }, ranges }: PlanDraft, { podCidr }: NamedRanges): readonly PlanRemark[] {
  const needed = ranges.find(({ range }) => range === 'Pod subnet');
  const prefix = podCidr?.bits ?? needed?.prefix ?? null;
  if (model !== 'azure-cni-pod-subnet-static' || needed === undefined || prefix === null) return [];
  const blocks = needed.addresses / podSubnetBatch.value;
  const [whole, subnet] = [wholeBlocks(prefix), podCidr?.text ?? `a /${prefix}`];
  const addressesFit = needed.addresses <= roomOfRange('Pod subnet', { bits: prefix });
  return addressesFit && blocks > whole ? [{ id: 'blocks-at-the-edge', subnet, blocks, whole }] : [];
}

function dynamicRemarks({ request: { model }, pools }: PlanDraft, { podCidr }: NamedRanges): readonly PlanRemark[] {
  if (model !== 'azure-cni-pod-subnet-dynamic') return [];
  const inAll = pools.reduce(
    (sum, { nodes, surgeNodes, maxPods }) => sum + (nodes + surgeNodes) * addressesAhead(maxPods),
    0,
  );
  const each = [...new Set(pools.map(({ maxPods }) => addressesAhead(maxPods)))];
  const short = podCidr !== null && inAll > roomOfRange('Pod subnet', podCidr);
  return [{ id: 'batch-ahead', each, inAll, beyond: short ? podCidr.text : null }];
}

/** What is to be known about a plan beside the figures. */
export function planRemarks(draft: PlanDraft, named: NamedRanges): readonly PlanRemark[] {
  const { model } = draft.request;
  return [
    ...fullNodeRemarks(draft),
    ...surgeRemarks(draft),
    ...staticRemarks(draft, named),
    ...dynamicRemarks(draft, named),
    ...defaultRemarks(draft, named),
    ...poolRemarks(draft),
    ...namedRemarks(draft, named),
    { id: 'of-model', model },
    ...(model === 'azure-cni-overlay' ? overlayRemarks : []),
    ...(model === 'kubenet' ? [] : anyCniRemarks),
  ];
}
