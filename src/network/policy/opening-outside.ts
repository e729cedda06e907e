import type { PortNumber } from '../../model/opening.ts';
import type { Semantics } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { type LocalDnsState, localDnsAddresses } from '../facts/local-dns.ts';
import { blockAround, parseAddress } from '../ip/address.ts';
import { decideConnection } from './decide.ts';
import { decideDns } from './dns.ts';
import { commonTruth, no, type Truth, unsure } from './kleene.ts';
import { type ConnectionQuery, releasesFor } from './match.ts';
import { applyNodeException } from './node-exception.ts';
import { denialsOf, draftsForPod, nameOfPod, type PolicyGap } from './opening-gaps.ts';
import { blockDrafts, combineDrafts, nodeDrafts, outsideBlock, type RuleDraft } from './opening-rules.ts';
import type { PolicyIndex } from './policy-index.ts';

/** An address outside of every cluster (RFC 5737, RFC 3849). */
const outsideAddresses = { 4: '203.0.113.7', 6: '2001:db8::7' } as const;

/** A connection of a Pod to an address outside, in every way of reading its policies. */
function outsideQueries(
  pod: Pod,
  family: 4 | 6,
  { port, protocol }: PortNumber,
  index: PolicyIndex,
  semantics: readonly Semantics[],
): readonly ConnectionQuery[] {
  const point = parseAddress(outsideAddresses[family]);
  const subjects = index.endpoints(index.pod(nameOfPod(pod)) ?? pod);
  if (point === null) return [];
  const peer = { kind: 'address', point, doubtful: false } as const;
  return subjects
    .filter((subject) => subject.point === null || subject.point.family === family)
    .flatMap((subject) =>
      semantics.flatMap((each) =>
        releasesFor([subject], protocol, index, each).map((release) => ({
          ...{ index, semantics: each, release, direction: 'egress' as const, subject, peer },
          traffic: { port, protocol, to: peer },
        })),
      ),
    );
}

const decideQueries = (queries: readonly ConnectionQuery[]): Truth =>
  commonTruth(queries.map((asked) => applyNodeException(decideConnection(asked), asked)));

/** What shuts these Pods of one namespace off from everything outside, at one port; null where nothing surely does. */
export function outsideGap(
  pods: readonly Pod[],
  wanted: PortNumber,
  index: PolicyIndex,
  semantics: readonly Semantics[],
): PolicyGap | null {
  const [first] = pods;
  if (first === undefined) return null;
  const family = first.ips.some((ip) => parseAddress(ip)?.family === 4) || first.ips.length === 0 ? 4 : 6;
  const queriesIn = (each: PolicyIndex) => pods.flatMap((pod) => outsideQueries(pod, family, wanted, each, semantics));
  if (decideQueries(queriesIn(index)) !== no) return null;
  return {
    direction: 'egress',
    pods,
    shut: true,
    offer: { direction: 'egress', pod: nameOfPod(first), peer: { is: 'outside' }, ports: [wanted] },
    drafts: blockDrafts(outsideBlock(family, index), [wanted]),
    decide: (each) => decideQueries(queriesIn(each)),
    denials: denialsOf(queriesIn(index)),
  };
}

const dnsPorts = { udp: { port: 53, protocol: 'UDP' }, tcp: { port: 53, protocol: 'TCP' } } as const;

/** Rules for where names are asked for: the cluster's DNS, LocalDNS on the node, or both where it was not seen which. */
function dnsDrafts(state: LocalDnsState, home: string, index: PolicyIndex): readonly RuleDraft[] {
  const [pod] = index.dnsPods();
  const central = pod ? (draftsForPod(pod, home, [dnsPorts.udp], index)?.drafts ?? []) : [];
  const point = parseAddress(localDnsAddresses.cluster);
  // Azure asks for the whole block (localdns-custom.md).
  const block = point === null ? null : { cidr: blockAround(point, 24).text, except: [] };
  const local = block === null ? [] : nodeDrafts(block, ['host'], [dnsPorts.udp, dnsPorts.tcp]);
  if (state === 'on') return local;
  return state === 'off' ? central : combineDrafts([central, local]);
}

/** What keeps these Pods of one namespace from asking for names; null where nothing surely does. */
export function dnsGap(pods: readonly Pod[], index: PolicyIndex, semantics: readonly Semantics[]): PolicyGap | null {
  const [first] = pods;
  if (first === undefined) return null;
  const decide = (each: PolicyIndex) =>
    commonTruth(
      pods.flatMap((pod) => {
        const [end] = each.endpoints(each.pod(nameOfPod(pod)) ?? pod);
        return semantics.map((way) => (end ? decideDns(each, end, way) : unsure));
      }),
    );
  if (decide(index) !== no) return null;
  const states = [...new Set(pods.map(({ nodeName }) => index.localDns.stateOn(nodeName)))];
  const [state = 'unseen', another] = states;
  const where = another === undefined ? state : 'unseen';
  const ports = where === 'off' ? [dnsPorts.udp] : [dnsPorts.udp, dnsPorts.tcp];
  return {
    direction: 'egress',
    pods,
    shut: true,
    offer: { direction: 'egress', pod: nameOfPod(first), peer: { is: 'dns' }, ports },
    drafts: dnsDrafts(where, first.namespace, index),
    decide,
    denials: [],
  };
}
