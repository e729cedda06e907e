import { type Code, codes, type Finding, type Task } from '../model/finding.ts';
import type { ClusterNetwork } from '../model/network.ts';
import type { Unreadable } from '../model/read.ts';
import type { ReadName, Snapshot } from '../model/snapshot.ts';
import { kubectl } from '../network/words.ts';
import type { Check, Judged } from './check.ts';
import { checks } from './index.ts';
import { unseen } from './unseen.ts';

/** The first reason why a check cannot run: a missing permission before an outage, since it will not go away. */
function obstacle(check: Check, { reads }: Snapshot): Unreadable | null {
  const missing = check.needs.map((name: ReadName) => reads[name]).filter((read) => read.outcome !== 'ok');
  const order: readonly Unreadable['outcome'][] = ['forbidden', 'failed', 'not-found', 'not-in-dump'];
  return [...missing].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))[0] ?? null;
}

function judgedOf(check: Check, snapshot: Snapshot, network: ClusterNetwork): Judged {
  const why = obstacle(check, snapshot);
  if (why === null) return check.judge(snapshot.reads, snapshot, network);
  const partial = check.partial?.(snapshot.reads);
  const reason = unseen(why);
  return {
    ...reason,
    observed: partial ? `${reason.observed} ${partial}` : reason.observed,
    // The question that was not answered, which need not be the one that the check is named for.
    evidence: [{ command: kubectl(why.ask), value: why.because }],
  };
}

function finding(code: Code, snapshot: Snapshot, network: ClusterNetwork): Finding {
  const check: Check = checks[code];
  const { task, asks } = check;
  const judged = judgedOf(check, snapshot, network);
  return {
    id: code,
    task,
    asks,
    status: judged.status,
    owner: judged.owner,
    observed: judged.observed,
    expected: judged.expected ?? check.expected,
    counted: judged.counted ?? {},
    excluded: judged.excluded ?? [],
    evidence: judged.evidence ?? [],
    theory: judged.theory ?? check.theory,
    problems: judged.problems ?? check.problems,
    drift: judged.drift ?? [],
    nextStep: judged.nextStep,
  };
}

/** Runs every check, or those of one task, on a snapshot; the same snapshot gives the same findings. */
export function inspect(snapshot: Snapshot, network: ClusterNetwork, task?: Exclude<Task, null>): readonly Finding[] {
  const wanted = codes.filter((code) => task === undefined || checks[code].task === task);
  return wanted.map((code) => finding(code, snapshot, network));
}
