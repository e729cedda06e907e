import type { ClusterNetwork } from '../../model/network.ts';
import type { MissingRule, PortNumber, TriedOption } from '../../model/opening.ts';
import type { Semantics } from '../../model/reach.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { OpenEgress, ShutEgress } from '../../model/walk.ts';
import { nodesOf } from '../facts/nodes.ts';
import { podsWithOwnAddress } from '../facts/pods.ts';
import { egressOfPods, type PodEgress } from './egress.ts';
import { policySnapshotOf } from './from-snapshot.ts';
import { allTrue, no, yes } from './kleene.ts';
import { findMissingRule } from './missing-rule.ts';
import { dnsGap, outsideGap } from './opening-outside.ts';
import { indexWith } from './opening-task.ts';
import { indexPolicies, type PolicyIndex } from './policy-index.ts';
import { semanticsOf } from './reach.ts';
import { verdictChanges } from './verdict-changes.ts';

/** What a Pod most likely wants from outside. */
const wanted: PortNumber = { port: 443, protocol: 'TCP' };

/** What the policies of a namespace say of its Pods’ egress, as one look shows it. */
export type EgressLook = {
  readonly index: PolicyIndex;
  readonly semantics: readonly Semantics[];
  readonly egress: readonly PodEgress[];
};

/** Reads the policies of the namespace that a snapshot is of. */
export function lookAtEgress(snapshot: Snapshot, network: ClusterNetwork): EgressLook {
  const { reads } = snapshot;
  const index = indexPolicies(policySnapshotOf(snapshot), network);
  const semantics = semanticsOf(network);
  const pods = reads.pods.outcome === 'ok' ? podsWithOwnAddress(reads.pods.data, nodesOf(reads)).pods : [];
  const own = pods.map(({ pod }) => pod);
  return { index, semantics, egress: egressOfPods(own, index, semantics) };
}

/** What they surely shut; null for nothing. */
export function shutEgressOf({ egress }: EgressLook): ShutEgress | null {
  const closed = egress.filter(({ open }) => open === no);
  const nameless = egress.filter(({ dns }) => dns === no);
  const shut = closed.length > 0 ? closed : nameless;
  if (shut.length === 0) return null;
  return {
    what: closed.length > 0 ? 'everything' : 'names',
    pods: shut.map(({ pod }) => pod.name),
    policies: [...new Set(shut.flatMap(({ policies }) => policies))],
  };
}

/** How the Pods are open; null where one of them is not, or not for sure, or where none runs. */
export function openEgressOf({ egress, index, semantics }: EgressLook): OpenEgress | null {
  const [first] = egress;
  if (first === undefined || egress.some(({ open, dns }) => open !== yes || dns === no)) return null;
  const pods = egress.map(({ pod }) => pod);
  const names = egress.every(({ dns }) => dns === yes) ? 'yes' : 'unseen';
  const all = outsideGap(pods, wanted, index, semantics) === null;
  return { addresses: all ? 'all' : 'some', names, pod: first.pod.name };
}

/** Which rules would let the Pods reach what is outside, by its name. */
export function findEgressRule({ egress, index, semantics }: EgressLook, namespace: string): MissingRule {
  const closed = egress.filter(({ open }) => open === no).map(({ pod }) => pod);
  const nameless = egress.filter(({ dns }) => dns === no).map(({ pod }) => pod);
  const gaps = [outsideGap(closed, wanted, index, semantics), dnsGap(nameless, index, semantics)].filter(
    (gap) => gap !== null,
  );
  const isOpen = (each: PolicyIndex) => gaps.map((gap) => gap.decide(each)).reduce(allTrue, yes);
  return findMissingRule({ gaps, isOpen, index, semantics, namespaces: [namespace] });
}

/** What an option would change for the connections of the namespace’s Pods. @throws Error for an option that there is not */
export function tryOption(
  option: number,
  missing: MissingRule,
  { index, semantics }: Pick<EgressLook, 'index' | 'semantics'>,
  namespace: string,
): TriedOption {
  const policies = missing.is === 'found' ? missing.options[option]?.policies : undefined;
  if (policies === undefined) throw new Error(`there is no option ${option}`);
  const indexes = { without: index, with: indexWith(policies, index) };
  const { changes, compared } = verdictChanges(indexes, [namespace], policies, semantics);
  return { option, changes, compared };
}
