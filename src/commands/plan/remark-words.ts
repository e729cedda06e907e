import type { PlanRemark, PlanRemarkFields, PlanRequest } from '../../model/plan.ts';
import { freeBeforeBatch, podSubnetBatch, surgeDefaults } from '../../network/plan/azure-limits.ts';
import { describeModelEnd } from '../../network/plan/end-dates.ts';

const [{ figure: rolling }] = surgeDefaults;
const number = new Intl.NumberFormat('en-US');

const modelTexts: { readonly [M in PlanRequest['model']]: readonly string[] } = {
  kubenet: [
    'Linux nodes only.',
    'With IPv4 and IPv6 the limit is 200 nodes: each takes two routes.',
    'The exercise names the same 400 nodes.',
  ],
  'azure-cni-node-subnet': ['Every node reserves the addresses of all its Pods before the first one starts.'],
  'azure-cni-pod-subnet-dynamic': ['Addresses are taken as Pods need them, 16 at a time.'],
  'azure-cni-pod-subnet-static': [
    'Blocks of 16 are taken when the node joins, whether Pods use them or not. Only new pools can have them.',
    'Each node keeps one address of its blocks: N blocks are for 16 × N − 1 Pods, so 31 Pods take 2 and 32 take 3.',
  ],
  'azure-cni-overlay': [],
};

const remarkTexts: {
  readonly [I in keyof PlanRemarkFields]: (remark: PlanRemark<I>, now: string) => readonly string[];
} = {
  'of-model': ({ model }, now) => [describeModelEnd(model, now) ?? [], modelTexts[model]].flat(),
  'others-in-subnet': ({ given }) => [
    `Whatever else is in ${given} takes addresses too (internal load balancers, other machines); that is not counted.`,
  ],
  'surge-of-pool': ({ surge }) => [
    `A surge of ${number.format(surge)} is more than a pool has nodes: there an upgrade adds as many as it has (${rolling.source}, ${rolling.date}).`,
  ],
  'overlay-pods': ({ pods, most, other }) => [
    `Full nodes would hold ${number.format(pods)} Pods; an overlay is documented for ${number.format(most.value)} (${most.source}, ${most.date}), on another page for ${number.format(other.value)} (${other.source}, ${other.date}).`,
  ],
  'pools-needed': ({ nodes, most, pools }) => [
    `A pool ends at ${number.format(most)} nodes, so ${number.format(nodes)} nodes need ${pools} pools.`,
  ],
  'windows-server': () => [
    'Windows nodes: Windows Server 2022 cannot be used from Kubernetes 1.37 on; take Windows Server 2025 (AKS release notes, 2026).',
  ],
  'windows-pods': ({ advised }) => [`For a Windows node on an overlay, ${advised} Pods are advised.`],
  'exercise-nodes': ({ most }) => [
    `The exercise says up to 1,000 nodes: that is the limit of one pool and of the Free tier. A cluster ends at ${number.format(most)}.`,
  ],
  cilium: () => ['The Cilium data plane changes nothing about addresses, and excludes Windows nodes.'],
  'unused-pod-cidr': ({ given }) => [
    `A node subnet has no range of its own for Pods, so ${given} was left out of the plan.`,
  ],
  'default-overlap': ({ range, usual, other, given }) => [
    `No ${range} was named. AKS then takes ${usual}, which overlaps with the ${other} ${given}: name another one.`,
  ],
  'default-too-small': ({ usual, serves, needed }) => [
    `No Pod CIDR was named. AKS then takes ${usual}, which serves ${serves} nodes of ${number.format(needed)}: name a larger one.`,
  ],
  'blocks-at-the-edge': ({ subnet, blocks, whole }) => [
    `${number.format(blocks)} blocks are needed, and ${subnet} has ${number.format(whole)} without any of Azure’s own addresses in them. Whether AKS can use the two others is not documented: take a larger subnet.`,
  ],
  'batch-ahead': ({ each, inAll, beyond }) => [
    `A node asks for ${podSubnetBatch.value} more while fewer than ${freeBeforeBatch.value} of its addresses are free. Full nodes may so come to hold ${each.map((count) => number.format(count)).join(' or ')} each, ${number.format(inAll)} in all${beyond === null ? '.' : `: more than ${beyond} has.`}`,
  ],
};

/** The sentences of what is to be known beside a plan, with dates as they read at `now` (ISO). */
export function describePlanRemark<I extends keyof PlanRemarkFields>(
  remark: PlanRemark<I>,
  now: string,
): readonly string[] {
  return remarkTexts[remark.id](remark, now);
}
