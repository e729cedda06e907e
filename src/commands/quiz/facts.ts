import { findingOf } from '../../checks/inspect.ts';
import type { Assessment } from '../../model/assessment.ts';
import { dataplaneNames, modelNames, policyNames } from '../../model/display-names.ts';
import type { Finding, FindingCode, Status } from '../../model/finding.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import { findOwnValue } from '../../model/own-value.ts';
import type { FactId, FactResult, Observation, quizFacts, UnknownReason } from '../../model/quiz.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { isProxyBesideCilium } from '../../network/detect/dataplane.ts';
import { agentHealth, isAgentRunning } from '../../network/facts/cilium.ts';
import { listSome } from '../../network/phrases.ts';
import { determinePodCidrSet, determineWindowsNodes } from './node-facts.ts';

type FactValue<F extends FactId> = (typeof quizFacts)[F][number];

const unknownReasons: { readonly [S in Status]: UnknownReason } = {
  blocked: 'permission',
  error: 'outage',
  'not-measurable': 'unsettled',
  pass: 'unsettled',
  differs: 'unsettled',
  fail: 'unsettled',
};

/** Why a finding gives no value: `nothing` only where one of the objects in `needs` was counted and there is none. */
function whyNot({ status, counted }: Finding, needs: readonly string[]): UnknownReason {
  const none = status === 'not-measurable' && needs.some((each) => findOwnValue(counted, each) === 0);
  return none ? 'nothing' : unknownReasons[status];
}

/**
 * A fact that a finding has already judged. `values` gives the value of a finding, null for none; `needs` names the counted
 * objects without which there is nothing to judge.
 */
function factOfFinding<F extends FactId>(
  code: FindingCode,
  values: (finding: Finding, assessment: Assessment) => FactValue<F> | null,
  needs: readonly string[] = [],
): (assessment: Assessment) => FactResult<F> {
  return (assessment) => {
    const finding = findingOf(assessment.findings, code);
    const value = values(finding, assessment);
    if (value === null) return { value, untold: whyNot(finding, needs) };
    return { value, observation: { says: finding.observed, evidence: finding.evidence } };
  };
}

/** Why model, data plane or policy engine is not known: a list that could not be read comes first. */
function whyOpen({ reads }: Snapshot): UnknownReason {
  const outcomes = [reads.nodes, reads.daemonSets, reads.systemPods, reads.nodeNetworkConfigs].map(
    ({ outcome }) => outcome,
  );
  if (outcomes.includes('forbidden')) return 'permission';
  return outcomes.includes('failed') ? 'outage' : 'unsettled';
}

/** A sentence with the three strongest signals behind it. */
function observationOf({ signals }: ClusterNetwork, says: string): Observation {
  const rests = signals.slice(0, 3).map(({ observed }) => observed);
  return { says: rests.length === 0 ? `${says}.` : `${says}. By: ${rests.join('; ')}.`, evidence: [] };
}

/** `yes` where the model gives each node a block of its own, `no` where it hands out single addresses. */
function blockPerNode({ status }: Finding, { network }: Assessment): 'yes' | 'no' | null {
  const { model } = network;
  if (status === 'pass') return 'yes';
  if (status !== 'differs') return null;
  if (model === 'azure-cni-pod-subnet-static') return 'yes';
  return model === 'azure-cni-node-subnet' || model === 'azure-cni-pod-subnet-dynamic' ? 'no' : null;
}

/** The agent that implements a data plane. With `none`, a kube-proxy that does not exist does not count as down. */
const agentOf = {
  'azure-cilium': 'cilium',
  'self-managed-cilium': 'cilium',
  'kube-proxy': 'kube-proxy',
  none: 'kube-proxy',
} as const;

const table = {
  'pods-inside-node-range': factOfFinding<'pods-inside-node-range'>(
    'pods-outside-node-range',
    ({ status }) => (status === 'differs' ? 'yes' : status === 'pass' ? 'no' : null),
    ['nodes', 'pods'],
  ),
  'cilium-on-every-node': factOfFinding<'cilium-on-every-node'>(
    'cilium-agents',
    ({ status }, { network }) => {
      if (status === 'pass') return 'yes';
      const without = network.dataplane === 'kube-proxy' || network.dataplane === 'none';
      // Agents that are there and not ready are a fault: no lesson on clusters with or without Cilium explains it.
      return status === 'differs' && without ? 'no' : null;
    },
    ['nodes'],
  ),
  'kube-proxy-present': factOfFinding<'kube-proxy-present'>('kube-proxy-absent', ({ status }, { snapshot }) => {
    if (status === 'pass') return 'no';
    // A kube-proxy none of whose Pods is ready is neither there nor not; the finding then judges nothing.
    if (status !== 'differs') return null;
    return isAgentRunning(snapshot.reads, 'kube-proxy') ? 'yes' : 'no';
  }),
  'configmap-present': factOfFinding<'configmap-present'>('networkmonitor-configmap', ({ status }) =>
    status === 'differs' ? 'yes' : status === 'pass' ? 'no' : null,
  ),
  'annotations-name-a-cni': factOfFinding<'annotations-name-a-cni'>(
    'node-annotations',
    ({ status }) => (status === 'differs' ? 'yes' : status === 'pass' ? 'no' : null),
    ['nodes'],
  ),
  'pod-cidr-set': determinePodCidrSet,
  'block-per-node': factOfFinding<'block-per-node'>('pod-cidr-per-node', blockPerNode, ['nodes']),
  'api-name': factOfFinding<'api-name'>('api-endpoint', ({ status }) =>
    status === 'pass' ? 'public' : status === 'differs' ? 'private' : null,
  ),
  model: ({ network, snapshot }): FactResult<'model'> => {
    const { model } = network;
    if (model === 'mixed' || model === 'undetermined') return { value: null, untold: whyOpen(snapshot) };
    return { value: model, observation: observationOf(network, `The model is ${modelNames[model]}`) };
  },
  dataplane: ({ network, snapshot, findings }): FactResult<'dataplane'> => {
    const { dataplane } = network;
    if (dataplane === 'undetermined') return { value: null, untold: whyOpen(snapshot) };
    // What is there and dead leads no packet; netlab then does not say which one would.
    if (agentHealth(snapshot.reads, agentOf[dataplane]) === 'down') return { value: null, untold: 'unsettled' };
    // Where both are there, nothing that is read tells which of them leads a packet.
    if (isProxyBesideCilium(snapshot.reads)) return { value: null, untold: 'unsettled' };
    const { evidence } = findingOf(findings, 'kube-proxy-absent');
    return { value: dataplane, observation: { says: `The data plane is ${dataplaneNames[dataplane]}.`, evidence } };
  },
  'policy-engine': ({ network, snapshot }): FactResult<'policy-engine'> => {
    const { policyEngine } = network;
    if (policyEngine === 'undetermined') return { value: null, untold: whyOpen(snapshot) };
    const { daemonSets } = snapshot.reads;
    const listed = daemonSets.outcome === 'ok' ? daemonSets.data.map(({ name }) => name) : [];
    const evidence =
      listed.length > 0 ? [{ command: 'kubectl get daemonsets -n kube-system', value: listSome(listed, 12) }] : [];
    return {
      value: policyEngine,
      observation: { says: `Policies are enforced by: ${policyNames[policyEngine]}.`, evidence },
    };
  },
  'windows-nodes': determineWindowsNodes,
} satisfies { readonly [F in FactId]: (assessment: Assessment) => FactResult<F> };

/** The value of a fact in a snapshot, or the reason why it has none. A value is never guessed. */
export function determineFact(fact: FactId, assessment: Assessment): FactResult {
  return table[fact](assessment);
}
