import { modelNames } from '../../model/display-names.ts';
import type { Evidence } from '../../model/finding.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { Node, Pod, Reads } from '../../model/snapshot.ts';
import { ciliumBlocksByNode, ownCiliumIpam } from '../../network/facts/cilium-ipam.ts';
import { countExcludedNodes, possiblyReadyNodes, readyNodes } from '../../network/facts/nodes.ts';
import { configsByNode } from '../../network/facts/ranges.ts';
import { countNoun, eachOfNouns, listSome } from '../../network/phrases.ts';
import { capitalizeFirst } from '../../network/policy/rule-words.ts';
import { defineCheck, type PartialJudgement } from '../define-check.ts';
import { evidenceCommands } from '../evidence-commands.ts';
import { judgeCutOff } from './cut-off-nodes.ts';
import { hasBlocks, withoutBlocks } from './no-pod-blocks.ts';
import {
  type BlockReads,
  findBlocksOutsideRange,
  findOverlappingBlocks,
  findPodsNotComparable,
  findPodsOutsideBlocks,
  type NodeBlocks,
  nodeBlocksOf,
} from './pod-blocks.ts';

/** A contradiction is a fault only where the blocks come from the source that this model is ruled by. */
function contradiction(observed: string, trusted: boolean): PartialJudgement {
  if (trusted) {
    const nextStep = 'Tell your instructor: traffic to such addresses may get lost. It is not your doing.';
    return { status: 'fail', owner: 'lab', observed, nextStep };
  }
  const nextStep = 'Show this to your instructor: the sources do not agree, and none of them is sure to rule here.';
  return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
}

function faults(held: readonly NodeBlocks[], pods: readonly (readonly Pod[])[], nodes: readonly Node[]): string | null {
  const clash = findOverlappingBlocks(held);
  if (clash.length > 0) return `Blocks of two nodes overlap: ${listSome(clash, 3)}.`;
  const out = findBlocksOutsideRange(held);
  if (out.length > 0) return `Blocks outside of the Pod range they belong to: ${listSome(out, 3)}.`;
  const stray = findPodsOutsideBlocks(pods, nodes, held);
  return stray.length > 0 ? `Pods outside of their own node’s block: ${listSome(stray, 3)}.` : null;
}

/** What keeps "no fault" from being proven, in words; null for nothing. */
function whyOpen(
  held: readonly NodeBlocks[],
  pods: readonly (readonly Pod[])[],
  nodes: readonly Node[],
): string | null {
  const doubtful = possiblyReadyNodes(nodes).filter((node) => node.ready === null || node.networkUnavailable === null);
  if (doubtful.length > 0) return `the conditions of ${listSome(doubtful.map(({ name }) => name))} were not read whole`;
  const unnamed = held.filter(({ rangeUnread }) => rangeUnread).map(({ node }) => node);
  if (unnamed.length > 0) return `the range that the blocks of ${listSome(unnamed, 3)} must lie in was not read`;
  const open = findPodsNotComparable(pods, nodes, held);
  return open.length > 0
    ? `of ${listSome(open, 3)} the node, an address, or the node’s block for it was not read`
    : null;
}

function withBlocks(
  held: readonly NodeBlocks[],
  { model }: ClusterNetwork,
  { open, isCiliumPool }: { readonly open: string | null; readonly isCiliumPool: boolean },
): PartialJudgement {
  const own = held.filter(({ blocks }) => blocks.length > 0);
  if (own.length < held.length) {
    const lacking = held.filter(({ blocks }) => blocks.length === 0).map(({ node }) => node);
    const have = own.length === 1 ? 'has a block of its own' : 'have a block of their own';
    const observed = `${own.length} of ${countNoun(held.length, 'Ready node')} ${have}; none was seen for ${listSome(lacking)}.`;
    const nextStep = 'Try again later; if it stays so, show it to your instructor.';
    return { status: 'not-measurable', owner: 'lab', observed, nextStep };
  }
  const blocks = own.flatMap((each) => each.blocks.map(({ text }) => text));
  const spaces = [...new Set(own.flatMap((each) => each.wholeRanges.map(({ text }) => text)))];
  const inside = spaces.length > 0 ? `, all inside ${listSome(spaces)}` : '';
  const each = eachOfNouns(held.length, 'Ready node');
  const apart = held.length > 1 ? ', none overlap' : '';
  const observed = `${capitalizeFirst(each)} has its own block${apart}${inside}: ${listSome(blocks)}.`;
  if (open !== null) {
    const nextStep = 'Check again, or show it to your instructor.';
    return { status: 'not-measurable', owner: 'instructor', observed: `${observed} But ${open}.`, nextStep };
  }
  if (model === 'azure-cni-overlay' || model === 'kubenet') {
    const nextStep = 'Find your own Pod’s node, and check that the Pod lies in its block.';
    return { status: 'pass', owner: null, observed, nextStep };
  }
  if (isCiliumPool) {
    const nextStep =
      'The blocks stand in CiliumNode objects (kubectl get ciliumnodes), the range in cilium-config (cluster-pool-ipv4-cidr): say how that differs from an overlay of Azure CNI.';
    return { status: 'differs', owner: null, observed, nextStep };
  }
  if (!hasBlocks(model) && model !== 'mixed') {
    const nextStep = 'Ask your instructor which model the cluster has: the blocks alone do not tell.';
    return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
  }
  const nextStep = `This cluster’s model is ${modelNames[model]}; say how its blocks differ from an overlay’s.`;
  return { status: 'differs', owner: null, observed, nextStep };
}

function evidenceOf(nodes: readonly Node[], reads: BlockReads): readonly Evidence[] {
  const fromSpec = nodes.map(
    ({ name, podCIDRs }) => `${name} ${podCIDRs === null ? '(not read)' : podCIDRs.join(' ') || '(empty)'}`,
  );
  const fromConfigs = [...configsByNode(reads).values()].flatMap(({ node, containers }) => {
    if (containers.length === 0) return [`${node} (nothing allocated)`];
    return containers.map(({ primary, type }) => `${node} ${primary ?? '(none)'} ${type ?? ''}`);
  });
  const configs = fromConfigs.length > 0 ? [{ command: evidenceCommands.configs, value: listSome(fromConfigs) }] : [];
  const fromCilium = [...ciliumBlocksByNode(reads)].map(
    ([node, blocks]) => `${node} ${blocks.map(({ text }) => text).join(' ') || '(none)'}`,
  );
  const pools = fromCilium.length > 0 ? [{ command: evidenceCommands.ciliumNodes, value: listSome(fromCilium) }] : [];
  return [{ command: evidenceCommands.podCidrs, value: listSome(fromSpec) }, ...configs, ...pools];
}

/** Both lists of Pods, or one where they are the same. */
function podsOf({ pods, systemPods }: Pick<Reads, 'pods' | 'systemPods'>): readonly (readonly Pod[])[] {
  const lists = pods.ask.namespace === systemPods.ask.namespace ? [pods] : [pods, systemPods];
  return lists.flatMap((read) => (read.outcome === 'ok' ? [read.data] : []));
}

/** The blocks that NodeNetworkConfigs name, where the nodes themselves cannot be read. */
function partial(reads: Reads): string | null {
  const named = [...configsByNode(reads).values()].flatMap(({ node, containers }) =>
    containers.flatMap(({ primary }) => (primary?.includes('/') ? [`${node} ${primary}`] : [])),
  );
  return named.length === 0 ? null : `Still visible from NodeNetworkConfigs: ${listSome(named)}.`;
}

/** The block of Pod addresses that each node holds: from its NodeNetworkConfig, else from spec.podCIDR. */
export const podCidrPerNode = defineCheck({
  code: 'pod-cidr-per-node',
  task: 3,
  asks: 'Which block of Pod addresses does each node hold?',
  needs: ['nodes'],
  uses: ['nodeNetworkConfigs', 'daemonSets', 'pods', 'systemPods', 'ciliumConfig', 'ciliumNodes'],
  expected: 'Each node holds its own block of the Pod CIDR, and no two overlap.',
  theory: ['pod-cidr'],
  problems: [],
  partial,
  run: ({ nodes, ...reads }, network) => {
    const own = readyNodes(nodes);
    const held = nodeBlocksOf(nodes, reads, network.model);
    const blocks = held.filter((each) => each.blocks.length > 0).length;
    const common = {
      counted: { nodes: own.length, 'nodes with a block': blocks },
      excluded: countExcludedNodes(nodes, true),
      evidence: evidenceOf(own, reads),
      drift: own.length > 0 && own.every(({ podCIDRs }) => podCIDRs?.length === 0) ? ['drift-pod-cidr'] : [],
    };
    if (own.length === 0) {
      const observed = 'No node was listed that is known to be Ready.';
      return { ...common, status: 'not-measurable', owner: 'lab', observed, nextStep: 'Tell your instructor.' };
    }
    const cut = judgeCutOff(nodes, reads.pods);
    if (cut !== null) return { ...common, ...cut };
    if (blocks === 0) return { ...common, ...withoutBlocks(own, reads, network) };
    const isCiliumPool = ownCiliumIpam(reads) !== null;
    const pods = podsOf(reads);
    const fault = faults(held, pods, nodes);
    if (fault !== null) return { ...common, ...contradiction(fault, isCiliumPool || hasBlocks(network.model)) };
    return { ...common, ...withBlocks(held, network, { open: whyOpen(held, pods, nodes), isCiliumPool }) };
  },
});
