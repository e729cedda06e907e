import { modelNames } from '../../model/display-names.ts';
import type { Evidence } from '../../model/finding.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { Node, Pod, Reads } from '../../model/snapshot.ts';
import { countExcludedNodes, readyNodes } from '../../network/facts/nodes.ts';
import { configsByNode, wholePodRanges } from '../../network/facts/ranges.ts';
import { countNoun, listSome } from '../../network/phrases.ts';
import { unreadableFinding } from '../blocked.ts';
import { defineCheck, type PartialJudgement } from '../define-check.ts';
import {
  findBlocksOutsideRange,
  findOverlappingBlocks,
  findPodsOutsideBlocks,
  type NodeBlocks,
  nodeBlocksOf,
} from './pod-blocks.ts';

const command = 'kubectl get nodes -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\t"}{.spec.podCIDR}{"\\n"}{end}\'';
const configsCommand =
  'kubectl get nodenetworkconfigs -n kube-system -o custom-columns=NODE:.metadata.name,CIDR:.status.networkContainers[*].primaryIP';

type ClusterModel = ClusterNetwork['model'];

/** Models that give each node blocks of its own. */
function hasBlocks(model: ClusterModel): boolean {
  return model === 'azure-cni-overlay' || model === 'kubenet' || model === 'azure-cni-pod-subnet-static';
}

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

function withBlocks(held: readonly NodeBlocks[], { model }: ClusterNetwork): PartialJudgement {
  const own = held.filter(({ blocks }) => blocks.length > 0);
  if (own.length < held.length) {
    const lacking = held.filter(({ blocks }) => blocks.length === 0).map(({ node }) => node);
    const observed = `${own.length} of ${countNoun(held.length, 'Ready node')} have a block of their own; none was seen for ${listSome(lacking)}.`;
    const nextStep = 'Try again later; if it stays so, show it to your instructor.';
    return { status: 'not-measurable', owner: 'lab', observed, nextStep };
  }
  const blocks = own.flatMap((each) => each.blocks.map(({ text }) => text));
  const spaces = [...new Set(own.flatMap((each) => each.wholeRanges.map(({ text }) => text)))];
  const inside = spaces.length > 0 ? `, all inside ${listSome(spaces)}` : '';
  const observed = `Each of ${countNoun(held.length, 'Ready node')} has its own block, none overlap${inside}: ${listSome(blocks)}.`;
  if (model === 'azure-cni-overlay' || model === 'kubenet') {
    const nextStep = 'Find your own Pod’s node, and check that the Pod lies in its block.';
    return { status: 'pass', owner: null, observed, nextStep };
  }
  if (!hasBlocks(model) && model !== 'mixed') {
    const nextStep = 'Ask your instructor which model the cluster has: the blocks alone do not tell.';
    return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
  }
  const nextStep = `This cluster’s model is ${modelNames[model]}; say how its blocks differ from an overlay’s.`;
  return { status: 'differs', owner: null, observed, nextStep };
}

function withoutBlocks(
  nodes: readonly Node[],
  reads: Pick<Reads, 'nodeNetworkConfigs'>,
  model: ClusterModel,
): PartialJudgement {
  if (model === 'azure-cni-node-subnet' || model === 'azure-cni-pod-subnet-dynamic') {
    const spaces = wholePodRanges(reads).map(({ text }) => text);
    const from = spaces.length > 0 ? ` Pods take single addresses from ${listSome(spaces)}.` : '';
    const observed = `No node has a block of its own, and in this model (${modelNames[model]}) none should.${from}`;
    return { status: 'differs', owner: null, observed, nextStep: 'Say where a Pod’s address comes from instead.' };
  }
  const empty = nodes.every(({ podCIDRs }) => podCIDRs?.length === 0);
  const column = empty
    ? 'spec.podCIDR is empty on every node.'
    : `spec.podCIDR is set on some nodes, but it does not rule where the model is ${modelNames[model]}.`;
  if (reads.nodeNetworkConfigs.outcome !== 'ok' && reads.nodeNetworkConfigs.outcome !== 'not-found') {
    const { status, owner, observed, nextStep } = unreadableFinding(reads.nodeNetworkConfigs);
    return { status, owner, observed: `${column} ${observed}`, nextStep };
  }
  const though = hasBlocks(model) ? ` ${modelNames[model]} gives each node one.` : '';
  const nextStep = 'Ask your instructor which model the cluster has.';
  return { status: 'not-measurable', owner: 'instructor', observed: `${column}${though}`, nextStep };
}

function evidenceOf(nodes: readonly Node[], reads: Pick<Reads, 'nodeNetworkConfigs'>): readonly Evidence[] {
  const fromSpec = nodes.map(
    ({ name, podCIDRs }) => `${name} ${podCIDRs === null ? '(not read)' : podCIDRs.join(' ') || '(empty)'}`,
  );
  const fromConfigs = [...configsByNode(reads).values()].flatMap(({ node, containers }) => {
    if (containers.length === 0) return [`${node} (nothing allocated)`];
    return containers.map(({ primary, type }) => `${node} ${primary ?? '(none)'} ${type ?? ''}`);
  });
  const configs = fromConfigs.length > 0 ? [{ command: configsCommand, value: listSome(fromConfigs) }] : [];
  return [{ command, value: listSome(fromSpec) }, ...configs];
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
  uses: ['nodeNetworkConfigs', 'daemonSets', 'pods', 'systemPods'],
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
    if (blocks === 0) return { ...common, ...withoutBlocks(own, reads, network.model) };
    const fault = faults(held, podsOf(reads), nodes);
    if (fault !== null) return { ...common, ...contradiction(fault, hasBlocks(network.model)) };
    return { ...common, ...withBlocks(held, network) };
  },
});
