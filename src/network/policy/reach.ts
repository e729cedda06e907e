import type { ClusterNetwork } from '../../model/network.ts';
import type { Query, Reach, Semantics, Side } from '../../model/reach.ts';
import type { Address } from '../address.ts';
import { decide } from './decide.ts';
import { dnsOf } from './dns.ts';
import type { End } from './ends.ts';
import type { Ground } from './ground.ts';
import { type Asked, isOwnNode, type Release, releasesFor } from './match.ts';
import { aboutRules, aboutSpace, type RemarkId, remarks } from './remarks.ts';
import type { Direction, Flow } from './rule.ts';
import { because, capital, endName, policiesOf, verdictOf } from './said.ts';
import { endsOf, pointsOf, portOf, type Target, targetOf, type Unanswerable } from './target.ts';
import { agreed, both, no, type Truth, unsure, yes } from './truth.ts';

/** How policies are read where the user leaves it open: as the data plane reads them, both ways where it is not known. */
export function semanticsOf({ dataplane, policyEngine }: ClusterNetwork): readonly Semantics[] {
  if (policyEngine === 'cilium' || dataplane === 'azure-cilium' || dataplane === 'self-managed-cilium')
    return ['cilium'];
  return dataplane === 'undetermined' ? ['plain', 'cilium'] : ['plain'];
}

/** One side of one reading of a question: a Pod whose policies were asked, or an end that has none. */
type Part = { readonly truth: Truth; readonly asked: Asked | null; readonly end: End };
type Reading = {
  readonly semantics: Semantics;
  readonly release: Release;
  readonly family: number;
  readonly egress: Part;
  readonly ingress: Part;
};

/**
 * What holds between a Pod and a node whatever the rules say: under Cilium a node reaches the Pods on it; by the
 * Kubernetes documentation both ways are always open, which not every engine keeps to.
 */
function besidesRules(found: Truth, { direction, subject, peer, semantics }: Asked): Truth {
  const own = isOwnNode(peer, subject);
  if (found === yes || own === no) return found;
  if (semantics === 'cilium') return direction === 'egress' ? found : own;
  return unsure;
}

function partOf(asked: Omit<Asked, 'subject'>, subject: End): Part {
  if (subject.kind !== 'pod') return { truth: yes, asked: null, end: subject };
  const whole: Asked = { ...asked, subject };
  return { truth: besidesRules(decide(whole), whole), asked: whole, end: subject };
}

type Question = {
  readonly ground: Ground;
  readonly from: Target;
  readonly to: Target;
  readonly port: number;
  readonly protocol: Query['protocol'];
};

/** Pairs of addresses of one family; where there is none, whatever there is. */
function pairs(from: Target, to: Target): readonly (readonly [Address | null, Address | null])[] {
  const [sources, targets] = [pointsOf(from), pointsOf(to)];
  const alike = sources.flatMap((source) =>
    targets
      .filter((target) => source !== null && source.family === target?.family)
      .map((target) => [source, target] as const),
  );
  return alike.length > 0 ? alike : [[sources[0] ?? null, targets[0] ?? null]];
}

/** Every way in which a question can be read under one semantics: addresses, ends, and releases of Cilium. */
function readingsOf({ ground, from, to, port, protocol }: Question, semantics: Semantics): readonly Reading[] {
  const cilium = semantics === 'cilium';
  return pairs(from, to).flatMap(([source, target]) =>
    endsOf(from, source, ground, cilium).flatMap((start) => {
      const releases = releasesFor(start.kind === 'pod' ? [start] : [], protocol, ground, semantics);
      return endsOf(to, target, ground, cilium).flatMap((end) =>
        releases.map((release): Reading => {
          const flow: Flow = { port, protocol, to: end };
          const around = { ground, semantics, release, flow };
          return {
            semantics,
            release,
            family: source?.family ?? 0,
            egress: partOf({ ...around, direction: 'egress', peer: end }, start),
            ingress: partOf({ ...around, direction: 'ingress', peer: start }, end),
          };
        }),
      );
    }),
  );
}

const noPolicies = { egress: 'sends', ingress: 'receives' } as const;

function wordsOf({ truth, asked, end }: Part, direction: Direction): string {
  if (asked === null)
    return `${capital(endName(end))} is no Pod, so no policy here says what it ${noPolicies[direction]}.`;
  const own = besidesRules(no, asked);
  if (truth === yes && decide(asked) !== yes)
    return `${capital(endName(asked.peer))} is the node that ${endName(end)} runs on, and reaches it always.`;
  if (truth === unsure && own === unsure && decide(asked) !== unsure)
    return `It cannot be told: ${endName(asked.peer)} is or may be the node that ${endName(end)} runs on; by its rules alone: ${because(decide(asked), asked)}`;
  return because(truth, asked);
}

function sideOf(readings: readonly Reading[], direction: Direction): Side {
  const parts = readings.map((reading) => reading[direction]);
  const truth = agreed(parts.map((part) => part.truth));
  const telling = new Map(parts.map((part) => [part.truth, part]));
  const words = [...telling.values()].map((part) => wordsOf(part, direction));
  const policies = parts.flatMap(({ asked }) => (asked ? policiesOf(asked) : []));
  return {
    verdict: verdictOf(truth),
    policies: [...new Set(policies)].sort(),
    because: words.length > 1 ? `It depends on how it is read. ${words.join(' Or: ')}` : (words[0] ?? ''),
  };
}

function isSelf({ from, to }: Question): boolean {
  return (
    from.kind === 'pod' && to.kind === 'pod' && from.pod.namespace === to.pod.namespace && from.pod.name === to.pod.name
  );
}

const overall = ({ egress, ingress }: Reading): Truth => both(egress.truth, ingress.truth);

/** Whether readings of one semantics, or of one family, agree among themselves and not with the others. */
function dividedBy(readings: readonly Reading[], key: (reading: Reading) => string | number): boolean {
  const groups = [...Map.groupBy(readings, key).values()].map((group) => agreed(group.map(overall)));
  return new Set(groups).size > 1;
}

function isHost(target: Target): boolean {
  return target.kind === 'pod' && target.pod.hostNetwork;
}

function aboutReadings(question: Question, readings: readonly Reading[]): readonly RemarkId[] {
  const { from, to } = question;
  const parts = readings.flatMap(({ egress, ingress }) => [egress, ingress]);
  const own = parts.flatMap(({ asked }) => (asked && isOwnNode(asked.peer, asked.subject) !== no ? [asked] : []));
  const cilium = readings.some(({ semantics }) => semantics === 'cilium');
  const plain = readings.some(({ semantics }) => semantics === 'plain');
  const host = isHost(from) || isHost(to);
  const idle = [from, to].some(
    (target) => target.kind === 'pod' && (target.pod.phase !== 'Running' || target.pod.deleting),
  );
  return [
    ...(host && plain ? (['host-network'] as const) : []),
    ...(host && cilium ? (['host-network-cilium'] as const) : []),
    ...(own.some(({ semantics }) => semantics === 'plain') ? (['own-node'] as const) : []),
    ...(own.some(({ semantics }) => semantics === 'cilium') ? (['own-node-cilium'] as const) : []),
    ...(dividedBy(readings, ({ family }) => family) ? (['family-dependent'] as const) : []),
    ...(dividedBy(readings, ({ semantics }) => semantics) ? (['semantics-differ'] as const) : []),
    ...(dividedBy(readings, ({ release }) => release.names) ? (['cilium-named-ports'] as const) : []),
    ...(dividedBy(readings, ({ release }) => Number(release.sctp)) ? (['cilium-sctp'] as const) : []),
    ...(idle ? (['not-running'] as const) : []),
  ];
}

function aboutDns(question: Question, semantics: readonly Semantics[]): readonly RemarkId[] {
  const { ground, from, port } = question;
  if (from.kind !== 'pod' || from.pod.hostNetwork || port === 53) return [];
  const found = agreed(semantics.map((each) => dnsOf(ground, ground.end(from.pod, from.points[0] ?? null), each)));
  if (found === yes) return [];
  return found === no ? ['dns-blocked'] : ['dns-unseen'];
}

function spacesOf({ from, to }: Question): readonly string[] {
  return [...new Set([from, to].flatMap((target) => (target.kind === 'pod' ? [target.pod.namespace] : [])))];
}

const untold: Side = { verdict: 'unknown', policies: [], because: '' };

/** The answer to a question that could not even be asked. */
export function unanswered(query: Query, { id, says }: Unanswerable, semantics: readonly Semantics[]): Reach {
  const side = { ...untold, because: `It cannot be told: ${says}.` };
  const homes = { from: null, to: null };
  return { query, verdict: 'unknown', egress: side, ingress: side, notes: remarks(new Set([id])), homes, semantics };
}

function toService({ query, homes, semantics }: Pick<Reach, 'query' | 'homes' | 'semantics'>, service: string): Reach {
  const side = { ...untold, because: `It cannot be told: ${query.to} is the address of the Service ${service}.` };
  return {
    query,
    verdict: 'unknown',
    egress: side,
    ingress: side,
    notes: remarks(new Set(['service-address'])),
    homes,
    semantics,
  };
}

function homeOf(target: Target): string | null {
  return target.kind === 'pod' ? target.pod.namespace : null;
}

/** Whether the policies let a connection pass, by the given ways of reading them; unknown where those differ. */
export function reach(query: Query, ground: Ground, semantics: readonly Semantics[]): Reach | Unanswerable {
  const [from, to] = [targetOf(query.from, ground), targetOf(query.to, ground)];
  if (from.kind === 'unanswerable') return from;
  if (to.kind === 'unanswerable') return to;
  const port = portOf(query.port, query.protocol, to);
  if (typeof port !== 'number') return port;
  const question: Question = { ground, from, to, port, protocol: query.protocol };
  const homes = { from: homeOf(from), to: homeOf(to) };
  const service = to.kind === 'address' ? ground.serviceAt(to.point) : undefined;
  if (service !== undefined) return toService({ query, homes, semantics }, service);
  if (isSelf(question)) {
    const side: Side = { verdict: 'allowed', policies: [], because: 'A Pod always reaches itself.' };
    return {
      query,
      verdict: 'allowed',
      egress: side,
      ingress: side,
      notes: remarks(new Set(['self'])),
      homes,
      semantics,
    };
  }
  const readings = semantics.flatMap((each) => readingsOf(question, each));
  const ids = [
    ...aboutReadings(question, readings),
    ...readings.flatMap(({ egress, ingress }) =>
      [egress, ingress].flatMap(({ asked }) => (asked ? aboutRules(asked) : [])),
    ),
    ...aboutDns(question, semantics),
    ...spacesOf(question).flatMap((name) => aboutSpace(ground, name, semantics)),
  ];
  return {
    query,
    verdict: verdictOf(agreed(readings.map(overall))),
    egress: sideOf(readings, 'egress'),
    ingress: sideOf(readings, 'ingress'),
    notes: remarks(new Set(ids)),
    homes,
    semantics,
  };
}
