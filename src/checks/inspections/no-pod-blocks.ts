import { modelNames } from '../../model/display-names.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { Unreadable } from '../../model/read.ts';
import type { Node } from '../../model/snapshot.ts';
import { ownCiliumIpam } from '../../network/facts/cilium-ipam.ts';
import { wholePodRanges } from '../../network/facts/ranges.ts';
import { listSome } from '../../network/phrases.ts';
import { unreadableFinding } from '../blocked.ts';
import type { PartialJudgement } from '../define-check.ts';
import type { BlockReads } from './pod-blocks.ts';
import { mayHaveConfigs } from './range-sources.ts';

/** Models that give each node blocks of its own. */
export function hasBlocks(model: ClusterNetwork['model']): boolean {
  return model === 'azure-cni-overlay' || model === 'kubenet' || model === 'azure-cni-pod-subnet-static';
}

/** What spec.podCIDR shows where no block was found. */
function columnWords(nodes: readonly Node[], model: ClusterNetwork['model']): string {
  if (nodes.every(({ podCIDRs }) => podCIDRs?.length === 0)) return 'spec.podCIDR is empty on every node.';
  const set = nodes.some(({ podCIDRs }) => (podCIDRs?.length ?? 0) > 0);
  if (!set) return 'spec.podCIDR was not read of every node.';
  return `spec.podCIDR is set on some nodes, but it does not rule where the model is ${modelNames[model]}.`;
}

const askModel = 'Ask your instructor which model the cluster has.';
const ciliumSource =
  'CiliumNode objects (kubectl get ciliumnodes) hold its blocks, within cluster-pool-ipv4-cidr of cilium-config';

/** Where Cilium itself hands out addresses: its own objects name the blocks, and nothing of Azure's does. */
function withoutCiliumBlocks(column: string, { ciliumNodes }: BlockReads): PartialJudgement {
  const common = { status: 'not-measurable', owner: 'instructor' } as const;
  if (ciliumNodes.outcome === 'ok' || ciliumNodes.outcome === 'not-found') {
    const observed = `${column} Cilium hands out the addresses here, and no CiliumNode names a block.`;
    return { ...common, observed, nextStep: `${ciliumSource}: ask your instructor why they name none.` };
  }
  const unread = unreadableFinding(ciliumNodes);
  const observed = `${column} ${unread.observed}`;
  if (ciliumNodes.outcome !== 'not-in-dump') return { ...unread, observed };
  return {
    ...common,
    observed,
    nextStep: `${ciliumSource}: ask your instructor for them, or to add them to the dump.`,
  };
}

function unreadConfigs({ nodeNetworkConfigs: read }: BlockReads): Unreadable | null {
  return read.outcome === 'ok' || read.outcome === 'not-found' ? null : read;
}

/** The judgement where no node shows a block: as it should be in some models, else by what was not read. */
export function withoutBlocks(nodes: readonly Node[], reads: BlockReads, network: ClusterNetwork): PartialJudgement {
  const { model } = network;
  if (model === 'azure-cni-node-subnet' || model === 'azure-cni-pod-subnet-dynamic') {
    const spaces = wholePodRanges(reads).map(({ text }) => text);
    const from = spaces.length > 0 ? ` Pods take single addresses from ${listSome(spaces)}.` : '';
    const observed = `No node has a block of its own, and in this model (${modelNames[model]}) none should.${from}`;
    return { status: 'differs', owner: null, observed, nextStep: 'Say where a Pod’s address comes from instead.' };
  }
  const column = columnWords(nodes, model);
  if (ownCiliumIpam(reads) !== null) return withoutCiliumBlocks(column, reads);
  const common = { status: 'not-measurable', owner: 'instructor' } as const;
  if (model === 'byo-cni') {
    const observed = `${column} The CNI that somebody installed here keeps its ranges where netlab does not look.`;
    return { ...common, observed, nextStep: 'Ask your instructor which CNI it is, and where it shows its ranges.' };
  }
  const unread = mayHaveConfigs(network) ? unreadConfigs(reads) : null;
  if (unread !== null) {
    const { status, owner, observed, nextStep } = unreadableFinding(unread);
    return { status, owner, observed: `${column} ${observed}`, nextStep };
  }
  const though = hasBlocks(model) ? ` ${modelNames[model]} gives each node one.` : '';
  return { ...common, observed: `${column}${though}`, nextStep: askModel };
}
