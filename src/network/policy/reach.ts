import type { ClusterNetwork } from '../../model/network.ts';
import type { Reach, ReachQuery, Semantics, Side } from '../../model/reach.ts';
import { decideEgressToAnyone } from './any-peer.ts';
import { explainVerdict, selectingPolicies, verdictOf } from './explain-verdict.ts';
import { type JudgedQuery, judgeQuery, type Reading, type ReadingSide } from './judge.ts';
import { commonTruth, unsure, yes } from './kleene.ts';
import type { PolicyIndex } from './policy-index.ts';
import { homeOf, queryRemarks } from './query-remarks.ts';
import { remarksFor } from './remark-words.ts';
import type { Unanswerable } from './resolve-endpoint.ts';
import type { Direction } from './rule.ts';
import { capitalizeFirst, endpointName } from './rule-words.ts';

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

function wordsOf({ truth, ruled, query: asked, end, doubt }: ReadingSide, direction: Direction): string {
  if (doubt !== null) return `It cannot be told: ${doubt}.`;
  if (asked === null)
    return `${capitalizeFirst(endpointName(end))} is no Pod, so no policy here says what it ${noPolicies[direction]}.`;
  if (truth === ruled) return explainVerdict(truth, asked);
  if (truth === yes)
    return `${capitalizeFirst(endpointName(asked.peer))} is the node that ${endpointName(end)} runs on, and reaches it always.`;
  if (asked.peer.kind === 'node' && asked.peer.local)
    return `It cannot be told: ${endpointName(asked.peer)} is what the API leaves open; by its rules alone: ${explainVerdict(ruled, asked)}`;
  return `It cannot be told: ${endpointName(asked.peer)} is or may be the node that ${endpointName(end)} runs on; by its rules alone: ${explainVerdict(ruled, asked)}`;
}

/** Which lists would have told who reads the policies, where that is open and could not be seen. */
function whyUndetermined(readings: readonly Reading[], { policySnapshot: { snapshot } }: PolicyIndex): string {
  if (new Set(readings.map(({ semantics }) => semantics)).size < 2) return '';
  const { daemonSets, systemPods } = snapshot.reads;
  const unread = [daemonSets, systemPods].flatMap((read) => (read.outcome === 'ok' ? [] : [read.because]));
  return unread.length === 0 ? '' : ` Which of them holds could not be seen: ${unread.join('; ')}.`;
}

function sideOf(readings: readonly Reading[], direction: Direction, index: PolicyIndex): Side {
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
    because:
      words.length > 1
        ? `It depends on how it is read. ${words.join(' Or: ')}${whyUndetermined(readings, index)}`
        : (words[0] ?? ''),
  };
}

const untold: Side = { verdict: 'unknown', policies: [], because: '' };

/**
 * Both ends where the destination may be a Service: what leaves is certain where it is so for every destination, what then
 * comes in somewhere is not.
 */
function sidesOfMaybeService(judged: JudgedQuery, index: PolicyIndex, why: string): Pick<Reach, 'egress' | 'ingress'> {
  const open = { verdict: 'unknown', because: `It cannot be told: ${why}.` } as const;
  const [leaving, arriving] = [sideOf(judged.readings, 'egress', index), sideOf(judged.readings, 'ingress', index)];
  const leaves = commonTruth(
    judged.readings.map(({ egress, semantics }) => decideEgressToAnyone(egress.end, index, semantics)),
  );
  return {
    egress: leaves === unsure ? { ...leaving, ...open } : leaving,
    ingress:
      arriving.verdict === 'unknown'
        ? { ...arriving, because: `${arriving.because.replace(/\.$/u, '')}; ${why}.` }
        : { ...open, policies: [] },
  };
}

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

/**
 * The answer to a query in words: the verdict, which policies select each end, which rule decides, and why.
 */
export function reach(query: ReachQuery, index: PolicyIndex, semantics: readonly Semantics[]): Reach | Unanswerable {
  const judged = judgeQuery(query, index, semantics);
  if ('kind' in judged) return judged;
  const { query: question, readings, special, maybeService, truth } = judged;
  const homes = { from: homeOf(question.from), to: homeOf(question.to) };
  const common = { query, verdict: verdictOf(truth), homes, semantics };
  if (special !== null) {
    const notes = remarksFor([special === 'self' ? 'self' : 'service-address']);
    return { ...common, ...specially(judged, query), notes };
  }
  const sides =
    maybeService === null
      ? { egress: sideOf(readings, 'egress', index), ingress: sideOf(readings, 'ingress', index) }
      : sidesOfMaybeService(judged, index, maybeService);
  return {
    ...common,
    ...sides,
    notes: remarksFor(queryRemarks(judged, semantics)),
  };
}
