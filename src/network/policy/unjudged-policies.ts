import type { UnjudgedPolicy } from '../../model/policy.ts';
import type { PolicySnapshot } from '../../model/reach.ts';
import { objectsOf } from '../facts/objects.ts';
import type { PodIdentity } from './endpoint.ts';
import { listHidingReads, type UnreadPolicies } from './hiding-reads.ts';
import { allTrue, no, type Truth, toTruth, unsure, yes } from './kleene.ts';
import { createLabelLookup, matchSelector } from './labels.ts';
import { type Direction, policyNameOf } from './rule.ts';

/** Whether a policy of a kind that is not judged selects Pods of an identity, as far as its form is known. */
function selects({ namespace, subject }: UnjudgedPolicy, identity: PodIdentity): Truth {
  const home = toTruth(namespace === '' || namespace === identity.namespace);
  if (home === no || subject === null) return allTrue(home, unsure);
  const { pods, namespaces } = subject;
  const around = namespaces ? matchSelector(namespaces, createLabelLookup(identity.namespaceLabels)) : yes;
  const own = pods ? matchSelector(pods, createLabelLookup({ labels: identity.labels, whole: true })) : yes;
  return allTrue(around, own);
}

/** What policies of kinds that are not judged may do to an identity: they may outweigh every other policy. */
export function createUnjudgedLookup({
  unjudgedPolicies,
}: PolicySnapshot): (identity: PodIdentity, direction: Direction) => readonly UnreadPolicies[] {
  const all = unjudgedPolicies.flatMap(objectsOf);
  const hidden = listHidingReads(unjudgedPolicies, 'override');
  return (identity, direction) => {
    const selecting = all.filter((each) => each.directions.includes(direction) && selects(each, identity) !== no);
    return [
      ...hidden,
      ...selecting.map((policy): UnreadPolicies => {
        const verb = selects(policy, identity) === yes ? 'selects' : 'may select';
        return { why: `${policyNameOf(policy)} ${verb} it, and policies of this kind are not judged`, may: 'override' };
      }),
    ];
  };
}

/** Whether there are policies of kinds that are not judged, whomever they select. */
export function hasUnjudgedPolicies({ unjudgedPolicies }: PolicySnapshot): boolean {
  return unjudgedPolicies.some((read) => objectsOf(read).length > 0);
}
