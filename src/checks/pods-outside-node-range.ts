import { modelNames } from '../model/names.ts';
import type { ClusterNetwork, Model } from '../model/network.ts';
import type { Node, Pod, Reads } from '../model/snapshot.ts';
import { countable, pointsOf } from '../network/pods.ts';
import { podSpaces } from '../network/ranges.ts';
import { members, poolOf } from '../network/voters.ts';
import { count, some } from '../network/words.ts';
import { defineCheck, type Judged } from './check.ts';
import { type Ranges, rangesOf, type Side, sideOf } from './sides.ts';

const command = 'kubectl get pods -n student-XX -o wide';

function pairs(pods: readonly Pod[]): readonly string[] {
  return pods.map(
    ({ name, ips, hostIPs, nodeName }) => `${name} ${ips.join(' ')} on node ${hostIPs[0] ?? nodeName ?? '?'}`,
  );
}

/** Up to three Pods of kube-system that are not hostNetwork and can be placed: a demonstration, never a verdict. */
function demonstrated(systemPods: Reads['systemPods'], nodes: readonly Node[], ranges: Ranges): string {
  const system = systemPods.outcome === 'ok' ? countable(systemPods.data, nodes).pods : [];
  const shown = system.filter((pod) => sideOf(pod, ranges) !== 'unknown').slice(0, 3);
  const words = shown.map((pod) => `${pod.name} ${pod.ips.join(' ')} (${sideOf(pod, ranges)} the node range)`);
  return words.length > 0 ? `For demonstration, Pods of kube-system: ${words.join(', ')}.` : '';
}

function nothing(namespace: string, ownNamespace: Reads['ownNamespace'], demonstration: string): Judged {
  const evidence = [
    { command: command.replace('student-XX', namespace), value: 'no Pods to compare' },
    ...(demonstration === '' ? [] : [{ command: 'kubectl get pods -n kube-system -o wide', value: demonstration }]),
  ];
  const also = demonstration === '' ? '' : ` ${demonstration}`;
  if (ownNamespace.outcome === 'not-found') {
    const observed = `There is no namespace ${namespace} on this cluster.${also}`;
    const nextStep = 'Check the spelling; your instructor can tell you which namespace is yours.';
    return { status: 'not-measurable', owner: 'instructor', observed, nextStep, evidence };
  }
  return {
    status: 'not-measurable',
    owner: 'you',
    observed: `No Pod of your own runs in ${namespace}, so there is nothing to compare yet.${also}`,
    nextStep: `Start one, for example: kubectl run web --image=nginx -n ${namespace}. Then check again.`,
    evidence,
  };
}

/** Models in which Pods never take addresses of the node subnet. */
const apart: readonly Model[] = [
  'azure-cni-overlay',
  'kubenet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
];

function judged(sides: ReadonlyMap<Side, readonly Pod[]>, total: number, holding: string, model: Model): Judged {
  const inside = sides.get('inside') ?? [];
  const unknown = sides.get('unknown') ?? [];
  if (inside.length === total && model === 'azure-cni-node-subnet') {
    const observed = `${total} of ${count(total, 'Pod')} take addresses from the node subnet.`;
    const nextStep =
      'That is how Azure CNI with a node subnet looks: expected here, though the exercise shows another model.';
    return { status: 'differs', owner: null, observed, nextStep, theory: ['node-subnet'] };
  }
  if (inside.length > 0) {
    const observed = `${inside.length} of ${count(total, 'Pod')} lie among node addresses, but this cluster’s model is not proven to be a node subnet.`;
    return {
      status: 'not-measurable',
      owner: 'instructor',
      observed,
      nextStep: 'Show this to your instructor: the signals do not agree.',
    };
  }
  if (unknown.length > 0 && apart.includes(model)) {
    const observed = `None of ${count(total, 'Pod')} lies among the node addresses. No readable source names the ranges themselves; that they are apart follows from the model, ${modelNames[model]}.`;
    return { status: 'pass', owner: null, observed, nextStep: 'Compare the two columns yourself.' };
  }
  if (unknown.length > 0) {
    const observed = `${unknown.length} of ${count(total, 'Pod')} cannot be placed: no readable source names the Pod range or the node subnet’s mask.`;
    const nextStep =
      'Compare the addresses yourself; to prove it, netlab needs to read NodeNetworkConfigs or the masquerade ConfigMap in kube-system.';
    return { status: 'not-measurable', owner: 'instructor', observed, nextStep };
  }
  const observed = `${total} of ${count(total, 'Pod')} have addresses outside of the node range${holding}.`;
  return {
    status: 'pass',
    owner: null,
    observed,
    nextStep: 'Say in your own words why another machine in the VNet cannot simply call such a Pod address.',
  };
}

/** The model of the node pools that these Pods run in: on a mixed cluster it may still be one. */
function modelUnder(pods: readonly Pod[], nodes: readonly Node[], { model, pools }: ClusterNetwork): Model {
  if (model !== 'mixed') return model;
  const homes = new Set(pods.map(({ nodeName }) => nodeName));
  const used = new Set(nodes.filter(({ name }) => homes.has(name)).map(poolOf));
  const [own, second] = new Set(pools.filter(({ name }) => used.has(name)).map((pool) => pool.model));
  return own !== undefined && second === undefined ? own : model;
}

/** The Pod ranges in words: the whole ranges where they were read, else the blocks that hold these Pods. */
function holding(pods: readonly Pod[], ranges: Ranges, reads: Pick<Reads, 'nodeNetworkConfigs'>): string {
  const whole = podSpaces(reads);
  const used = whole.length > 0 ? whole : pods.flatMap(pointsOf).map(ranges.inPods);
  const shown = [...new Set(used.flatMap((block) => (block ? [block.text] : [])))];
  return shown.length > 0 ? `, in ${some(shown, 3)}` : '';
}

/** What can be said without the nodes (the student's own pairs), or without the student's Pods (a demonstration). */
function partial({ nodes, pods, systemPods, ...reads }: Reads): string | null {
  if (pods.outcome !== 'ok') {
    return nodes.outcome === 'ok' ? demonstrated(systemPods, nodes.data, rangesOf(nodes.data, reads)) || null : null;
  }
  const shown = countable(pods.data, []).pods.filter(({ hostIPs }) => hostIPs.length > 0);
  if (shown.length === 0) return null;
  return `Still visible from your own Pods: ${some(pairs(shown), 4)}. Two addresses without a range prove nothing yet.`;
}

/** Pod addresses against the node range: by ranges that were read, never by how addresses look. */
export const podsOutsideNodeRange = defineCheck({
  code: 'pods-outside-node-range',
  task: 1,
  asks: 'Do Pod addresses come from another range than node addresses?',
  needs: ['nodes', 'pods'],
  uses: ['ownNamespace', 'systemPods', 'nodeNetworkConfigs', 'masquerade'],
  expected: 'Pod addresses come from a Pod range of their own, not from the node subnet.',
  theory: ['overlay'],
  problems: ['same-range'],
  command,
  partial,
  run: ({ nodes, pods, namespace, ...reads }, network) => {
    const ranges = rangesOf(nodes, reads);
    const own = countable(pods, nodes);
    const counted = { nodes: members(nodes).length, pods: own.pods.length };
    if (own.pods.length === 0) {
      const demonstration = demonstrated(reads.systemPods, nodes, ranges);
      return { ...nothing(namespace, reads.ownNamespace, demonstration), counted, excluded: own.excluded };
    }
    const evidence = [
      { command: command.replace('student-XX', namespace), value: some(pairs(own.pods)) },
      { command: 'kubectl get nodes -o wide', value: some(members(nodes).flatMap(({ internalIPs }) => internalIPs)) },
    ];
    if (counted.nodes === 0) {
      const observed = 'The list of nodes is empty, so there is nothing to compare with.';
      return { status: 'not-measurable', owner: 'lab', observed, nextStep: 'Tell your instructor.', counted, evidence };
    }
    const sides = Map.groupBy(own.pods, (pod) => sideOf(pod, ranges));
    const model = modelUnder(own.pods, nodes, network);
    const result = judged(sides, own.pods.length, holding(own.pods, ranges, reads), model);
    const drift = result.status === 'pass' ? ['drift-range-proof'] : [];
    return { ...result, counted, excluded: own.excluded, evidence, drift };
  },
});
