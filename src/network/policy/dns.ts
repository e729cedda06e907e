import type { Protocol } from '../../model/policy.ts';
import type { Semantics } from '../../model/reach.ts';
import { type LocalDnsState, localDnsAddresses } from '../facts/local-dns.ts';
import { parseAddresses } from '../ip/address.ts';
import { isEnforced } from './cilium-switches.ts';
import { decideConnection } from './decide.ts';
import type { ConnectionEndpoint, PodEndpoint } from './endpoint.ts';
import { allTrue, anyTrue, commonTruth, no, type Truth, unsure, yes } from './kleene.ts';
import { localDnsEndpoints } from './local-dns-endpoints.ts';
import { releasesFor } from './match.ts';
import { applyNodeException } from './node-exception.ts';
import type { PolicyIndex } from './policy-index.ts';

/** Who wants to ask for a name, and how its policies are read. */
type DnsQuery = { readonly index: PolicyIndex; readonly subject: PodEndpoint; readonly semantics: Semantics };

/** Whether the policies let port 53 of an end be asked, whatever release of Cilium runs. */
function decidePort53({ index, subject, semantics }: DnsQuery, peer: ConnectionEndpoint, protocol: Protocol): Truth {
  const traffic = { port: 53, protocol, to: peer } as const;
  const truths = releasesFor([subject], protocol, index, semantics).map((release) => {
    const asked = { index, semantics, release, direction: 'egress', subject, peer, traffic } as const;
    return applyNodeException(decideConnection(asked), asked);
  });
  return commonTruth(truths);
}

/** Some Pod of kube-dns, by UDP. */
function decideClusterDns(asked: DnsQuery): Truth {
  const { index } = asked;
  let found: Truth = index.dnsPods().length === 0 ? unsure : no;
  for (const pod of index.dnsPods()) {
    const [peer] = index.endpoints(pod);
    if (peer) found = anyTrue(found, decidePort53(asked, peer, 'UDP'));
  }
  return found;
}

const localPoints = parseAddresses(Object.values(localDnsAddresses));

/** LocalDNS on the node, in every way in which its addresses may be seen; without TCP, long answers do not come. */
function decideLocalDns(asked: DnsQuery): Truth {
  const ends = localPoints.flatMap((point) => localDnsEndpoints(point, 'on', asked.semantics === 'cilium'));
  const by = (protocol: Protocol) => commonTruth(ends.map((end) => decidePort53(asked, end, protocol)));
  return allTrue(by('UDP'), by('TCP') === yes ? yes : unsure);
}

function judgeDns(asked: DnsQuery, state: LocalDnsState): Truth {
  if (state === 'on') return decideLocalDns(asked);
  if (state === 'off') return decideClusterDns(asked);
  return commonTruth([decideLocalDns(asked), decideClusterDns(asked)]);
}

/** Whether the Pod's node answers names itself. */
export function localDnsStateOf(index: PolicyIndex, { pod }: Pick<PodEndpoint, 'pod'>): LocalDnsState {
  return index.localDns.stateOn(pod.nodeName);
}

/** Whether anything restricts what a Pod may ask; without that its DNS is open, whichever it is. */
export function isDnsRestricted({ index, subject, semantics }: DnsQuery): boolean {
  if (semantics === 'cilium' && !isEnforced(index.switches)) return false;
  const { applied, unread } = index.policiesFor(subject.identity, 'egress', semantics);
  const always = semantics === 'cilium' && index.switches.enforcement === 'always';
  return always || applied.length > 0 || unread.length > 0;
}

type DnsTruths = { readonly [S in Semantics]: { readonly [L in LocalDnsState]: (Truth | undefined)[] } };
const emptyTable = () => ({ on: [], off: [], unseen: [] });
const known = new WeakMap<PolicyIndex, DnsTruths>();

/**
 * Whether a Pod's own policies let it ask for names, where its node sends such questions (`state`); the same for all Pods
 * alike.
 */
export function decideDns(
  index: PolicyIndex,
  subject: PodEndpoint,
  semantics: Semantics,
  state: LocalDnsState = localDnsStateOf(index, subject),
): Truth {
  const asked = { index, subject, semantics };
  if (!isDnsRestricted(asked)) return yes;
  const tables = known.get(index) ?? { plain: emptyTable(), cilium: emptyTable() };
  known.set(index, tables);
  const table = tables[semantics][state];
  const { id } = subject.identity;
  const found = table[id] ?? judgeDns(asked, state);
  table[id] = found;
  return found;
}
