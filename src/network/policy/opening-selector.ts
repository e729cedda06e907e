import type { LabelSelector } from '../../model/policy.ts';
import type { Pod } from '../../model/snapshot.ts';
import { objectsOf } from '../facts/objects.ts';
import { yes } from './kleene.ts';
import { createLabelLookup, matchSelector } from './labels.ts';
import type { PolicyIndex } from './policy-index.ts';

/** Labels that a controller gives to each of its Pods anew: a policy that names them is void after the next rollout. */
const passingKeys = new Set([
  'pod-template-hash',
  'pod-template-generation',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
]);

/** Keys by which people know a Pod, the best known first. */
const knownKeys = ['app', 'app.kubernetes.io/name', 'k8s-app', 'name', 'run'];

const rankOfKey = (key: string) => (knownKeys.includes(key) ? knownKeys.indexOf(key) : knownKeys.length);

type LabelEntry = readonly [string, string];

/** The labels that last, the best known first. */
function lastingLabels({ labels }: Pod): readonly LabelEntry[] {
  return Object.entries(labels)
    .filter(([key]) => !passingKeys.has(key))
    .toSorted(([a], [b]) => rankOfKey(a) - rankOfKey(b) || (a < b ? -1 : 1));
}

const keyOf = (pod: Pod) => JSON.stringify(lastingLabels(pod));

/** The Pods of a namespace that a selector may mean: those that are not finished. */
export function selectablePods(namespace: string, index: PolicyIndex): readonly Pod[] {
  const space = index.namespace(namespace);
  return (space ? objectsOf(space.pods) : []).filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed');
}

function selector(labels: readonly LabelEntry[], absent: readonly string[] = []): LabelSelector {
  return {
    matchLabels: Object.fromEntries(labels),
    matchExpressions: absent.map((key) => ({ key, operator: 'DoesNotExist', values: [] })),
  };
}

/** Selectors that mean all of these Pods, the shortest first; the last one leaves out Pods with more labels. */
function selectorsFor(pods: readonly Pod[], all: readonly Pod[]): readonly LabelSelector[] {
  const [first, ...rest] = pods.map(lastingLabels);
  const common = (first ?? []).filter(([key, value]) =>
    rest.every((labels) => labels.some(([other, its]) => other === key && its === value)),
  );
  const own = new Set(pods.flatMap((each) => lastingLabels(each).map(([key]) => key)));
  const foreign = [...new Set(all.flatMap((each) => lastingLabels(each).map(([key]) => key)))];
  const absent = foreign.filter((key) => !own.has(key)).sort();
  const singles = common.map((label) => selector([label]));
  return [...singles, ...(common.length > 1 ? [selector(common)] : []), selector([]), selector(common, absent)];
}

function isSelected(pod: Pod, by: LabelSelector): boolean {
  return matchSelector(by, createLabelLookup({ labels: pod.labels, whole: true })) === yes;
}

/**
 * The shortest selectors that together mean these Pods of one namespace and no other Pod of it, but those with the same
 * lasting labels; `accept` has a say about each Pod that one of them means. Null where there are none.
 */
export function selectorsOfPods(
  pods: readonly Pod[],
  all: readonly Pod[],
  accept: (pod: Pod) => boolean = () => true,
): readonly LabelSelector[] | null {
  const meant = new Set(pods.map(keyOf));
  const fits = (each: LabelSelector) =>
    all.filter((pod) => isSelected(pod, each)).every((pod) => meant.has(keyOf(pod)) && accept(pod));
  const found = selectorsFor(pods, all).find(fits);
  if (found) return [found];
  const groups = [...Map.groupBy(pods, keyOf).values()];
  if (groups.length < 2) return null;
  const each = groups.map((group) => selectorsOfPods(group, all, accept));
  return each.every((one) => one !== null) ? each.flat() : null;
}
