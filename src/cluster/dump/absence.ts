import type { Absence } from '../../model/read.ts';
import type { Dump, DumpList, DumpObject } from './dump.ts';
import { namespacedKinds } from './kinds.ts';
import { shareSelectingLabel } from './shared-labels.ts';

/**
 * Whether a typed list (`PodList`, …) answers for `namespace`. A list of one namespace says nothing about another; an
 * empty one names no namespace, so it is taken for the one that was asked for only where the dump holds no object there.
 */
function answersFor(list: DumpList, wanted: string, namespace: string | null, held: number): boolean {
  const { kind, objects, partial, selected } = list;
  // What a missing page, or one that a selector left out, holds is not known; nor whose an object is that came without
  // its namespace.
  if (kind !== wanted || partial || selected || objects.some((each) => each.hasAssumedNamespace)) return false;
  if (objects.length === 0) return held === 0;
  const namespaces = new Set(objects.map((each) => each.namespace));
  return namespace === null || namespaces.has(namespace) || namespaces.size > 1;
}

const homes = (found: readonly DumpObject[]): ReadonlySet<string> =>
  new Set(found.map(({ namespace }) => namespace).filter((namespace) => namespace !== ''));

/** Whether a kind was dumped namespace by namespace: several lists of it, none of which holds more than one. */
export function isPieced({ lists, complete }: Dump, kind: string): boolean {
  if (complete) return false;
  const own = lists.map(({ objects }) => homes(objects.filter((each) => each.kind === kind)));
  const held = own.filter(({ size }) => size > 0);
  return held.every(({ size }) => size === 1) && new Set(held.map((each) => [...each][0])).size > 1;
}

const agents = new Set(['kube-proxy', 'cilium']);

/** kubectl's untyped `List` of kube-system DaemonSets, unfiltered as far as one can tell. */
function holdsOtherDaemonSets({ kind, objects }: DumpList): boolean {
  const sets = objects.filter((each) => each.kind === 'DaemonSet' && each.namespace === 'kube-system');
  const others = sets.some(({ name }) => !agents.has(name));
  return kind === null && others && sets.length > 1 && !shareSelectingLabel(sets);
}

// No cluster is without them: that a dump holds none says that they were not saved, whatever its reader says.
const everywhere = new Set(['Node', 'Namespace']);

/**
 * Whether a typed list probably came by `?labelSelector=`: objects of many owners share no label. One object shares each
 * of its labels with itself, which tells only of Pods, and of an agent that stands alone.
 */
function isSelected(kind: string, namespace: string | null, found: readonly DumpObject[]): boolean {
  if (kind === 'Pod') return shareSelectingLabel(found);
  if (kind !== 'ConfigMap' && (kind !== 'DaemonSet' || namespace !== 'kube-system')) return false;
  return (found.length > 1 || found.some(({ name }) => agents.has(name))) && shareSelectingLabel(found);
}

/**
 * What a dump proves about objects of `kind` that it does not hold. Objects that all share a label were probably selected
 * by it, so such a list proves nothing.
 */
export function absenceIn(dump: Dump, kind: string, namespace: string | null): Absence {
  const inScope = (each: DumpObject) => each.kind === kind && (namespace === null || each.namespace === namespace);
  const held = dump.objects.filter(inScope).length;
  if (dump.complete)
    return everywhere.has(kind) && !dump.objects.some((each) => each.kind === kind) ? 'unproven' : 'proven';
  const lists = dump.lists.filter((list) => answersFor(list, kind, namespace, held));
  if (namespace === null && namespacedKinds.has(kind) && isPieced(dump, kind)) return 'unproven';
  if (lists.some((list) => !isSelected(kind, namespace, list.objects.filter(inScope)))) return 'proven';
  if (kind === 'DaemonSet' && namespace === 'kube-system' && dump.lists.some(holdsOtherDaemonSets)) return 'agents';
  return 'unproven';
}

type DumpGroup = Pick<DumpList, 'objects' | 'kind' | 'partial' | 'selected'>;

/** The lists of a dump; the objects that stand alone count as one more. */
function groupsOf(dump: Dump): readonly DumpGroup[] {
  const singles = dump.objects.filter(({ index }) => index === null);
  return [...dump.lists, { objects: singles, kind: null, partial: false, selected: false }];
}

function holds({ objects, kind }: DumpGroup, wanted: string): boolean {
  return kind === wanted || objects.some((each) => each.kind === wanted);
}

const perNamespace = ['Pod', 'NetworkPolicy', 'CiliumNetworkPolicy'];

/**
 * Whether Pods or policies were dumped namespace by namespace: several lists, each of one namespace. DaemonSets do not
 * tell, since only those of a few system namespaces are worth saving.
 */
function isPiecewise(groups: readonly DumpGroup[]): boolean {
  return perNamespace.some((kind) => {
    const own = groups.map(({ objects }) => homes(objects.filter((each) => each.kind === kind)));
    const single = own.filter(({ size }) => size === 1).map((each) => [...each][0]);
    return new Set(single).size > 1 && own.every(({ size }) => size <= 1);
  });
}

/**
 * Whether a dump that holds nothing of a kind in a namespace may be taken at its word that there is nothing, without
 * proof: where the kind is dumped at all, by a command for all namespaces (`-A`), or by the dump's only list of it while
 * the dump as a whole shows several namespaces, none of them piece by piece.
 */
export function mayConcludeAbsence(dump: Dump, kind: string, namespace: string | null): boolean {
  const groups = groupsOf(dump);
  const holding = groups.filter((group) => holds(group, kind));
  if (holding.length === 0 || holding.some(({ partial, selected }) => partial || selected)) return false;
  const own = holding.map(({ objects }) => homes(objects));
  if (namespace === null || own.some((each) => each.size > 1 || each.has(namespace))) return true;
  const several = homes(dump.objects).size > 1 || dump.objects.filter((each) => each.kind === 'Namespace').length > 1;
  return holding.length === 1 && several && !isPiecewise(groups);
}

/** kubectl's `List` of Pods alone that `-l` may have selected: all of them carry one label. */
function isSelectedPodList({ kind, objects }: DumpList): boolean {
  const pods = objects.filter((each) => each.kind === 'Pod');
  return kind === null && pods.length > 0 && pods.length === objects.length && shareSelectingLabel(pods);
}

/**
 * Whether an address that no Pod of a dump has may be taken for nobody's: not where Pods were dumped namespace by namespace,
 * since other namespaces stay open, nor where a list of them is one page or may have been selected.
 */
export function mayHoldEveryPod(dump: Dump): boolean {
  if (dump.complete) return true;
  const lists = dump.lists.filter((list) => holds(list, 'Pod'));
  const open = lists.some((list) => list.partial || list.selected || isSelectedPodList(list));
  return !open && !isPieced(dump, 'Pod');
}
