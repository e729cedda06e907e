import type { Semantics } from '../../model/reach.ts';
import { isEnforced } from './cilium-switches.ts';
import { doubtAbout } from './end-doubt.ts';
import type { ConnectionEndpoint } from './endpoint.ts';
import { anyTrue, no, type Truth, toTruth, unsure, yes } from './kleene.ts';
import type { PolicyIndex } from './policy-index.ts';

/**
 * Whether the policies of one end let traffic leave, whoever the other end is and whatever port it has: `yes` where nothing
 * restricts it, `no` where no rule opens anything. That holds also for a Service, behind which another address answers.
 */
export function decideEgressToAnyone(end: ConnectionEndpoint, index: PolicyIndex, semantics: Semantics): Truth {
  if (end.kind !== 'pod') return doubtAbout(end, index, 'egress', semantics) === null ? yes : unsure;
  const { applied, unread } = index.policiesFor(end.identity, 'egress', semantics);
  const { switches } = index;
  const cilium = semantics === 'cilium';
  if (cilium && !isEnforced(switches)) return yes;
  if (unread.length > 0) return unsure;
  const rules = applied.flatMap(({ policy }) => policy.rules);
  const always = toTruth(cilium && switches.enforcement === 'always');
  const restricted = applied
    .map(({ selects, policy }) => (selects === yes ? policy.denies : selects === no ? no : unsure))
    .reduce(anyTrue, always);
  const opens = rules.some(({ deny, peers }) => !deny && peers?.length !== 0);
  if (restricted === no && rules.every(({ deny }) => !deny)) return yes;
  return restricted === yes && !opens ? no : unsure;
}
