import { commandInNamespace } from '../../model/lesson.ts';
import type { Node, Reads } from '../../model/snapshot.ts';
import { type AddressedPod, type CountedPods, podsWithOwnAddress } from '../../network/facts/pods.ts';
import { listSomeOf } from '../../network/phrases.ts';
import type { PartialJudgement } from '../define-check.ts';
import { evidenceCommands } from '../evidence-commands.ts';
import { type ComparedRanges, nodeRangeSideOf } from './node-range.ts';

/** Pods with their own and their node's address, in words. */
export function listPodsWithNodes(pods: readonly AddressedPod[], max = 6): string {
  const pair = ({ pod: { name, ips, hostIPs, nodeName } }: AddressedPod) =>
    `${name} ${ips.join(' ')} on node ${hostIPs[0] ?? nodeName ?? '?'}`;
  return listSomeOf(pods, pair, max);
}

/**
 * Up to three Pods of kube-system that are not hostNetwork and can be placed: a demonstration, never a
 * verdict.
 */
export function demonstrateSystemPods(
  systemPods: Reads['systemPods'],
  nodes: readonly Node[],
  ranges: ComparedRanges,
): string {
  const system = systemPods.outcome === 'ok' ? podsWithOwnAddress(systemPods.data, nodes).pods : [];
  const shown = system.filter((each) => nodeRangeSideOf(each, ranges) !== 'unknown').slice(0, 3);
  const words = shown.map(
    (each) => `${each.pod.name} ${each.pod.ips.join(' ')} (${nodeRangeSideOf(each, ranges)} the node range)`,
  );
  return words.length > 0 ? `For demonstration, Pods of kube-system: ${words.join(', ')}.` : '';
}

/**
 * The judgement where no Pod of the namespace can be compared; `also` is a demonstration on other Pods, ''
 * for none.
 */
export function noOwnPods(
  namespace: string,
  { ownNamespace }: Pick<Reads, 'ownNamespace'>,
  own: CountedPods,
  also: string,
): PartialJudgement {
  const evidence = [
    { command: commandInNamespace(evidenceCommands.ownPods, namespace), value: 'no Pods to compare' },
    ...(also === '' ? [] : [{ command: 'kubectl get pods -n kube-system -o wide', value: also }]),
  ];
  const common = { status: 'not-measurable', excluded: own.excluded, evidence } as const;
  const sentence = (text: string) => (also === '' ? text : `${text} ${also}`);
  if (ownNamespace.outcome === 'not-found') {
    const observed = sentence(`There is no namespace ${namespace} on this cluster.`);
    const nextStep = 'Check the spelling; your instructor can tell you which namespace is yours.';
    return { ...common, owner: 'instructor', observed, nextStep };
  }
  const start = `kubectl run web --image=nginx -n ${namespace}. Then check again.`;
  if (own.excluded.length > 0) {
    const why = own.excluded.map((each) => `${each.count} ${each.why}`).join('; ');
    const observed = sentence(`No Pod in ${namespace} shows an address of its own: ${why}.`);
    return { ...common, owner: 'you', observed, nextStep: `Wait until one runs, or start one: ${start}` };
  }
  const observed = sentence(`No Pod of your own runs in ${namespace}, so there is nothing to compare yet.`);
  return { ...common, owner: 'you', observed, nextStep: `Start one, for example: ${start}` };
}
