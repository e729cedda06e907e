import type { FindingCode } from '../model/finding.ts';
import type { Reads } from '../model/snapshot.ts';
import { unlistedNodes } from '../network/facts/unlisted-nodes.ts';
import { listSome } from '../network/phrases.ts';
import type { PartialJudgement } from './define-check.ts';

/** What these findings say is said of every node. */
const aboutEveryNode: readonly FindingCode[] = ['node-addresses', 'cilium-agents', 'pod-cidr-per-node'];

/** A judgement that speaks of every node stays open where a dump's list of nodes lacks some that its other objects name. */
export function judgeListedNodesOnly(code: FindingCode, judged: PartialJudgement, reads: Reads): PartialJudgement {
  if (!aboutEveryNode.includes(code) || (judged.status !== 'pass' && judged.status !== 'differs')) return judged;
  const unlisted = unlistedNodes(reads);
  if (unlisted.length === 0) return judged;
  return {
    ...judged,
    status: 'not-measurable',
    owner: 'you',
    observed: `The list of nodes is not whole: other objects name ${listSome(unlisted)}. Of those listed: ${judged.observed}`,
    nextStep: 'Save all nodes: kubectl get nodes -o yaml. Then look again.',
  };
}
