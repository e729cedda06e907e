import { modelNames } from '../model/names.ts';
import type { ClusterNetwork } from '../model/network.ts';
import type { Node, Reads } from '../model/snapshot.ts';
import { addresses, type Cidr, overlap, within } from '../network/address.ts';
import { countable } from '../network/pods.ts';
import { blocksOf, configsByNode } from '../network/ranges.ts';
import { voters } from '../network/voters.ts';
import { defineCheck, type Judged } from './check.ts';
import { unseen } from './unseen.ts';
import { count, some } from './words.ts';

const command = 'kubectl get nodes -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\t"}{.spec.podCIDR}{"\\n"}{end}\'';
const configsCommand =
  'kubectl get nodenetworkconfigs -n kube-system -o custom-columns=NODE:.metadata.name,CIDR:.status.networkContainers[*].primaryIP';

type Blocks = ReadonlyMap<string, readonly Cidr[]>;

function clashes(blocks: Blocks): readonly string[] {
  const all = [...blocks].flatMap(([node, own]) => own.map((block) => ({ node, block })));
  const sorted = all.sort((a, b) => a.block.family - b.block.family || (a.block.first < b.block.first ? -1 : 1));
  return sorted.flatMap(({ node, block }, index) => {
    const next = sorted[index + 1];
    return next && next.node !== node && overlap(block, next.block)
      ? [`${node} ${block.text} and ${next.node} ${next.block.text}`]
      : [];
  });
}

function strays(reads: Pick<Reads, 'pods' | 'systemPods'>, nodes: readonly Node[], blocks: Blocks): readonly string[] {
  const read = [reads.pods, reads.systemPods].flatMap((each) => (each.outcome === 'ok' ? each.data : []));
  const unique = [...new Map(read.map((pod) => [`${pod.namespace}/${pod.name}`, pod])).values()];
  return countable(unique, nodes).pods.flatMap(({ name, nodeName, ips }) => {
    const own = blocks.get(nodeName ?? '') ?? [];
    const out = addresses(ips).filter(
      (point) => own.some(({ family }) => family === point.family) && !own.some((block) => within(point, block)),
    );
    return out.map(({ text }) => `${name} ${text} on ${nodeName}`);
  });
}

/** Models that give each node blocks of its own. */
function hasBlocks(model: ClusterNetwork['model']): boolean {
  return model === 'azure-cni-overlay' || model === 'kubenet' || model === 'azure-cni-pod-subnet-static';
}

function withBlocks(blocks: Blocks, total: number, network: ClusterNetwork, stray: readonly string[]): Judged {
  const clash = clashes(blocks);
  if (clash.length > 0) {
    const observed = `Blocks of two nodes overlap: ${some(clash, 3)}.`;
    return {
      status: 'fail',
      owner: 'lab',
      observed,
      nextStep: 'Tell your instructor: two nodes could give out the same address.',
    };
  }
  if (stray.length > 0) {
    const observed = `Pods outside of their own node’s block: ${some(stray, 3)}.`;
    return {
      status: 'not-measurable',
      owner: 'instructor',
      observed,
      nextStep: 'Show this to your instructor: the lists do not agree.',
    };
  }
  if (blocks.size < total) {
    const observed = `${blocks.size} of ${count(total, 'Ready node')} have a block of their own so far.`;
    return { status: 'not-measurable', owner: 'lab', observed, nextStep: 'Try again when the other nodes are set up.' };
  }
  const observed = `Each of ${count(total, 'Ready node')} has its own block, none overlap: ${some([...blocks.values()].flat().map(({ text }) => text))}.`;
  if (network.model !== 'azure-cni-overlay' && network.model !== 'kubenet') {
    const nextStep = `This cluster’s model is ${modelNames[network.model]}; say how its blocks differ from an overlay’s.`;
    return { status: 'differs', owner: null, observed, nextStep };
  }
  return {
    status: 'pass',
    owner: null,
    observed,
    nextStep: 'Find your own Pod’s node, and check that the Pod lies in its block.',
  };
}

function withoutBlocks(reads: Pick<Reads, 'nodeNetworkConfigs'>, { model }: ClusterNetwork): Judged {
  if (model === 'azure-cni-node-subnet' || model === 'azure-cni-pod-subnet-dynamic') {
    const observed = `No node has a block of its own, and in this model (${modelNames[model]}) none should.`;
    return { status: 'differs', owner: null, observed, nextStep: 'Say where a Pod’s address comes from instead.' };
  }
  if (reads.nodeNetworkConfigs.outcome !== 'ok') {
    const { status, owner, observed, nextStep } = unseen(reads.nodeNetworkConfigs);
    return { status, owner, observed: `spec.podCIDR is empty on every node. ${observed}`, nextStep };
  }
  const observed = `No block was found for any node${hasBlocks(model) ? `, though ${modelNames[model]} gives each node one` : ''}.`;
  return {
    status: 'not-measurable',
    owner: 'instructor',
    observed,
    nextStep: 'Ask your instructor which model the cluster has.',
  };
}

/** The block of Pod addresses that each node holds: from its NodeNetworkConfig, else from spec.podCIDR. */
export const podCidrPerNode = defineCheck({
  code: 'pod-cidr-per-node',
  task: 3,
  asks: 'Which block of Pod addresses does each node hold?',
  needs: ['nodes'],
  uses: ['nodeNetworkConfigs', 'pods', 'systemPods'],
  expected: 'Each node holds its own block of the Pod CIDR, and no two overlap.',
  theory: ['pod-cidr'],
  problems: [],
  command,
  run: ({ nodes, ...reads }, network) => {
    const own = voters(nodes);
    const configs = configsByNode(reads);
    const found = own.map((node) => [node.name, blocksOf(node, configs.get(node.name))] as const);
    const blocks = new Map(found.filter(([, each]) => each.length > 0));
    const fromSpec = own.map(
      ({ name, podCIDRs }) => `${name} ${podCIDRs === null ? '(not read)' : podCIDRs.join(' ') || '(empty)'}`,
    );
    const fromConfigs = [...configs.values()].flatMap(({ node, containers }) =>
      containers.map(({ primary, type }) => `${node} ${primary ?? '(none)'} ${type ?? ''}`),
    );
    const result =
      blocks.size > 0
        ? withBlocks(blocks, own.length, network, strays(reads, nodes, blocks))
        : withoutBlocks(reads, network);
    const empty = own.length === 0;
    return {
      ...(empty
        ? {
            status: 'not-measurable',
            owner: 'lab',
            observed: 'No node was listed that is known to be Ready.',
            nextStep: 'Tell your instructor.',
          }
        : result),
      counted: { nodes: own.length, 'nodes with a block': blocks.size },
      excluded:
        nodes.length > own.length
          ? [{ why: 'not known to be Ready, virtual or not managed by AKS', count: nodes.length - own.length }]
          : [],
      evidence: [
        { command, value: some(fromSpec) },
        ...(fromConfigs.length > 0 ? [{ command: configsCommand, value: some(fromConfigs) }] : []),
      ],
      drift: fromConfigs.length > 0 && own.every(({ podCIDRs }) => podCIDRs?.length === 0) ? ['drift-pod-cidr'] : [],
    };
  },
});
