import { type Finding, type FindingCode, findingCodes } from '../model/finding.ts';
import type { ClusterNetwork } from '../model/network.ts';
import type { Unreadable } from '../model/read.ts';
import type { ReadName, Snapshot } from '../model/snapshot.ts';
import { kubectlCommand } from '../network/phrases.ts';
import { unreadableFinding } from './blocked.ts';
import type { Check, PartialJudgement } from './define-check.ts';
import { judgeListedNodesOnly } from './every-node.ts';
import { checks } from './index.ts';

/**
 * What a check asks for and did not get; what keeps it from running at all first, a missing permission before
 * an outage.
 */
export function findMissingReads(
  { needs, uses }: Pick<Check, 'needs' | 'uses'>,
  { reads }: Pick<Snapshot, 'reads'>,
  network: Pick<ClusterNetwork, 'model'>,
): readonly Unreadable[] {
  const order: readonly Unreadable['outcome'][] = ['forbidden', 'failed', 'not-found', 'not-in-dump'];
  const unread = (names: readonly ReadName[]) =>
    names.flatMap((name) => {
      const read = reads[name];
      return read.outcome === 'ok' ? [] : [read];
    });
  const needed = unread(needs).toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  // What only sharpens the answer is worth naming where somebody could grant it, or it failed.
  // CiliumNodes tell something only where Cilium hands out the addresses.
  const telling = uses.filter((name) => name !== 'ciliumNodes' || network.model === 'byo-cni');
  const besides = unread(telling).filter(({ outcome }) => outcome === 'forbidden' || outcome === 'failed');
  return needed.length === 0 ? [] : [...needed, ...besides];
}

function judgedOf(check: Check, snapshot: Snapshot, network: ClusterNetwork): PartialJudgement {
  const [why, ...others] = findMissingReads(check, snapshot, network);
  if (why === undefined) return check.judge(snapshot.reads, snapshot, network);
  const partial = check.partial?.(snapshot.reads);
  const reason = unreadableFinding(why, others);
  return {
    ...reason,
    observed: partial ? `${reason.observed} ${partial}` : reason.observed,
    // The questions that were not answered, which need not be the one that the check is named for.
    evidence: [why, ...others].map(({ ask, because }) => ({ command: kubectlCommand(ask), value: because })),
  };
}

function finding(code: FindingCode, snapshot: Snapshot, network: ClusterNetwork): Finding {
  const check: Check = checks[code];
  const { task, asks } = check;
  const judged = judgeListedNodesOnly(code, judgedOf(check, snapshot, network), snapshot.reads);
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

/** The finding of a code. @throws Error where it is not among them, which is a bug of the caller */
export function findingOf(findings: readonly Finding[], code: FindingCode): Finding {
  const found = findings.find(({ id }) => id === code);
  if (found === undefined) throw new Error(`no finding ${code}`);
  return found;
}

/**
 * Runs every check on a snapshot; the same snapshot gives the same findings, in the order of `findingCodes`.
 */
export function inspect(snapshot: Snapshot, network: ClusterNetwork): readonly Finding[] {
  return findingCodes.map((code) => finding(code, snapshot, network));
}
