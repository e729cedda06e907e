import type { Node, Reads } from '../../model/snapshot.ts';
import { readyNodes } from '../../network/facts/nodes.ts';
import { objectsOf } from '../../network/facts/objects.ts';
import { listSome } from '../../network/phrases.ts';
import type { PartialJudgement } from '../define-check.ts';

/** Nodes that are Ready and whose network is reported as unavailable: other nodes do not reach the Pods there. */
export function cutOffNodes(nodes: readonly Node[]): readonly Node[] {
  return readyNodes(nodes).filter(({ networkUnavailable }) => networkUnavailable === true);
}

/** The student's Pods that still hold a place on one of these nodes, by name. */
function podsOn(nodes: readonly Node[], pods: Reads['pods']): readonly string[] {
  const names = new Set(nodes.map(({ name }) => name));
  const running = objectsOf(pods).filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed');
  return running.filter(({ nodeName }) => nodeName !== null && names.has(nodeName)).map(({ name }) => name);
}

/** Whatever its model, such a node is broken; null where there is none. */
export function judgeCutOff(nodes: readonly Node[], pods: Reads['pods']): PartialJudgement | null {
  const cut = cutOffNodes(nodes);
  if (cut.length === 0) return null;
  const own = podsOn(cut, pods);
  const named = cut.map(({ name, networkReason }) => (networkReason ? `${name} (${networkReason})` : name));
  const verb = cut.length === 1 ? 'is Ready, but its network is' : 'are Ready, but their network is';
  const yours = own.length > 0 ? ` Your Pods there: ${listSome(own)}.` : '';
  const observed = `${listSome(named)} ${verb} reported as unavailable: Pods there may not be reached from other nodes.${yours}`;
  const nextStep = 'Tell your instructor: Pods on such a node are cut off from the others. It is not your doing.';
  const command = 'kubectl get nodes -o custom-columns=NODE:.metadata.name,CONDITIONS:.status.conditions[*].reason';
  return { status: 'fail', owner: 'lab', observed, nextStep, evidence: [{ command, value: listSome(named) }] };
}
