import type { CheckReport, Code, Finding, Status } from '../model/finding.ts';
import { dataplaneNames, modelNames, policyNames } from '../model/names.ts';
import { type FactFound, type FactId, facts, type Observation, type Untold } from '../model/quiz.ts';
import type { Reads, Snapshot } from '../model/snapshot.ts';
import { runs } from '../network/cilium.ts';
import { isProxyBesideCilium } from '../network/dataplane.ts';
import { nodesOf, voters } from '../network/voters.ts';
import { some } from '../network/words.ts';

/** A report and the snapshot that it is about. */
export type Seen = { readonly report: CheckReport; readonly snapshot: Snapshot };

type Value<F extends FactId> = (typeof facts)[F][number];

const untold: { readonly [S in Status]: Untold } = {
  blocked: 'permission',
  error: 'outage',
  'not-measurable': 'nothing',
  pass: 'unsettled',
  differs: 'unsettled',
  fail: 'unsettled',
};

function findingOf({ findings }: CheckReport, code: Code): Finding {
  const found = findings.find(({ id }) => id === code);
  if (found) return found;
  throw new Error(`the report lacks ${code}`);
}

/** A fact that a finding has already judged: `values` tells what each status of it means, nothing for the others. */
function judged<F extends FactId>(
  code: Code,
  values: (finding: Finding, seen: Seen) => Value<F> | null,
): (seen: Seen) => FactFound<F> {
  return (seen) => {
    const finding = findingOf(seen.report, code);
    const value = values(finding, seen);
    if (value === null) return { value, untold: untold[finding.status] };
    return { value, observation: { says: finding.observed, evidence: finding.evidence } };
  };
}

/** Why an axis of the network is not known: what was not readable first. */
function whyOpen({ reads }: Snapshot): Untold {
  const outcomes = [reads.nodes, reads.daemonSets, reads.systemPods, reads.nodeNetworkConfigs].map(
    ({ outcome }) => outcome,
  );
  if (outcomes.includes('forbidden')) return 'permission';
  return outcomes.includes('failed') ? 'outage' : 'unsettled';
}

function unreadNodes(nodes: Reads['nodes']): Untold {
  if (nodes.outcome === 'ok') return 'unsettled';
  return nodes.outcome === 'forbidden' ? 'permission' : nodes.outcome === 'failed' ? 'outage' : 'nothing';
}

/** What an axis rests on: the strongest signals. */
function resting({ cluster }: CheckReport, says: string): Observation {
  const rests = cluster.signals.slice(0, 3).map(({ observed }) => observed);
  return { says: rests.length === 0 ? `${says}.` : `${says}. By: ${rests.join('; ')}.`, evidence: [] };
}

function podCidrSet({ snapshot }: Seen): FactFound<'pod-cidr-set'> {
  const { nodes } = snapshot.reads;
  const own = voters(nodesOf(snapshot.reads));
  const all = own.map(({ podCIDRs }) => podCIDRs);
  const shown = own.map(({ name, podCIDRs }) => `${name} ${podCIDRs?.join(' ') || '(empty)'}`);
  const evidence = [
    { command: 'kubectl get nodes -o custom-columns=NODE:.metadata.name,CIDR:.spec.podCIDR', value: some(shown) },
  ];
  if (own.length > 0 && all.every((each) => each !== null && each.length > 0))
    return { value: 'yes', observation: { says: 'spec.podCIDR is set on each Ready node.', evidence } };
  if (own.length > 0 && all.every((each) => each?.length === 0))
    return { value: 'no', observation: { says: 'spec.podCIDR is empty on each Ready node.', evidence } };
  return { value: null, untold: unreadNodes(nodes) };
}

/** `yes` where the model gives each node a block of its own, `no` where it hands out single addresses. */
function blockPerNode({ status }: Finding, { report }: Seen): 'yes' | 'no' | null {
  const { model } = report.cluster;
  if (status === 'pass') return 'yes';
  if (status !== 'differs') return null;
  if (model === 'azure-cni-pod-subnet-static') return 'yes';
  return model === 'azure-cni-node-subnet' || model === 'azure-cni-pod-subnet-dynamic' ? 'no' : null;
}

function windowsNodes({ report, snapshot }: Seen): FactFound<'windows-nodes'> {
  const { windows } = report.cluster;
  if (windows === null) return { value: null, untold: unreadNodes(snapshot.reads.nodes) };
  const listed = nodesOf(snapshot.reads).map(({ name, os }) => `${name} ${os}`);
  const evidence = listed.length > 0 ? [{ command: 'kubectl get nodes -L kubernetes.io/os', value: some(listed) }] : [];
  const says = windows ? 'Some node runs Windows.' : 'No node runs Windows.';
  return { value: windows ? 'yes' : 'no', observation: { says, evidence } };
}

/** How each fact is told from what was seen. Forget one and the compiler says so. */
const table = {
  'pods-inside-node-range': judged<'pods-inside-node-range'>('pods-outside-node-range', ({ status }) =>
    status === 'differs' ? 'yes' : status === 'pass' ? 'no' : null,
  ),
  'cilium-on-every-node': judged<'cilium-on-every-node'>('cilium-agents', ({ status }, { report }) => {
    if (status === 'pass') return 'yes';
    const without = report.cluster.dataplane === 'kube-proxy' || report.cluster.dataplane === 'none';
    return status === 'fail' || (status === 'differs' && without) ? 'no' : null;
  }),
  'kube-proxy-present': judged<'kube-proxy-present'>('kube-proxy-absent', ({ status }, { snapshot }) => {
    if (status === 'pass') return 'no';
    // A kube-proxy none of whose Pods is ready is neither there nor not; the finding then judges nothing.
    if (status !== 'differs') return null;
    return runs(snapshot.reads, 'kube-proxy') ? 'yes' : 'no';
  }),
  'configmap-present': judged<'configmap-present'>('networkmonitor-configmap', ({ status }) =>
    status === 'differs' ? 'yes' : status === 'pass' ? 'no' : null,
  ),
  'annotations-name-a-cni': judged<'annotations-name-a-cni'>('node-annotations', ({ status }) =>
    status === 'differs' ? 'yes' : status === 'pass' ? 'no' : null,
  ),
  'pod-cidr-set': podCidrSet,
  'block-per-node': judged<'block-per-node'>('pod-cidr-per-node', blockPerNode),
  'api-name': judged<'api-name'>('api-endpoint', ({ status }) =>
    status === 'pass' ? 'public' : status === 'differs' ? 'private' : null,
  ),
  model: ({ report, snapshot }): FactFound<'model'> => {
    const { model } = report.cluster;
    if (model === 'mixed' || model === 'undetermined') return { value: null, untold: whyOpen(snapshot) };
    return { value: model, observation: resting(report, `The model is ${modelNames[model]}`) };
  },
  dataplane: ({ report, snapshot }): FactFound<'dataplane'> => {
    const { dataplane } = report.cluster;
    if (dataplane === 'undetermined') return { value: null, untold: whyOpen(snapshot) };
    // Where both are there, nothing that is read tells which of them leads a packet.
    if (isProxyBesideCilium(snapshot.reads)) return { value: null, untold: 'unsettled' };
    const { evidence } = findingOf(report, 'kube-proxy-absent');
    return { value: dataplane, observation: { says: `The data plane is ${dataplaneNames[dataplane]}.`, evidence } };
  },
  'policy-engine': ({ report, snapshot }): FactFound<'policy-engine'> => {
    const { policyEngine } = report.cluster;
    if (policyEngine === 'undetermined') return { value: null, untold: whyOpen(snapshot) };
    const { daemonSets } = snapshot.reads;
    const listed = daemonSets.outcome === 'ok' ? daemonSets.data.map(({ name }) => name) : [];
    const evidence =
      listed.length > 0 ? [{ command: 'kubectl get daemonsets -n kube-system', value: some(listed, 12) }] : [];
    return {
      value: policyEngine,
      observation: { says: `Policies are enforced by: ${policyNames[policyEngine]}.`, evidence },
    };
  },
  'windows-nodes': windowsNodes,
} satisfies { readonly [F in FactId]: (seen: Seen) => FactFound<F> };

/** What a snapshot says of a fact: one of its values, or why it cannot be told. A value is never guessed. */
export function factOf(fact: FactId, seen: Seen): FactFound {
  return table[fact](seen);
}

/** The facts in the order in which they are asked about. */
export const factOrder = Object.keys(facts) as readonly FactId[];
