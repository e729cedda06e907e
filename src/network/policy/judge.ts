import type { ReachQuery, Semantics } from '../../model/reach.ts';
import { decideEgressToAnyone } from './any-peer.ts';
import { decideConnection } from './decide.ts';
import { doubtAbout } from './end-doubt.ts';
import type { ConnectionEndpoint } from './endpoint.ts';
import { allTrue, commonTruth, type Truth, unsure, yes } from './kleene.ts';
import { type CiliumRelease, type ConnectionQuery, releasesFor } from './match.ts';
import { applyNodeException } from './node-exception.ts';
import type { PolicyIndex } from './policy-index.ts';
import { endpointsOf, type QueryTarget, resolvePort, resolveTarget, type Unanswerable } from './resolve-endpoint.ts';
import type { Traffic } from './rule.ts';
import { whyMaybeService } from './service-addresses.ts';

/** One side of one reading of a question: a Pod whose policies were asked, or an end that has none. */
export type ReadingSide = {
  readonly truth: Truth;
  /** What the policies alone say. */
  readonly ruled: Truth;
  readonly query: ConnectionQuery | null;
  readonly end: ConnectionEndpoint;
  /** Why an end without policies is not certain to be open; null where it is. */
  readonly doubt: string | null;
};
/** One permitted reading of a question, and what it comes to at both ends. */
export type Reading = {
  readonly semantics: Semantics;
  readonly release: CiliumRelease;
  readonly family: number;
  readonly egress: ReadingSide;
  readonly ingress: ReadingSide;
};

function partOf(asked: Omit<ConnectionQuery, 'subject'>, subject: ConnectionEndpoint): ReadingSide {
  if (subject.kind !== 'pod') {
    const doubt = doubtAbout(subject, asked.index, asked.direction, asked.semantics);
    const truth = doubt === null ? yes : unsure;
    return { truth, ruled: truth, query: null, end: subject, doubt };
  }
  const whole: ConnectionQuery = { ...asked, subject };
  const ruled = decideConnection(whole);
  return { truth: applyNodeException(ruled, whole), ruled, query: whole, end: subject, doubt: null };
}

/** A question whose ends and port were found. */
export type ResolvedQuery = {
  readonly index: PolicyIndex;
  readonly from: QueryTarget;
  readonly to: QueryTarget;
  readonly port: number;
  readonly protocol: ReachQuery['protocol'];
};

/** Ends of one family together; where there are none, whatever there is. */
function pairs(
  from: readonly ConnectionEndpoint[],
  to: readonly ConnectionEndpoint[],
): readonly (readonly [ConnectionEndpoint, ConnectionEndpoint])[] {
  const [start, ...starts] = from;
  const [end, ...ends] = to;
  if (start && end && starts.length === 0 && ends.length === 0) return [[start, end]];
  const all = from.flatMap((one) => to.map((other) => [one, other] as const));
  const alike = all.filter(([one, other]) => one.point !== null && one.point.family === other.point?.family);
  return alike.length > 0 ? alike : all;
}

/** Every reading of a question under one semantics: addresses, ends, and releases of Cilium. */
function readingsOf({ index, from, to, port, protocol }: ResolvedQuery, semantics: Semantics): readonly Reading[] {
  const cilium = semantics === 'cilium';
  return pairs(
    endpointsOf(from, { index, cilium, other: to }),
    endpointsOf(to, { index, cilium, other: from }),
  ).flatMap(([start, end]) => {
    const releases = releasesFor(start.kind === 'pod' ? [start] : [], protocol, index, semantics);
    const flow: Traffic = { port, protocol, to: end };
    return releases.map((release): Reading => {
      const around = { index, semantics, release, traffic: flow };
      return {
        semantics,
        release,
        family: start.point?.family ?? 0,
        egress: partOf({ ...around, direction: 'egress', peer: end }, start),
        ingress: partOf({ ...around, direction: 'ingress', peer: start }, end),
      };
    });
  });
}

/** What one reading comes to: both ends must allow. */
export const readingTruth = ({ egress, ingress }: Reading): Truth => allTrue(egress.truth, ingress.truth);

function isSelf({ from, to }: ResolvedQuery): boolean {
  if (from.kind !== 'pod' || to.kind !== 'pod') return false;
  return to.endpoints.every((end) => end.pod === from.pod);
}

/** A question with all its readings; `special` where it needs none. */
export type JudgedQuery = {
  readonly query: ResolvedQuery;
  readonly readings: readonly Reading[];
  readonly special: 'self' | 'service' | null;
  /** Why the destination may be a Service, which leaves the answer open; null where it is none, or known to be one. */
  readonly maybeService: string | null;
  readonly truth: Truth;
};

/**
 * Whether the policies let a connection pass, by the given ways of reading them; unsure where those differ.
 */
export function judgeQuery(
  query: ReachQuery,
  index: PolicyIndex,
  semantics: readonly Semantics[],
): JudgedQuery | Unanswerable {
  const [from, to] = [resolveTarget(query.from, index), resolveTarget(query.to, index)];
  if (from.kind === 'unanswerable') return from;
  if (to.kind === 'unanswerable') return to;
  const port = resolvePort(query.port, query.protocol, to);
  if (typeof port !== 'number') return port;
  const question: ResolvedQuery = { index, from, to, port, protocol: query.protocol };
  if (to.kind === 'address' && index.serviceAt(to.point) !== undefined)
    return { query: question, readings: [], special: 'service', maybeService: null, truth: unsure };
  if (isSelf(question)) return { query: question, readings: [], special: 'self', maybeService: null, truth: yes };
  const readings = semantics.flatMap((each) => readingsOf(question, each));
  const maybeService = to.kind === 'address' ? whyMaybeService(to.point, index) : null;
  if (maybeService === null) {
    const truth = commonTruth(readings.map(readingTruth));
    return { query: question, readings, special: null, maybeService, truth };
  }
  // The Pods behind a Service have policies of their own, so that nothing is certain but what may not even leave.
  const leaves = commonTruth(
    readings.map(({ egress, semantics: each }) => decideEgressToAnyone(egress.end, index, each)),
  );
  return { query: question, readings, special: null, maybeService, truth: allTrue(leaves, unsure) };
}
