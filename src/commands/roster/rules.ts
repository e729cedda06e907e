import type { Claim, Roster, RosterChange, RosterDecision, Sharing } from '../../model/roster.ts';
import { Trouble } from '../../model/trouble.ts';
import { pendingClaimsOf } from '../access/pending-claim.ts';

/** Each request sends a message to every instructor. */
const maxRequestsPerHour = 5;
const hourMs = 60 * 60 * 1000;

const holders = ({ assignments }: Roster, namespace: string) =>
  assignments.filter((assignment) => assignment.namespace === namespace);

const withdrawAll = (claims: readonly Claim[]): readonly RosterChange[] =>
  claims.map(({ id: claim }) => ({ do: 'settle', claim, state: 'withdrawn' }));

/** Settles the pending claims of a user who gets a namespace: approved for that namespace, withdrawn for others. */
export function settlePendingClaims(namespace: string, roster: Roster, user: string): readonly RosterChange[] {
  return pendingClaimsOf(roster, user).map((claim) => ({
    do: 'settle',
    claim: claim.id,
    state: claim.namespace === namespace ? 'approved' : 'withdrawn',
  }));
}

/** A request for a namespace; `id` is that of the claim if one is stored, `at` an ISO time. */
export type JoinRequest = {
  readonly user: string;
  readonly namespace: string;
  readonly id: string;
  readonly at: string;
  /** Whether it is given at once, or an instructor is asked. */
  readonly open: boolean;
  /** Whether there is an instructor who can be asked. */
  readonly askable: boolean;
  readonly sharing: Sharing;
};

/** What came of a request. */
export type JoinOutcome = 'seated' | 'had-it' | 'asked' | 'asked-before';

function countRecentRequests({ user, at }: JoinRequest, { claims }: Roster): number {
  return claims.filter((claim) => claim.user === user && Date.parse(at) - Date.parse(claim.askedAt) < hourMs).length;
}

/**
 * Decides about a request for a namespace. @throws Trouble `has-namespace`, `namespace-taken`, `asked-often`,
 * `no-instructor`
 */
export function decideJoin(request: JoinRequest): (roster: Roster) => RosterDecision<JoinOutcome> {
  const { user, namespace, id, open, askable, sharing } = request;
  return (roster) => {
    const own = roster.assignments.find((assignment) => assignment.user === user);
    if (own?.namespace === namespace) return { changes: [], result: 'had-it' };
    if (own) throw new Trouble('has-namespace', { namespace: own.namespace });
    if (holders(roster, namespace).length >= sharing) throw new Trouble('namespace-taken', { namespace });
    const pending = pendingClaimsOf(roster, user);
    if (open) {
      const assignment: RosterChange = { do: 'assign', user, namespace };
      return { changes: [...settlePendingClaims(namespace, roster, user), assignment], result: 'seated' };
    }
    if (pending.some((claim) => claim.namespace === namespace)) return { changes: [], result: 'asked-before' };
    if (countRecentRequests(request, roster) >= maxRequestsPerHour) throw new Trouble('asked-often');
    if (!askable) throw new Trouble('no-instructor');
    return { changes: [...withdrawAll(pending), { do: 'ask', claim: id, user, namespace }], result: 'asked' };
  };
}

/** What came of settling a claim; `was` is what the person had. */
export type ClaimOutcome =
  | { readonly kind: 'approved'; readonly claim: Claim; readonly was: string | null }
  | { readonly kind: 'refused'; readonly claim: Claim }
  | { readonly kind: 'settled-before'; readonly claim: Claim }
  | { readonly kind: 'full'; readonly claim: Claim }
  | { readonly kind: 'gone' };

/**
 * Decides about a claim that an instructor approves or refuses. Two instructors may press at once: the first one
 * counts.
 */
export function decideClaim(
  id: string,
  state: 'approved' | 'refused',
  sharing: Sharing,
): (roster: Roster) => RosterDecision<ClaimOutcome> {
  return (roster) => {
    const claim = roster.claims.find((each) => each.id === id);
    if (claim === undefined) return { changes: [], result: { kind: 'gone' } };
    if (claim.state !== 'pending') return { changes: [], result: { kind: 'settled-before', claim } };
    const settled: RosterChange = { do: 'settle', claim: id, state };
    if (state === 'refused') return { changes: [settled], result: { kind: 'refused', claim } };
    const { user, namespace } = claim;
    const others = holders(roster, namespace).filter((assignment) => assignment.user !== user);
    if (others.length >= sharing) return { changes: [], result: { kind: 'full', claim } };
    const was = roster.assignments.find((assignment) => assignment.user === user)?.namespace ?? null;
    return { changes: [settled, { do: 'assign', user, namespace }], result: { kind: 'approved', claim, was } };
  };
}

/** What came of giving somebody a namespace; `was` is what they had, `released` who had to leave it. */
export type AssignOutcome =
  | { readonly kind: 'assigned'; readonly was: string | null; readonly released: readonly string[] }
  | { readonly kind: 'same' }
  | { readonly kind: 'full'; readonly by: readonly string[] };

/**
 * Decides about giving somebody a namespace: a taken one only `instead` of one who has it, and who is released. Whoever else
 * may have it meanwhile stays.
 */
export function decideAssign(
  user: string,
  namespace: string,
  instead: string | null,
  sharing: Sharing,
): (roster: Roster) => RosterDecision<AssignOutcome> {
  return (roster) => {
    const was = roster.assignments.find((assignment) => assignment.user === user)?.namespace ?? null;
    if (was === namespace) return { changes: [], result: { kind: 'same' } };
    const by = holders(roster, namespace).map((assignment) => assignment.user);
    const full = by.length >= sharing;
    if (full && (instead === null || !by.includes(instead))) return { changes: [], result: { kind: 'full', by } };
    const released = full && instead !== null ? [instead] : [];
    return {
      changes: [
        ...released.map((each): RosterChange => ({ do: 'release', user: each })),
        ...settlePendingClaims(namespace, roster, user),
        { do: 'assign', user, namespace },
      ],
      result: { kind: 'assigned', was, released },
    };
  };
}

/** Who left the roster; `left` are those who still have the namespace. */
export type ReleasedPerson = { readonly user: string; readonly namespace: string; readonly left: readonly string[] };

/**
 * Decides about taking people off the roster: whoever is meant by a user id or has the namespace. Tells who they
 * were.
 */
export function decideRelease(who: string): (roster: Roster) => RosterDecision<readonly ReleasedPerson[]> {
  return ({ assignments }) => {
    const meant = assignments.filter((assignment) => assignment.user === who || assignment.namespace === who);
    const staying = assignments.filter((assignment) => !meant.includes(assignment));
    return {
      changes: meant.map(({ user }) => ({ do: 'release', user })),
      result: meant.map(({ user, namespace }) => {
        const left = staying
          .filter((assignment) => assignment.namespace === namespace)
          .map((assignment) => assignment.user);
        return { user, namespace, left };
      }),
    };
  };
}
