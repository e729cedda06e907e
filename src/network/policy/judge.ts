import type { Query, Semantics } from '../../model/reach.ts';
import { decide } from './decide.ts';
import type { End } from './endpoint.ts';
import { agreed, both, no, type Truth, unsure, yes } from './kleene.ts';
import { type Asked, isOwnNode, type Release, releasesFor } from './match.ts';
import type { Ground } from './policy-index.ts';
import { endsOf, portOf, type Target, targetOf, type Unanswerable } from './resolve-endpoint.ts';
import type { Flow } from './rule.ts';

/** One side of one reading of a question: a Pod whose policies were asked, or an end that has none. */
export type Part = {
  readonly truth: Truth;
  /** What the policies alone say. */
  readonly ruled: Truth;
  readonly asked: Asked | null;
  readonly end: End;
};
/** One permitted reading of a question, and what it comes to at both ends. */
export type Reading = {
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
export function besidesRules(found: Truth, { direction, subject, peer, semantics }: Asked): Truth {
  const own = isOwnNode(peer, subject);
  if (found === yes || own === no) return found;
  if (semantics === 'cilium') return direction === 'egress' ? found : own;
  return unsure;
}

function partOf(asked: Omit<Asked, 'subject'>, subject: End): Part {
  if (subject.kind !== 'pod') {
    // What may be a Pod that could not be seen may have policies that could not be seen.
    const truth = subject.kind === 'address' && subject.doubtful ? unsure : yes;
    return { truth, ruled: truth, asked: null, end: subject };
  }
  const whole: Asked = { ...asked, subject };
  const ruled = decide(whole);
  return { truth: besidesRules(ruled, whole), ruled, asked: whole, end: subject };
}

/** A question whose ends and port were found. */
export type Question = {
  readonly ground: Ground;
  readonly from: Target;
  readonly to: Target;
  readonly port: number;
  readonly protocol: Query['protocol'];
};

/** Ends of one family together; where there are none, whatever there is. */
function pairs(from: readonly End[], to: readonly End[]): readonly (readonly [End, End])[] {
  const [start, ...starts] = from;
  const [end, ...ends] = to;
  if (start && end && starts.length === 0 && ends.length === 0) return [[start, end]];
  const all = from.flatMap((one) => to.map((other) => [one, other] as const));
  const alike = all.filter(([one, other]) => one.point !== null && one.point.family === other.point?.family);
  return alike.length > 0 ? alike : all;
}

/** Every way in which a question can be read under one semantics: addresses, ends, and releases of Cilium. */
function readingsOf({ ground, from, to, port, protocol }: Question, semantics: Semantics): readonly Reading[] {
  const cilium = semantics === 'cilium';
  return pairs(endsOf(from, ground, cilium), endsOf(to, ground, cilium)).flatMap(([start, end]) => {
    const releases = releasesFor(start.kind === 'pod' ? [start] : [], protocol, ground, semantics);
    const flow: Flow = { port, protocol, to: end };
    return releases.map((release): Reading => {
      const around = { ground, semantics, release, flow };
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
export const overall = ({ egress, ingress }: Reading): Truth => both(egress.truth, ingress.truth);

function isSelf({ from, to }: Question): boolean {
  if (from.kind !== 'pod' || to.kind !== 'pod') return false;
  return to.ends.every((end) => end.pod === from.pod);
}

/** A question with all its readings; `special` where it needs none. */
export type Judged = {
  readonly question: Question;
  readonly readings: readonly Reading[];
  readonly special: 'self' | 'service' | null;
  readonly truth: Truth;
};

/** Whether the policies let a connection pass, by the given ways of reading them; unsure where those differ. */
export function judge(query: Query, ground: Ground, semantics: readonly Semantics[]): Judged | Unanswerable {
  const [from, to] = [targetOf(query.from, ground), targetOf(query.to, ground)];
  if (from.kind === 'unanswerable') return from;
  if (to.kind === 'unanswerable') return to;
  const port = portOf(query.port, query.protocol, to);
  if (typeof port !== 'number') return port;
  const question: Question = { ground, from, to, port, protocol: query.protocol };
  if (to.kind === 'address' && ground.serviceAt(to.point) !== undefined)
    return { question, readings: [], special: 'service', truth: unsure };
  if (isSelf(question)) return { question, readings: [], special: 'self', truth: yes };
  const readings = semantics.flatMap((each) => readingsOf(question, each));
  return { question, readings, special: null, truth: agreed(readings.map(overall)) };
}
