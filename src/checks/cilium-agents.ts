import type { Node, Pod } from '../model/snapshot.ts';
import { ciliumOwner, ciliumPods, daemonSetNamed } from '../network/cilium.ts';
import { voters } from '../network/voters.ts';
import { defineCheck, type Judged } from './check.ts';
import { count, some } from './words.ts';

const command = 'kubectl get pods -n kube-system -l k8s-app=cilium -o wide';

type Agents = { readonly linux: readonly Node[]; readonly pods: readonly Pod[]; readonly missing: readonly Node[] };

function agentsOf(nodes: readonly Node[], pods: readonly Pod[]): Agents {
  const working = new Set(
    pods
      .filter(({ ready, phase, deleting }) => ready && phase === 'Running' && !deleting)
      .map(({ nodeName }) => nodeName),
  );
  // Azure-managed Cilium knows no Windows nodes, so only the others are counted against it.
  const linux = voters(nodes).filter(({ os }) => os !== 'windows');
  return { linux, pods, missing: linux.filter(({ name }) => !working.has(name)) };
}

function azure({ linux, pods, missing }: Agents): Judged {
  if (pods.length === 0 || linux.length === 0) {
    const what =
      pods.length === 0 ? 'the list of Pods in kube-system shows none of them' : 'no Ready Linux node was listed';
    const observed = `DaemonSet cilium runs, but ${what}: the two lists do not agree.`;
    return {
      status: 'not-measurable',
      owner: 'lab',
      observed,
      nextStep: 'Try again; if it stays so, show it to your instructor.',
    };
  }
  if (missing.length > 0) {
    const observed = `${missing.length} of ${count(linux.length, 'Ready Linux node')} have no ready Cilium agent: ${some(missing.map(({ name }) => name))}.`;
    const nextStep = 'Tell your instructor: Pods on such a node may have no network. It is not your doing.';
    return { status: 'fail', owner: 'lab', observed, nextStep };
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
  needs: ['nodes', 'systemPods'],
  uses: ['daemonSets', 'ciliumConfig'],
  expected: 'One ready Cilium agent on every Linux node.',
  theory: ['cilium'],
  problems: ['no-cilium-pods'],
  command,
  run: ({ nodes, systemPods, daemonSets, ciliumConfig }) => {
    const pods = ciliumPods(systemPods);
    const owner = ciliumOwner({ daemonSets, ciliumConfig }, pods);
    const agents = agentsOf(nodes, pods);
    const set = daemonSetNamed(daemonSets, 'cilium');
    const shown = pods.map(
      ({ name, nodeName, ready }) => `${name} on ${nodeName ?? '?'} ${ready ? 'ready' : 'not ready'}`,
    );
    const skipped = nodes.length - agents.linux.length;
    const result = owner === 'azure' ? azure(agents) : other(owner);
    return {
      ...result,
      counted: { nodes: agents.linux.length, agents: pods.length },
      excluded: skipped > 0 ? [{ why: 'not Ready, Windows, virtual or not managed by AKS', count: skipped }] : [],
      evidence: [
        { command, value: some(shown) },
        ...(set
          ? [
              {
                command: 'kubectl get daemonset -n kube-system cilium',
                value: `DESIRED ${set.desired}, READY ${set.ready}`,
              },
            ]
          : []),
      ],
    };
  },
});
