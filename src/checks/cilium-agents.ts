import type { Node, Pod } from '../model/snapshot.ts';
import { ciliumOwner, ciliumPods, daemonSetNamed } from '../network/cilium.ts';
import { voters } from '../network/voters.ts';
import { defineCheck, type Judged } from './check.ts';
import { unseen } from './unseen.ts';
import { count, some } from './words.ts';

const command = 'kubectl get pods -n kube-system -l k8s-app=cilium -o wide';

type Agents = {
  readonly linux: readonly Node[];
  readonly pods: readonly Pod[];
  /** Nodes on which an agent was seen that is not ready. */
  readonly failing: readonly Node[];
  /** Nodes on which no agent was seen, or one whose readiness was not part of what was read. */
  readonly unseen: readonly Node[];
};

function agentsOf(nodes: readonly Node[], pods: readonly Pod[]): Agents {
  const byNode = Map.groupBy(
    pods.filter(({ deleting }) => !deleting),
    ({ nodeName }) => nodeName,
  );
  const state = ({ name }: Node): 'ready' | 'failing' | 'unseen' => {
    const own = byNode.get(name) ?? [];
    if (own.some(({ ready, phase }) => ready === true && phase === 'Running')) return 'ready';
    return own.some(({ ready, phase }) => ready === false || phase !== 'Running') ? 'failing' : 'unseen';
  };
  // Azure-managed Cilium knows no Windows nodes, so only the others are counted against it.
  const linux = voters(nodes).filter(({ os }) => os !== 'windows');
  const groups = Map.groupBy(linux, state);
  return { linux, pods, failing: groups.get('failing') ?? [], unseen: groups.get('unseen') ?? [] };
}

function undecided(observed: string): Judged {
  return {
    status: 'not-measurable',
    owner: 'lab',
    observed,
    nextStep: 'Try again; if it stays so, show it to your instructor.',
  };
}

/** `complete`: whether the list of Pods proves that what it does not hold is not there. */
function azure({ linux, pods, failing, unseen }: Agents, complete: boolean): Judged {
  if (linux.length === 0)
    return undecided('No Linux node was listed that is known to be Ready, so there is nothing to compare with.');
  if (pods.length === 0)
    return undecided(
      'DaemonSet cilium runs, but the list of Pods in kube-system shows none of them: the two lists do not agree.',
    );
  const broken = complete
    ? [...failing, ...unseen.filter(({ name }) => !pods.some(({ nodeName }) => nodeName === name))]
    : failing;
  if (broken.length > 0) {
    const observed = `${broken.length} of ${count(linux.length, 'Ready Linux node')} without a ready Cilium agent: ${some(broken.map(({ name }) => name))}.`;
    const nextStep = 'Tell your instructor: Pods on such a node may have no network. It is not your doing.';
    return { status: 'fail', owner: 'lab', observed, nextStep };
  }
  if (unseen.length > 0) {
    return undecided(
      `I saw no ready agent on ${some(unseen.map(({ name }) => name))}, but the list that I read may not hold every Pod.`,
    );
  }
  const observed = `A ready agent of Azure-managed Cilium runs on each of ${count(linux.length, 'Ready Linux node')}.`;
  return {
    status: 'pass',
    owner: null,
    observed,
    nextStep: 'Name one thing that Cilium does here and kube-proxy would do elsewhere.',
  };
}

function other(owner: ReturnType<typeof ciliumOwner>): Judged {
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
  command,
  run: ({ nodes, systemPods, daemonSets, ciliumConfig }) => {
    if (systemPods.outcome !== 'ok')
      return { ...unseen(systemPods), evidence: [{ command, value: systemPods.because }] };
    const pods = ciliumPods(systemPods.data);
    const owner = ciliumOwner({ daemonSets, ciliumConfig }, pods);
    const agents = agentsOf(nodes, pods);
    const set = daemonSetNamed(daemonSets, 'cilium');
    const shown = pods.map(
      ({ name, nodeName, ready }) =>
        `${name} on ${nodeName ?? '?'} ${ready === null ? '(readiness not read)' : ready ? 'ready' : 'not ready'}`,
    );
    const skipped = nodes.length - agents.linux.length;
    const result = owner === 'azure' ? azure(agents, systemPods.absence === 'proven') : other(owner);
    return {
      ...result,
      counted: { nodes: agents.linux.length, agents: pods.length },
      excluded:
        skipped > 0 ? [{ why: 'not known to be Ready, Windows, virtual or not managed by AKS', count: skipped }] : [],
      evidence: [
        { command, value: some(shown) },
        ...(set
          ? [
              {
                command: 'kubectl get daemonset -n kube-system cilium',
                value: `DESIRED ${set.desired ?? '?'}, READY ${set.ready ?? '?'}`,
              },
            ]
          : []),
      ],
    };
  },
});
