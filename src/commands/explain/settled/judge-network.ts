import { unreadPartsAmong } from '../../../checks/unread-parts.ts';
import type { Assessment } from '../../../model/assessment.ts';
import type { UnreadPart } from '../../../model/check.ts';
import { contradictionsOf } from '../../../model/check-outlook.ts';
import { dataplaneNames, modelNames, policyNames } from '../../../model/display-names.ts';
import type { ClusterNetwork, NetworkModel, PolicyEngine } from '../../../model/network.ts';
import type { VerdictAnswer } from '../../../model/verdict.ts';
import { type NetworkAxis, settlingReads } from '../../../network/detect/conflicts.ts';
import { countNoun } from '../../../network/phrases.ts';

/** What a question comes to, before it is known who asked and from where. */
export type Judged = Pick<
  VerdictAnswer,
  'verdict' | 'says' | 'observed' | 'reasons' | 'next' | 'owner' | 'unread' | 'evidence'
>;

const nothingElse = { observed: [], reasons: [], next: null, owner: null, unread: [], evidence: [] } as const;

/** A verdict that was seen. */
export const seenVerdict = (verdict: Judged['verdict'], says: string, rest: Partial<Judged> = {}): Judged => ({
  ...nothingElse,
  verdict,
  says,
  ...rest,
});

/** Why something was not read, as the end of “I cannot tell, because …”; null where all was. */
export function describeUnread(unread: readonly UnreadPart[]): string | null {
  const lacking = unread.filter(({ outcome }) => outcome === 'forbidden').length;
  if (lacking > 0)
    return lacking === 1 ? 'netlab lacks a permission' : `netlab lacks ${countNoun(lacking, 'permission')}`;
  const failed = unread.filter(({ outcome }) => outcome === 'failed');
  if (failed.some(({ failure }) => failure === 'login')) return 'I could not log in to the cluster';
  if (failed.some(({ failure }) => failure === 'size')) return 'the cluster sends more than I can take in';
  if (failed.length > 0) return 'the cluster did not answer every question';
  return unread.length > 0 ? 'the dump does not hold all that I need' : null;
}

const instructorKnows = 'Your instructor can tell which one it is.';

/** An axis that stays open: whatever was not read first, else that what was read does not settle it. */
export function openVerdict(axis: NetworkAxis, { snapshot }: Assessment, observed: readonly string[] = []): Judged {
  const unread = unreadPartsAmong(settlingReads[axis], snapshot);
  const why = describeUnread(unread);
  if (why !== null)
    return { ...nothingElse, verdict: 'cannot-tell', says: why, observed, unread, owner: ownerOf(unread) };
  const says = 'what I can see does not settle it';
  return { ...nothingElse, verdict: 'cannot-tell', says, observed, next: instructorKnows, owner: 'instructor' };
}

/** Whose turn it is where something was not read. */
export function ownerOf(unread: readonly UnreadPart[]): Judged['owner'] {
  if (unread.some(({ outcome }) => outcome === 'forbidden')) return 'lab';
  if (unread.some(({ failure }) => failure === 'login')) return 'bot';
  return unread.some(({ outcome }) => outcome === 'failed') ? 'lab' : 'you';
}

const routerSignals: readonly string[] = ['cilium', 'kube-proxy', 'kube-proxy-replacement'];
const engineSignals: readonly string[] = ['cilium', 'azure-npm', 'calico', 'policy-label'];

// More models than these are no help.
const maxNamed = 3;

/** The model that was not determined, or more than one: whose turn it is, never a guess. */
function openModel(assessment: Assessment): Judged | null {
  const { aks, model, pools, candidates } = assessment.network;
  if (model === 'mixed') {
    const observed = pools.map((pool) => `Pool ${pool.name}: ${modelNames[pool.model]}.`);
    const says = 'your cluster has more than one network model';
    return { ...nothingElse, verdict: 'cannot-tell', says, observed, next: instructorKnows, owner: 'instructor' };
  }
  if (model !== 'undetermined') return null;
  if (aks === false) {
    const says = 'this is no AKS cluster, so AKS’s models do not apply';
    return { ...nothingElse, verdict: 'cannot-tell', says, next: instructorKnows, owner: 'instructor' };
  }
  const few = candidates.length > 0 && candidates.length <= maxNamed;
  const possible = few ? [`Still possible: ${candidates.map((each) => modelNames[each]).join(' or ')}.`] : [];
  return openVerdict('model', assessment, possible);
}

/** Signals as lines, the strongest first. */
function reasonsFrom({ signals }: ClusterNetwork, isOf: (id: string) => boolean): readonly string[] {
  return signals.filter(({ id }) => isOf(id)).map(({ observed, says }) => `${observed} → ${says}`);
}

// Signals that speak of agents and not of addresses.
const agentSignals = new Set([
  'cilium',
  'kube-proxy',
  'kube-proxy-replacement',
  'cilium-is-up',
  'ebpf-label',
  'azure-npm',
  'calico',
  'policy-label',
]);

/** What the model rests on, the strongest first, and what does not fit it. */
function modelReasons(network: ClusterNetwork): Pick<Judged, 'observed' | 'reasons'> {
  const [against] = contradictionsOf(network);
  return {
    observed: against ? [`What does not fit: ${against.says}.`] : [],
    reasons: reasonsFrom(network, (id) => !agentSignals.has(id)),
  };
}

/** Whether the model is one of these; `adds` says what follows from it. */
export function judgeModel(models: readonly NetworkModel[], assessment: Assessment, adds = ''): Judged {
  const { network } = assessment;
  const says = `your cluster is ${modelNames[network.model]}${adds}`;
  return (
    openModel(assessment) ?? seenVerdict(models.includes(network.model) ? 'yes' : 'no', says, modelReasons(network))
  );
}

/** Which model it is. */
export function nameModel(assessment: Assessment): Judged {
  const { network } = assessment;
  return (
    openModel(assessment) ?? seenVerdict('named', `your cluster is ${modelNames[network.model]}`, modelReasons(network))
  );
}

/** Which data plane it is. */
export function nameDataplane(assessment: Assessment): Judged {
  const { network } = assessment;
  const { dataplane } = network;
  if (dataplane === 'undetermined') return openVerdict('dataplane', assessment);
  const reasons = reasonsFrom(network, (id) => routerSignals.includes(id));
  return seenVerdict('named', `the data plane is ${dataplaneNames[dataplane]}`, { reasons });
}

/** Which engine enforces policies, or whether it is this one; null asks for any. */
export function judgeEngine(form: 'whether' | 'which', engine: PolicyEngine | null, assessment: Assessment): Judged {
  const { network } = assessment;
  const { policyEngine } = network;
  if (policyEngine === 'undetermined') return openVerdict('policyEngine', assessment);
  const says =
    policyEngine === 'none'
      ? 'nothing enforces NetworkPolicies here'
      : `${policyNames[policyEngine]} enforces NetworkPolicies here`;
  const isSo = engine === null ? policyEngine !== 'none' : policyEngine === engine;
  const verdict = form === 'which' ? 'named' : isSo ? 'yes' : 'no';
  return seenVerdict(verdict, says, { reasons: reasonsFrom(network, (id) => engineSignals.includes(id)) });
}
