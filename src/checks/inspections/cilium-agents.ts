import type { Evidence } from '../../model/finding.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { DaemonSet, Node, Pod, Reads } from '../../model/snapshot.ts';
import {
  agentPods,
  type CiliumOwner,
  ciliumNamespaceOf,
  ciliumOwnerOf,
  daemonSetNamed,
  showsOwner,
} from '../../network/facts/cilium.ts';
import { countExcludedNodes, readyNodes } from '../../network/facts/nodes.ts';
import { countNoun, eachOfNouns, listSome } from '../../network/phrases.ts';
import { unreadableFinding } from '../blocked.ts';
import { defineCheck, type PartialJudgement } from '../define-check.ts';
import { evidenceCommands } from '../evidence-commands.ts';
import { type CiliumAgents, sortAgents } from './cilium-agent-pods.ts';

function undecided(observed: string): PartialJudgement {
  return {
    status: 'not-measurable',
    owner: 'lab',
    observed,
    nextStep: 'Try again; if it stays so, show it to your instructor.',
  };
}

/** Why there is nothing to compare; null where there is. */
function whyNothingToCompare({ nodes, pods }: CiliumAgents): string | null {
  if (nodes.length === 0)
    return 'No Linux node was listed that is known to be Ready, so there is nothing to compare with.';
  if (pods.length > 0) return null;
  return 'DaemonSet cilium runs, but the list of Pods in kube-system shows none of them: the two lists do not agree.';
}

/**
 * Nodes that surely lack a ready agent; `complete` where the list of Pods proves that what it does not hold
 * is not there.
 */
function nodesWithoutAgent({ pods, failing, unseen, placeless }: CiliumAgents, complete: boolean): readonly Node[] {
  // Where the operating system was not read, a missing agent may be as it should be.
  const lacking = unseen.filter(({ name, os }) => os === 'linux' && !pods.some(({ nodeName }) => nodeName === name));
  return complete && !placeless ? [...failing, ...lacking] : failing;
}

/** What keeps a pass from being proven; null for nothing. `every` where all nodes were seen. */
function whyNotProven({ nodes, unseen, doubtful, waiting }: CiliumAgents, every: boolean): string | null {
  if (unseen.length > 0)
    return `I saw no ready agent on ${listSome(unseen.map(({ name }) => name))}, but what I read may not show every agent or the node’s operating system.`;
  if (doubtful.length > 0)
    return `I saw no ready agent on ${listSome(doubtful.map(({ name }) => name))}, and whether it is Ready itself is not part of what was read.`;
  if (waiting.length > 0)
    return `On ${listSome(waiting.map(({ name }) => name))} neither the node nor its agent is ready: it is starting, or the one is the other’s cause.`;
  if (every) return null;
  return `A ready agent runs on ${eachOfNouns(nodes.length, 'node')} that I saw, but what I read may not hold every node.`;
}

function judgeAzureCilium(agents: CiliumAgents, complete: boolean, every: boolean): PartialJudgement {
  const { nodes, windows } = agents;
  const nothing = whyNothingToCompare(agents);
  if (nothing !== null) return undecided(nothing);
  const broken = nodesWithoutAgent(agents, complete);
  if (broken.length > 0) {
    const observed = `${broken.length} of ${countNoun(nodes.length, 'Ready Linux node')} without a ready Cilium agent: ${listSome(broken.map(({ name }) => name))}.`;
    const nextStep = 'Tell your instructor: Pods on such a node may have no network. It is not your doing.';
    return { status: 'fail', owner: 'lab', observed, nextStep };
  }
  const open = whyNotProven(agents, every);
  if (open !== null) return undecided(open);
  const besides = windows > 0 ? ` ${countNoun(windows, 'Windows node')} without one, as it should be.` : '';
  const observed = `A ready agent of Azure-managed Cilium runs on ${eachOfNouns(nodes.length, 'Ready Linux node')}.${besides}`;
  const nextStep = 'Name one thing that Cilium does here and kube-proxy would do elsewhere.';
  return { status: 'pass', owner: null, observed, nextStep };
}

function judgeOtherOwner(owner: CiliumOwner, { conflicts }: ClusterNetwork): PartialJudgement {
  const elsewhere = conflicts.find(({ id }) => id === 'cilium-elsewhere');
  if (owner === 'none' && elsewhere) {
    const nextStep = 'Ask your instructor in which namespace Cilium runs, if it does.';
    return { status: 'not-measurable', owner: 'instructor', observed: `${elsewhere.says}.`, nextStep };
  }
  if (owner === 'none') {
    const observed = 'No Cilium agent runs in kube-system.';
    const nextStep =
      'Right for a cluster without the Cilium data plane. Ask your instructor which data plane this one is meant to have.';
    return { status: 'differs', owner: null, observed, nextStep, problems: ['no-cilium-pods'] };
  }
  if (owner === 'self') {
    const observed = 'Cilium runs, but somebody installed it: it is not the Azure-managed one.';
    return {
      status: 'differs',
      owner: null,
      observed,
      nextStep: 'Compare cilium-config with what the lesson says on Azure-managed Cilium.',
    };
  }
  const observed =
    owner === 'unknown'
      ? 'Cilium runs, but neither its configuration nor AKS’s label tells whose it is.'
      : 'I saw no Cilium agent, but not every list that would prove its absence was readable.';
  return {
    status: 'not-measurable',
    owner: 'instructor',
    observed,
    nextStep: 'Ask your instructor which data plane the cluster has.',
  };
}

/** The agents that are there, where the nodes to compare them with cannot be read. */
function partial(reads: Reads): string | null {
  const pods = agentPods(reads, 'cilium');
  const ready = pods.filter((pod) => pod.ready === true).length;
  return pods.length === 0 ? null : `Still visible: ${countNoun(pods.length, 'Cilium agent')}, ${ready} of them ready.`;
}

/** Azure-managed Cilium: an agent ready on every Ready Linux node. */
export const ciliumAgents = defineCheck({
  code: 'cilium-agents',
  task: 2,
  asks: 'Does a Cilium agent run on every node?',
  needs: ['nodes'],
  uses: ['systemPods', 'daemonSets', 'ciliumConfig'],
  expected: 'One ready Cilium agent on every Linux node.',
  theory: ['cilium'],
  problems: ['no-cilium-pods'],
  partial,
  run: ({ nodes, whole, ...reads }, network) => {
    const { systemPods, daemonSets } = reads;
    if (systemPods.outcome !== 'ok')
      return {
        ...unreadableFinding(systemPods),
        evidence: [{ command: evidenceCommands.ciliumPods('kube-system'), value: systemPods.because }],
      };
    const pods = agentPods(reads, 'cilium');
    const owner = ciliumOwnerOf(reads);
    const agents = sortAgents(nodes, pods);
    const set = daemonSetNamed(daemonSets, 'cilium');
    // A Pod that does not show whose it is may be the agent that is missed.
    const complete = systemPods.absence === 'proven' && systemPods.data.every(showsOwner);
    // A list of nodes that may not be whole is whole where the DaemonSet wants just the agents that were
    // seen.
    const every = whole.nodes || set?.desired === pods.length;
    const result = owner === 'azure' ? judgeAzureCilium(agents, complete, every) : judgeOtherOwner(owner, network);
    const noAgent = agents.windows > 0 ? [{ why: 'Windows node (no agent runs there)', count: agents.windows }] : [];
    return {
      ...result,
      counted: { nodes: agents.nodes.length, agents: pods.length },
      excluded: [...countExcludedNodes(nodes, true), ...noAgent],
      evidence: [
        { command: evidenceCommands.ciliumPods(ciliumNamespaceOf(reads)), value: listSome(pods.map(shown)) },
        ...(set ? [wanted(set)] : []),
      ],
      drift: driftOf(owner, network, nodes.length > readyNodes(nodes).length || agents.windows > 0),
    };
  },
});

function driftOf(owner: CiliumOwner, { model }: ClusterNetwork, someWithout: boolean): readonly string[] {
  if (owner === 'none') return ['drift-model-change'];
  if (owner !== 'azure') return [];
  const beside = model === 'azure-cni-overlay' ? [] : ['drift-cilium-models'];
  return someWithout ? [...beside, 'drift-windows-agents'] : beside;
}

function shown({ name, nodeName, ready }: Pod): string {
  const state = ready === null ? '(readiness not read)' : ready ? 'ready' : 'not ready';
  return `${name} on ${nodeName ?? '?'} ${state}`;
}

function wanted({ desired, ready, namespace }: DaemonSet): Evidence {
  const value = `DESIRED ${desired ?? '?'}, READY ${ready ?? '?'}`;
  return { command: evidenceCommands.ciliumSet(namespace), value };
}
