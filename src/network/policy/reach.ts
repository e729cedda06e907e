import type { ClusterNetwork } from '../../model/network.ts';
import type { Reach, ReachQuery, Semantics, Side } from '../../model/reach.ts';
import { isInternalAddress } from '../ip/address.ts';
import { decideDns } from './dns.ts';
import { capitalizeFirst, endpointName, explainVerdict, selectingPolicies, verdictOf } from './explain-verdict.ts';
import {
  type JudgedQuery,
  judgeQuery,
  type Reading,
  type ReadingSide,
  type ResolvedQuery,
  readingTruth,
} from './judge.ts';
import { commonTruth, no, yes } from './kleene.ts';
import { isOwnNode } from './match.ts';
import type { PolicyIndex } from './policy-index.ts';
import { namespaceRemarks, type RemarkId, remarksFor, ruleRemarks } from './remarks.ts';
import type { QueryTarget, Unanswerable } from './resolve-endpoint.ts';
import type { Direction } from './rule.ts';

/**
 * How policies are read where the user leaves it open: as the data plane reads them, both ways where it is
 * not known.
 */
export function semanticsOf({ dataplane, policyEngine }: ClusterNetwork): readonly Semantics[] {
  if (policyEngine === 'cilium' || dataplane === 'azure-cilium' || dataplane === 'self-managed-cilium')
    return ['cilium'];
  return dataplane === 'undetermined' ? ['plain', 'cilium'] : ['plain'];
}

const noPolicies = { egress: 'sends', ingress: 'receives' } as const;

function wordsOf({ truth, ruled, query: asked, end }: ReadingSide, direction: Direction): string {
  if (end.kind === 'address' && end.doubtful)
    return `It cannot be told: whether ${end.point.text} is a Pod’s, with policies of its own, could not be seen.`;
  if (asked === null)
    return `${capitalizeFirst(endpointName(end))} is no Pod, so no policy here says what it ${noPolicies[direction]}.`;
  if (truth === ruled) return explainVerdict(truth, asked);
  if (truth === yes)
    return `${capitalizeFirst(endpointName(asked.peer))} is the node that ${endpointName(end)} runs on, and reaches it always.`;
  return `It cannot be told: ${endpointName(asked.peer)} is or may be the node that ${endpointName(end)} runs on; by its rules alone: ${explainVerdict(ruled, asked)}`;
}

function sideOf(readings: readonly Reading[], direction: Direction): Side {
  const [only, second] = readings;
  // By far the most questions have one reading.
  if (only && second === undefined) {
    const part = only[direction];
    const policies = part.query ? selectingPolicies(part.query) : [];
    return { verdict: verdictOf(part.truth), policies, because: wordsOf(part, direction) };
  }
  const parts = readings.map((reading) => reading[direction]);
  const truth = commonTruth(parts.map((part) => part.truth));
  const telling = new Map(parts.map((part) => [part.truth, part]));
  const words = [...telling.values()].map((part) => wordsOf(part, direction));
  const policies = parts.flatMap(({ query: asked }) => (asked ? selectingPolicies(asked) : []));
  return {
    verdict: verdictOf(truth),
    policies: [...new Set(policies)].sort(),
    because: words.length > 1 ? `It depends on how it is read. ${words.join(' Or: ')}` : (words[0] ?? ''),
  };
}

/** Whether readings of one semantics, or of one family, agree among themselves and not with the others. */
function dividedBy(readings: readonly Reading[], key: (reading: Reading) => string | number): boolean {
  const groups = [...Map.groupBy(readings, key).values()].map((group) => commonTruth(group.map(readingTruth)));
  return new Set(groups).size > 1;
}

function isHost(target: QueryTarget): boolean {
  return target.kind === 'pod' && target.pod.hostNetwork;
}

function isIdle(target: QueryTarget): boolean {
  return target.kind === 'pod' && (target.pod.phase !== 'Running' || target.pod.deleting);
}

/** An address inside the network that is nobody’s may be a Service’s, unless all Services were seen. */
function aboutServices({ index, to }: ResolvedQuery): readonly RemarkId[] {
  if (to.kind !== 'address' || !isInternalAddress(to.point) || index.nodeAt(to.point) !== undefined) return [];
  return index.policySnapshot.services.outcome === 'ok' ? [] : ['maybe-service'];
}

/** Several Pods at one address. */
function isShared(target: QueryTarget): boolean {
  if (target.kind === 'address' || target.endpoints.length < 2) return false;
  return target.endpoints.some(({ pod }) => pod !== target.pod);
}

/** Where the readings part, by what they differ in. */
function aboutDifferences(readings: readonly Reading[]): readonly RemarkId[] {
  if (readings.length < 2) return [];
  return [
    ...(dividedBy(readings, ({ family }) => family) ? (['family-dependent'] as const) : []),
    ...(dividedBy(readings, ({ semantics }) => semantics) ? (['semantics-differ'] as const) : []),
    ...(dividedBy(readings, ({ release }) => release.names) ? (['cilium-named-ports'] as const) : []),
    ...(dividedBy(readings, ({ release }) => Number(release.sctp)) ? (['cilium-sctp'] as const) : []),
  ];
}

function aboutNode({ egress, ingress, semantics }: Reading): readonly RemarkId[] {
  const own = [egress, ingress].some(
    ({ query: asked }) => asked?.peer.kind === 'node' && isOwnNode(asked.peer, asked.subject) !== no,
  );
  if (!own) return [];
  return semantics === 'cilium' ? ['own-node-cilium'] : ['own-node'];
}

function aboutHosts({ from, to }: ResolvedQuery, semantics: readonly Semantics[]): readonly RemarkId[] {
  if (!isHost(from) && !isHost(to)) return [];
  return semantics.map((each) => (each === 'cilium' ? 'host-network-cilium' : 'host-network'));
}

function aboutDns(question: ResolvedQuery, semantics: readonly Semantics[]): readonly RemarkId[] {
  const { index, from, port } = question;
  if (from.kind !== 'pod' || from.pod.hostNetwork || port === 53) return [];
  const [end] = from.endpoints;
  if (end === undefined) return [];
  const found = commonTruth(semantics.map((each) => decideDns(index, end, each)));
  if (found === yes) return [];
  return found === no ? ['dns-blocked'] : ['dns-unseen'];
}

const untold: Side = { verdict: 'unknown', policies: [], because: '' };

/** The answer to a question that could not even be asked. */
export function unansweredReach(
  query: ReachQuery,
  { id, message }: Unanswerable,
  semantics: readonly Semantics[],
): Reach {
  const side = { ...untold, because: `It cannot be told: ${message}.` };
  const homes = { from: null, to: null };
  return { query, verdict: 'unknown', egress: side, ingress: side, notes: remarksFor([id]), homes, semantics };
}

function homeOf(target: QueryTarget): string | null {
  return target.kind === 'pod' ? target.pod.namespace : null;
}

function specially(
  { special, query: { index, to } }: JudgedQuery,
  { to: text }: ReachQuery,
): Pick<Reach, 'egress' | 'ingress'> {
  const service = to.kind === 'address' ? index.serviceAt(to.point) : undefined;
  const side: Side =
    special === 'self'
      ? { verdict: 'allowed', policies: [], because: 'A Pod always reaches itself.' }
      : { ...untold, because: `It cannot be told: ${text} is the address of the Service ${service}.` };
  return { egress: side, ingress: side };
}

function about({ query: question, readings }: JudgedQuery, semantics: readonly Semantics[]): readonly RemarkId[] {
  const { index, from, to } = question;
  const [home, goal] = [homeOf(from), homeOf(to)];
  const ids: RemarkId[] = [
    ...aboutHosts(question, semantics),
    ...aboutServices(question),
    ...aboutDifferences(readings),
  ];
  for (const reading of readings) {
    ids.push(...aboutNode(reading), ...ruleRemarks(reading.egress.query), ...ruleRemarks(reading.ingress.query));
  }
  if (isShared(from) || isShared(to)) ids.push('address-twice');
  if (isIdle(from) || isIdle(to)) ids.push('not-running');
  ids.push(...aboutDns(question, semantics));
  if (home !== null) ids.push(...namespaceRemarks(index, home, semantics));
  if (goal !== null && goal !== home) ids.push(...namespaceRemarks(index, goal, semantics));
  return ids;
}

/**
 * The answer to a query in words: the verdict, which policies select each end, which rule decides, and why.
 */
export function reach(query: ReachQuery, index: PolicyIndex, semantics: readonly Semantics[]): Reach | Unanswerable {
  const judged = judgeQuery(query, index, semantics);
  if ('kind' in judged) return judged;
  const { query: question, readings, special, truth } = judged;
  const homes = { from: homeOf(question.from), to: homeOf(question.to) };
  const common = { query, verdict: verdictOf(truth), homes, semantics };
  if (special !== null) {
    const notes = remarksFor([special === 'self' ? 'self' : 'service-address']);
    return { ...common, ...specially(judged, query), notes };
  }
  return {
    ...common,
    egress: sideOf(readings, 'egress'),
    ingress: sideOf(readings, 'ingress'),
    notes: remarksFor(about(judged, semantics)),
  };
}
