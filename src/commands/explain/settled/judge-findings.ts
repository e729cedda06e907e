import { findingOf } from '../../../checks/inspect.ts';
import { unreadPartsOf } from '../../../checks/unread-parts.ts';
import type { Assessment } from '../../../model/assessment.ts';
import { isNotInDump, lacksOwnPods } from '../../../model/check-outlook.ts';
import type { Finding, FindingCode } from '../../../model/finding.ts';
import type { ClusterVerdict } from '../../../model/verdict.ts';
import { agentHealth, ciliumOwnerOf, isAgentProvenAbsent, isAgentRunning } from '../../../network/facts/cilium.ts';
import { describeUnread, type Judged, judgeEngine, openVerdict, seenVerdict } from './judge-network.ts';

/** What a finding shows beside a verdict. */
const shownOf = ({ observed, evidence }: Finding): Pick<Judged, 'observed' | 'evidence'> => ({
  observed: [observed],
  evidence,
});

/** A question that a finding leaves open: why, and whose turn it is. */
function openFinding(finding: Finding, assessment: Assessment): Judged {
  const { status, owner, observed, nextStep: next } = finding;
  const unread = unreadPartsOf({ ...assessment, findings: [finding], problems: [] });
  const inDump = isNotInDump(finding, { unread }) ? 'the dump does not hold all that I need' : null;
  const empty = lacksOwnPods(finding) ? 'no Pod of yours runs yet that I could look at' : null;
  const says = empty ?? describeUnread(unread) ?? inDump ?? 'what I can see does not settle it';
  const isUnread = status === 'blocked' || status === 'error';
  const rest = isUnread ? { observed: [], next: null } : { observed: [observed], next };
  return seenVerdict('cannot-tell', says, { ...shownOf(finding), ...rest, owner, unread });
}

/** What each verdict of a finding says, by its status. */
type Says = { readonly pass: readonly [ClusterVerdict, string]; readonly differs: readonly [ClusterVerdict, string] };

/** A question that one finding answers: its two settled statuses in words, and all others as open. */
function judgeFinding(code: FindingCode, says: Says, assessment: Assessment): Judged {
  const finding = findingOf(assessment.findings, code);
  const { status } = finding;
  if (status !== 'pass' && status !== 'differs') return openFinding(finding, assessment);
  const [verdict, sentence] = says[status];
  return seenVerdict(verdict, sentence, shownOf(finding));
}

/** Whether Pods lie in another range than the nodes. */
export function judgePodsApart(assessment: Assessment): Judged {
  const says: Says = {
    pass: ['yes', 'your Pods have addresses of another range than the nodes'],
    differs: ['no', 'your Pods and the nodes share one range'],
  };
  return judgeFinding('pods-outside-node-range', says, assessment);
}

/** Whether the exercise's ConfigMap is there. */
export function judgeNetworkmonitor(assessment: Assessment): Judged {
  const says: Says = { pass: ['no', 'that ConfigMap does not exist'], differs: ['yes', 'that ConfigMap exists'] };
  return judgeFinding('networkmonitor-configmap', says, assessment);
}

/** Whether the API server is private: a public name alone does not rule that out. */
export function judgePrivateApi(assessment: Assessment): Judged {
  const finding = findingOf(assessment.findings, 'api-endpoint');
  if (finding.status === 'differs') return seenVerdict('yes', 'the API server has a private name', shownOf(finding));
  const next = 'Your instructor can tell, with the command below.';
  if (finding.status === 'pass') {
    const says = 'its name is a public one, which a private cluster can have too';
    return seenVerdict('cannot-tell', says, { evidence: finding.evidence, next, owner: 'instructor' });
  }
  return { ...openFinding(finding, assessment), next, owner: 'instructor' };
}

const ciliumSays = {
  azure: 'Azure-managed Cilium is the data plane',
  self: 'Cilium runs, and it is not the one that AKS manages',
  unknown: 'Cilium runs, but I cannot tell whose it is',
} as const;

/** Whether Cilium runs: also where some of its agents do not, which is said beside it. */
export function judgeCilium(assessment: Assessment): Judged {
  const { snapshot, network, findings } = assessment;
  const finding = findingOf(findings, 'cilium-agents');
  const owner = ciliumOwnerOf(snapshot.reads);
  if (owner === 'unseen' || (owner === 'none' && network.dataplane === 'undetermined'))
    return finding.status === 'differs' ? openVerdict('dataplane', assessment) : openFinding(finding, assessment);
  if (owner === 'none') return seenVerdict('no', 'no Cilium agent runs in kube-system', { evidence: finding.evidence });
  const isDown = agentHealth(snapshot.reads, 'cilium') === 'down';
  const isBroken = finding.status === 'fail';
  const besides = isDown ? ', but none of its agents is ready' : isBroken ? ', but not on every node' : '';
  const broken = isBroken ? { next: finding.nextStep, owner: finding.owner } : {};
  return seenVerdict('yes', ciliumSays[owner] + besides, { ...shownOf(finding), ...broken });
}

/** Whether kube-proxy runs. An empty list of Pods contradicts a kube-system that runs anything: nothing follows from it. */
export function judgeKubeProxy(assessment: Assessment): Judged {
  const { reads } = assessment.snapshot;
  const finding = findingOf(assessment.findings, 'kube-proxy-absent');
  if (isAgentRunning(reads, 'kube-proxy')) {
    const isDown = agentHealth(reads, 'kube-proxy') === 'down';
    return seenVerdict(
      'yes',
      `kube-proxy is there${isDown ? ', but none of its Pods is ready' : ''}`,
      shownOf(finding),
    );
  }
  const isEmpty = reads.systemPods.outcome === 'ok' && reads.systemPods.data.length === 0;
  if (isEmpty || !isAgentProvenAbsent(reads, 'kube-proxy')) return openFinding(finding, assessment);
  return seenVerdict('no', 'no kube-proxy runs here', shownOf(finding));
}

/** Whether Azure NPM is there: that another engine enforces policies is no proof that its Pods are gone. */
export function judgeNpm(assessment: Assessment): Judged {
  const { reads } = assessment.snapshot;
  const engine = judgeEngine('whether', 'azure-npm', assessment);
  if (engine.verdict === 'yes') return engine;
  if (isAgentRunning(reads, 'azure-npm'))
    return seenVerdict('yes', 'Azure NPM is there, but I cannot tell that it enforces NetworkPolicies');
  const isGone = engine.verdict === 'no' && isAgentProvenAbsent(reads, 'azure-npm');
  return isGone
    ? { ...engine, says: `Azure NPM does not run, and ${engine.says}` }
    : openVerdict('policyEngine', assessment);
}
