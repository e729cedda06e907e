import { modelNames } from '../../model/display-names.ts';
import { commandInNamespace } from '../../model/lesson.ts';
import type { ClusterNetwork, NetworkModel } from '../../model/network.ts';
import type { Node, Reads } from '../../model/snapshot.ts';
import { ciliumPoolRanges } from '../../network/facts/cilium-ipam.ts';
import { clusterNodes, poolOf } from '../../network/facts/nodes.ts';
import { objectsOf } from '../../network/facts/objects.ts';
import { type AddressedPod, type CountedPods, podsWithOwnAddress } from '../../network/facts/pods.ts';
import { podLists, wholePodRanges } from '../../network/facts/ranges.ts';
import { countNoun, listSome } from '../../network/phrases.ts';
import { defineCheck, type PartialJudgement } from '../define-check.ts';
import { evidenceCommands } from '../evidence-commands.ts';
import { type ComparedRanges, collectRanges, nodeRangeSideOf, type RangeReads } from './node-range.ts';
import { demonstrateSystemPods, listPodsWithNodes, noOwnPods } from './own-pods.ts';
import { rangeSources } from './range-sources.ts';

/** Models in which Pods never take addresses of the node subnet. */
const apart: readonly NetworkModel[] = [
  'azure-cni-overlay',
  'kubenet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
];

/** `Your one Pod has`, `All 3 Pods have`. */
function all(total: number): string {
  return total === 1 ? 'Your one Pod has' : `All ${total} Pods have`;
}

/** What to think about next, by where Pods get their addresses from in that model. */
function question(model: NetworkModel): string {
  if (model === 'azure-cni-overlay' || model === 'kubenet')
    return 'Say in your own words why another machine in the VNet cannot simply call such a Pod address.';
  if (model === 'azure-cni-pod-subnet-dynamic' || model === 'azure-cni-pod-subnet-static')
    return 'This is a Pod subnet of the VNet, no overlay: say who could call such a Pod address directly.';
  return 'Another range alone does not tell the model: say which models look like this.';
}

/** `inside`: how many of them surely have a node's address; the others may. */
function judgeNodeSubnet(total: number, inside: number, model: NetworkModel): PartialJudgement {
  const follows =
    'No readable source names a range that tells them apart; that they share the node subnet follows from';
  const observed =
    inside === total
      ? `${all(total)} an address of the node subnet.`
      : `${inside} of ${countNoun(total, 'Pod')} surely among the node addresses. ${follows} the model, ${modelNames[model]}.`;
  const nextStep =
    'That is how Azure CNI with a node subnet looks: expected here, though the exercise shows another model.';
  return { status: 'differs', owner: null, observed, nextStep, theory: ['node-subnet'] };
}

function judgeAgainstModel(total: number, inside: number): PartialJudgement {
  const observed = `${inside} of ${countNoun(total, 'Pod')} ${inside === 1 ? 'lies' : 'lie'} among node addresses, but this cluster’s model is not proven to be a node subnet.`;
  const nextStep = 'Show this to your instructor: the signals do not agree.';
  return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
}

/**
 * For Pods of which none is among the nodes and some cannot be placed: then only the model can tell; `between` where
 * some of those lie where nodes may be. `sources`: what would name a range.
 */
function judgeByModel(counts: PodCounts, model: NetworkModel, sources: string): PartialJudgement {
  const { total, unknown, between } = counts;
  if (apart.includes(model) && between === 0) {
    const observed = `None of ${countNoun(total, 'Pod')} lies among the node addresses. No readable source names the ranges themselves; that they are apart follows from the model, ${modelNames[model]}.`;
    return { status: 'pass', owner: null, observed, nextStep: 'Compare the two columns yourself.' };
  }
  const observed = `${unknown} of ${countNoun(total, 'Pod')} cannot be placed: no readable source names the Pod range or the node subnet’s mask.`;
  const nextStep = `Compare the addresses yourself; ${sources}.`;
  return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
}

/** Pods by where they lie; `between`: those of the unknown that may be among the nodes, `unread`: Pods that may count too. */
type PodCounts = {
  readonly total: number;
  readonly inside: number;
  readonly unknown: number;
  readonly between: number;
  readonly unread: number;
};

function countPods({ pods, unread }: CountedPods, ranges: ComparedRanges): PodCounts {
  const sides = Map.groupBy(pods, (pod) => nodeRangeSideOf(pod, ranges));
  const unknown = sides.get('unknown') ?? [];
  const between = unknown.filter(({ points }) => points.some(ranges.mayBeNodes)).length;
  const inside = sides.get('inside')?.length ?? 0;
  return { total: pods.length, inside, unknown: unknown.length, between, unread: unread.length };
}

/** Pods that may count and could not be compared keep a pass from being proven. */
function judgeUnread({ total, unread }: PodCounts): PartialJudgement {
  const observed = `${all(total)} an address outside of the node range, but of ${countNoun(unread, 'more Pod')} the phase or the address was not read.`;
  const nextStep = 'Check again, or show it to your instructor.';
  return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
}

function judgePods(counts: PodCounts, holding: string, model: NetworkModel, sources: string): PartialJudgement {
  const { total, inside, unknown } = counts;
  if (inside + unknown === total && model === 'azure-cni-node-subnet') return judgeNodeSubnet(total, inside, model);
  if (inside > 0) return judgeAgainstModel(total, inside);
  if (counts.unread > 0) return judgeUnread(counts);
  if (unknown > 0) return judgeByModel(counts, model, sources);
  const observed = `${all(total)} an address outside of the node range${holding}.`;
  return { status: 'pass', owner: null, observed, nextStep: question(model) };
}

/** The model of the node pools that these Pods run in: on a mixed cluster it may still be one. */
function modelUnder(
  pods: readonly AddressedPod[],
  nodes: readonly Node[],
  { model, pools }: ClusterNetwork,
): NetworkModel {
  if (model !== 'mixed') return model;
  const homes = new Set(pods.map(({ pod }) => pod.nodeName));
  const used = new Set(nodes.filter(({ name }) => homes.has(name)).map(poolOf));
  const [own, second] = new Set(pools.filter(({ name }) => used.has(name)).map((pool) => pool.model));
  return own !== undefined && second === undefined ? own : model;
}

/** The Pod ranges in words: the whole ranges where they were read, else the blocks that hold these Pods. */
function holding(pods: readonly AddressedPod[], ranges: ComparedRanges, reads: RangeReads): string {
  const whole = [...wholePodRanges(reads), ...ciliumPoolRanges(reads)];
  const used = whole.length > 0 ? whole : pods.flatMap(({ points }) => points.map(ranges.inPods));
  const shown = [...new Set(used.flatMap((block) => (block ? [block.text] : [])))];
  return shown.length > 0 ? `, in ${listSome(shown, 3)}` : '';
}

/**
 * What is visible without the nodes (the student's own pairs), or without the student's Pods (a
 * demonstration).
 */
function partial({ nodes, pods, systemPods, ...reads }: Reads): string | null {
  if (pods.outcome !== 'ok') {
    return nodes.outcome === 'ok'
      ? demonstrateSystemPods(
          systemPods,
          nodes.data,
          collectRanges(nodes.data, podLists({ pods, systemPods }), { ...reads, systemPods }),
        ) || null
      : null;
  }
  const shown = podsWithOwnAddress(pods.data, []).pods.filter(({ pod }) => pod.hostIPs.length > 0);
  if (shown.length === 0) return null;
  return `Still visible from your own Pods: ${listPodsWithNodes(shown, 4)}. Two addresses without a range prove nothing yet.`;
}

/** Pod addresses against the node range: by ranges that were read, never by how addresses look. */
export const podsOutsideNodeRange = defineCheck({
  code: 'pods-outside-node-range',
  task: 1,
  asks: 'Do Pod addresses come from another range than node addresses?',
  needs: ['nodes', 'pods'],
  uses: ['ownNamespace', 'systemPods', 'nodeNetworkConfigs', 'masquerade', 'daemonSets', 'ciliumConfig', 'ciliumNodes'],
  expected: 'Pod addresses come from a Pod range of their own, not from the node subnet.',
  theory: ['overlay'],
  problems: ['same-range'],
  partial,
  run: ({ nodes, pods, namespace, ...reads }, network) => {
    const ranges = collectRanges(nodes, [pods, objectsOf(reads.systemPods)], reads);
    const own = podsWithOwnAddress(pods, nodes);
    const counted = { nodes: clusterNodes(nodes).length, pods: own.pods.length };
    if (own.pods.length === 0) {
      return { ...noOwnPods(namespace, reads, own, demonstrateSystemPods(reads.systemPods, nodes, ranges)), counted };
    }
    const evidence = [
      { command: commandInNamespace(evidenceCommands.ownPods, namespace), value: listPodsWithNodes(own.pods) },
      {
        command: evidenceCommands.nodes,
        value: listSome(clusterNodes(nodes).flatMap(({ internalIPs }) => internalIPs)),
      },
    ];
    if (counted.nodes === 0) {
      const observed = 'The list of nodes is empty, so there is nothing to compare with.';
      return { status: 'not-measurable', owner: 'lab', observed, nextStep: 'Tell your instructor.', counted, evidence };
    }
    const model = modelUnder(own.pods, nodes, network);
    const counts = countPods(own, ranges);
    const result = judgePods(counts, holding(own.pods, ranges, reads), model, rangeSources(model, reads));
    const drift = result.status === 'pass' ? ['drift-range-proof'] : [];
    return { ...result, counted, excluded: own.excluded, evidence, drift };
  },
});
