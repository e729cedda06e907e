import type { ClusterNetwork, Dataplane } from '../../model/network.ts';
import type { DaemonSet, Reads } from '../../model/snapshot.ts';
import {
  agentHealth,
  agentPods,
  type CiliumOwner,
  ciliumOwnerOf,
  daemonSetNamed,
  isAgentProvenAbsent,
  isAgentRunning,
} from '../../network/facts/cilium.ts';
import { countNoun, kubectlCommand, listSome } from '../../network/phrases.ts';
import { unreadableFinding } from '../blocked.ts';
import { defineCheck, type PartialJudgement } from '../define-check.ts';
import { evidenceCommands } from '../evidence-commands.ts';

/** Nothing that is there is ready, so nothing shows what routes Service traffic. */
function dead(who: string): PartialJudgement {
  const observed = `${who} is there, but none of its Pods is ready: nothing that I can see routes Service traffic.`;
  return { status: 'not-measurable', owner: 'lab', observed, nextStep: 'Tell your instructor: it is not your doing.' };
}

/** It is wanted, and whether it does its work did not come with it. */
function unseenHealth(who: string): PartialJudgement {
  const observed = `${who} is there, but what was read does not show whether any of its Pods is ready.`;
  const nextStep = 'Look at its Pods in kube-system, or ask your instructor what routes Service traffic here.';
  return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
}

/** kube-proxy beside a Cilium that is not known to be AKS's: cilium-config says which of them routes. */
function besideOtherCilium(dataplane: Dataplane): PartialJudgement {
  const common = { status: 'differs', owner: null, theory: ['kube-proxy'] } as const;
  if (dataplane === 'kube-proxy') {
    const observed = 'kube-proxy runs and routes Service traffic: cilium-config leaves that to it.';
    return { ...common, observed, nextStep: 'Say what is left for Cilium to do here.' };
  }
  if (dataplane === 'self-managed-cilium') {
    const observed = 'kube-proxy runs, though cilium-config says that Cilium replaces it.';
    const nextStep = 'A change of the data plane may be under way. Ask your instructor.';
    return { ...common, observed, nextStep };
  }
  const observed = 'kube-proxy runs beside a Cilium that is not known to be AKS’s.';
  return { ...common, observed, nextStep: 'Ask your instructor which of the two routes Service traffic.' };
}

function judgePresent(owner: CiliumOwner, dataplane: Dataplane): PartialJudgement {
  if (owner === 'azure') {
    const observed = 'kube-proxy and Azure-managed Cilium both run.';
    const nextStep = 'A change of the data plane may be under way. Ask your instructor.';
    return { status: 'differs', owner: null, observed, nextStep };
  }
  if (owner === 'self' || owner === 'unknown') return besideOtherCilium(dataplane);
  const observed =
    dataplane === 'kube-proxy'
      ? 'kube-proxy runs: it routes Service traffic on this cluster.'
      : 'kube-proxy runs; whether Cilium runs beside it could not be seen.';
  const nextStep = 'Right for a cluster without Azure-managed Cilium. Say what kube-proxy does with iptables.';
  return { status: 'differs', owner: null, observed, nextStep, theory: ['kube-proxy'] };
}

function judgeAbsent(owner: CiliumOwner, dataplane: Dataplane): PartialJudgement {
  if (owner === 'azure') {
    const observed = 'No kube-proxy runs, and Azure-managed Cilium does: Cilium took over its work.';
    const nextStep = 'Say what would happen to Services if neither of the two ran.';
    return { status: 'pass', owner: null, observed, nextStep };
  }
  if (owner === 'self' && dataplane === 'self-managed-cilium') {
    const observed = 'No kube-proxy runs; a Cilium that AKS does not manage takes its place.';
    return { status: 'differs', owner: null, observed, nextStep: 'Look at kube-proxy-replacement in cilium-config.' };
  }
  const common = { status: 'not-measurable', owner: 'instructor' } as const;
  if (owner === 'self') {
    const observed = 'No kube-proxy runs, though cilium-config leaves Service traffic to it.';
    const nextStep = 'Show this to your instructor: nothing that I can see routes Service traffic.';
    return { ...common, observed, nextStep };
  }
  const observed = 'No kube-proxy runs, but no Azure-managed Cilium was seen that would take its place.';
  return { ...common, observed, nextStep: 'Ask your instructor what routes Service traffic here.' };
}

function judgeUnproven(): PartialJudgement {
  const observed =
    'I could not prove that kube-proxy is absent: what was readable does not list every DaemonSet of kube-system.';
  const nextStep = 'Ask your instructor what routes Service traffic here.';
  return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
}

/**
 * A readable, empty list of Pods contradicts a kube-system that runs DaemonSets: nothing is concluded from
 * it.
 */
function isAbsent(reads: Pick<Reads, 'daemonSets' | 'systemPods'>): boolean {
  const contradicted = reads.systemPods.outcome === 'ok' && reads.systemPods.data.length === 0;
  return !contradicted && isAgentProvenAbsent(reads, 'kube-proxy');
}

type ProxyReads = Pick<Reads, 'daemonSets' | 'systemPods' | 'ciliumConfig'>;

function verdict(reads: ProxyReads, present: boolean, { dataplane }: ClusterNetwork): PartialJudgement {
  const owner = ciliumOwnerOf(reads);
  const cilium = owner === 'azure' || owner === 'self';
  const health = agentHealth(reads, present ? 'kube-proxy' : 'cilium');
  const who = present ? 'kube-proxy' : 'Cilium';
  if ((present || cilium) && health === 'down') return dead(who);
  if ((present || cilium) && health === 'unseen') return unseenHealth(who);
  if (present) return judgePresent(owner, dataplane);
  return isAbsent(reads) ? judgeAbsent(owner, dataplane) : judgeUnproven();
}

function listed(daemonSets: Reads['daemonSets'], set: DaemonSet | undefined): string {
  if (daemonSets.outcome !== 'ok') return daemonSets.because;
  if (set) return `kube-proxy: DESIRED ${set.desired ?? 'not read'}`;
  const names = daemonSets.data.map(({ name }) => name);
  return `${countNoun(names.length, 'DaemonSet')}, none named kube-proxy: ${listSome(names, 12)}`;
}

function noneAmong(read: Reads['systemPods']): string {
  return read.outcome === 'ok' ? `none among ${countNoun(read.data.length, 'Pod')}` : read.because;
}

/** kube-proxy absent (no DaemonSet of exactly that name, or DESIRED 0) because Cilium replaced it. */
export const kubeProxyAbsent = defineCheck({
  code: 'kube-proxy-absent',
  task: 2,
  asks: 'Is kube-proxy absent, because Cilium took its place?',
  needs: [],
  uses: ['daemonSets', 'systemPods', 'ciliumConfig'],
  expected: 'No kube-proxy Pods: Cilium routes Service traffic.',
  theory: ['kube-proxy', 'cilium'],
  problems: [],
  run: (reads, network) => {
    const { daemonSets, systemPods } = reads;
    if (daemonSets.outcome !== 'ok' && systemPods.outcome !== 'ok') {
      const evidence = [daemonSets, systemPods].map(({ ask, because }) => ({
        command: kubectlCommand(ask),
        value: because,
      }));
      return { ...unreadableFinding(daemonSets, [systemPods]), evidence };
    }
    const set = daemonSetNamed(daemonSets, 'kube-proxy');
    const pods = systemPods.outcome === 'ok' ? systemPods.data.length : 0;
    const proxies = agentPods(reads, 'kube-proxy');
    const present = isAgentRunning(reads, 'kube-proxy');
    return {
      ...verdict(reads, present, network),
      counted: { daemonSets: daemonSets.outcome === 'ok' ? daemonSets.data.length : 0, Pods: pods },
      evidence: [
        {
          command: evidenceCommands.proxyPods,
          value: proxies.length > 0 ? listSome(proxies.map(({ name }) => name)) : noneAmong(systemPods),
        },
        { command: evidenceCommands.daemonSets, value: listed(daemonSets, set) },
      ],
    };
  },
});
