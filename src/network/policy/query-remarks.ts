import type { Semantics } from '../../model/reach.ts';
import { isLocalDnsAddress, type LocalDnsState } from '../facts/local-dns.ts';
import { decideDns, localDnsStateOf } from './dns.ts';
import { type JudgedQuery, type Reading, type ResolvedQuery, readingTruth } from './judge.ts';
import { commonTruth, no, yes } from './kleene.ts';
import { isOwnNode } from './match.ts';
import type { RemarkId } from './remark-words.ts';
import { namespaceRemarks, ruleRemarks } from './remarks.ts';
import type { QueryTarget } from './resolve-endpoint.ts';
import { isMaybeLoadBalancer } from './service-addresses.ts';

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

/** An address that is nobody’s may be a Service’s, unless all Services were seen. */
function aboutServices({ query: { index, to }, maybeService }: JudgedQuery): readonly RemarkId[] {
  if (to.kind !== 'address') return [];
  if (maybeService !== null) return ['maybe-service'];
  return isMaybeLoadBalancer(to.point, index) ? ['maybe-load-balancer'] : [];
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

const dnsWords = {
  blocked: { on: 'dns-blocked/localdns', off: 'dns-blocked', unseen: 'dns-blocked' },
  unseen: { on: 'dns-unseen/localdns', off: 'dns-unseen', unseen: 'dns-unseen' },
} as const;

/** What is to be known of names: they are asked for where the Pod’s own node sends such questions. */
function aboutDns({ index, from, to, port }: ResolvedQuery, semantics: readonly Semantics[]): readonly RemarkId[] {
  if (from.kind !== 'pod' || from.pod.hostNetwork) return [];
  const [end] = from.endpoints;
  if (end === undefined) return [];
  const state = localDnsStateOf(index, end);
  const differs = index.localDns.differs ? (['localdns-differs'] as const) : [];
  if (to.kind === 'address' && isLocalDnsAddress(to.point))
    return [
      ...(state === 'on' ? (['localdns'] as const) : state === 'off' ? [] : (['localdns-unseen'] as const)),
      ...differs,
    ];
  const found = commonTruth(semantics.map((each) => decideDns(index, end, each)));
  if (port === 53 || found === yes) return [];
  const by = (each: LocalDnsState) => semantics.map((way) => decideDns(index, end, way, each)).join();
  const unseen = state === 'unseen' && by('on') !== by('off') ? (['localdns-unseen'] as const) : [];
  return [dnsWords[found === no ? 'blocked' : 'unseen'][state], ...unseen, ...differs];
}

/** The namespace of a Pod, null for what is no Pod. */
export function homeOf(target: QueryTarget): string | null {
  return target.kind === 'pod' ? target.pod.namespace : null;
}

/** Everything that is to be known beside the answer to a question. */
export function queryRemarks(judged: JudgedQuery, semantics: readonly Semantics[]): readonly RemarkId[] {
  const { query: question, readings } = judged;
  const { index, from, to } = question;
  const [home, goal] = [homeOf(from), homeOf(to)];
  const ids: RemarkId[] = [...aboutHosts(question, semantics), ...aboutServices(judged), ...aboutDifferences(readings)];
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
