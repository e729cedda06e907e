import type { CheckAnswer } from './check.ts';
import type { Finding, ProblemRow, Status } from './finding.ts';
import type { ClusterNetwork } from './network.ts';

/** What a look came to: a status of findings, or that a problem was found. */
export type CheckState = Status | 'problem';

/** What a look came to as a whole. */
export type CheckOutlook = {
  readonly state: CheckState;
  /** The findings that count: the theory of private clusters only where it differs. */
  readonly findings: readonly Finding[];
  /** The finding that the state is about first; null for one that is only of problems. */
  readonly lead: Finding | null;
  /** Problems that were found and mean that something is wrong. */
  readonly found: readonly ProblemRow[];
  /** Problems that a read which did not come back would have settled. */
  readonly unseen: readonly ProblemRow[];
  /** Whether the network's model is known and nothing that was seen speaks against it. */
  readonly clear: boolean;
};

/** Statuses, the most urgent first. */
export const statusOrder: readonly Status[] = ['fail', 'blocked', 'error', 'not-measurable', 'differs', 'pass'];

/** What does not go together; a permission that is missing contradicts nothing. */
export function contradictionsOf({ conflicts }: Pick<ClusterNetwork, 'conflicts'>): ClusterNetwork['conflicts'] {
  return conflicts.filter(({ id }) => !id.startsWith('no-permission-'));
}

/** Whether the network is known well enough to say that all of it is right for its kind. */
function isNetworkClear(cluster: ClusterNetwork): boolean {
  return cluster.model !== 'undetermined' && cluster.model !== 'mixed' && contradictionsOf(cluster).length === 0;
}

/** The state by what was found, the most urgent first. */
function stateOf({ findings, found, unseen }: Omit<CheckOutlook, 'state' | 'lead'>, answer: CheckAnswer): CheckState {
  const has = (status: Status) => findings.some((each) => each.status === status);
  const lacks = (outcome: 'forbidden' | 'failed') =>
    unseen.length > 0 && answer.unread.some((each) => each.outcome === outcome);
  if (has('fail')) return 'fail';
  if (found.length > 0) return 'problem';
  if (has('blocked') || lacks('forbidden')) return 'blocked';
  if (has('error') || lacks('failed')) return 'error';
  return statusOrder.find(has) ?? 'not-measurable';
}

/** Whether a finding is open only because a dump does not hold what it needs. */
export function isNotInDump({ status, evidence }: Finding, { unread }: Pick<CheckAnswer, 'unread'>): boolean {
  const lacks = unread.filter(({ outcome }) => outcome === 'not-in-dump').map(({ because }) => because);
  return status === 'not-measurable' && evidence.some(({ value }) => lacks.includes(value));
}

/** What a look came to. One of a single task speaks of that task alone. */
export function outlookOf(answer: CheckAnswer): CheckOutlook {
  const { report, problems, task } = answer;
  const shown = task === null ? problems : [];
  const outlook = {
    findings: report.findings.filter((finding) => finding.task !== null || finding.status === 'differs'),
    found: shown.filter(({ status, normal }) => status === 'supported' && !normal),
    unseen: shown.filter(({ unread }) => unread),
    clear: task !== null || isNetworkClear(report.cluster),
  };
  const state = stateOf(outlook, answer);
  const same = outlook.findings.filter(({ status }) => status === state);
  const lead = same.find((finding) => !isNotInDump(finding, answer)) ?? same[0] ?? null;
  return { ...outlook, state, lead };
}

/** Whether nothing runs in the namespace that could be looked at, so that its owner can start something. */
export function lacksOwnPods({ id, status, owner, counted }: Finding): boolean {
  return id === 'pods-outside-node-range' && status === 'not-measurable' && owner === 'you' && counted.pods === 0;
}
