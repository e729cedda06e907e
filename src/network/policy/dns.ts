import type { Semantics } from '../../model/reach.ts';
import { decideConnection } from './decide.ts';
import type { PodEndpoint } from './endpoint.ts';
import { anyTrue, commonTruth, no, type Truth, unsure, yes } from './kleene.ts';
import { releasesFor } from './match.ts';
import type { PolicyIndex } from './policy-index.ts';

function judgeDns(index: PolicyIndex, subject: PodEndpoint, semantics: Semantics): Truth {
  const { applied, unread } = index.policiesFor(subject.identity, 'egress', semantics);
  if (applied.length === 0 && unread.length === 0) return yes;
  let found: Truth = index.dnsPods().length === 0 ? unsure : no;
  for (const pod of index.dnsPods()) {
    const [peer] = index.endpoints(pod);
    if (peer === undefined) continue;
    const flow = { port: 53, protocol: 'UDP', to: peer } as const;
    const releases = releasesFor([subject], 'UDP', index, semantics);
    const truths = releases.map((release) =>
      decideConnection({ index, semantics, release, direction: 'egress', subject, peer, traffic: flow }),
    );
    found = anyTrue(found, commonTruth(truths));
  }
  return found;
}

type DnsTruths = { readonly [S in Semantics]: (Truth | undefined)[] };
const known = new WeakMap<PolicyIndex, DnsTruths>();

/**
 * Whether a Pod's own policies let it ask the cluster's DNS (UDP 53 to a Pod of kube-dns); the same for all
 * Pods alike.
 */
export function decideDns(index: PolicyIndex, subject: PodEndpoint, semantics: Semantics): Truth {
  const table = known.get(index) ?? { plain: [], cilium: [] };
  known.set(index, table);
  const { id } = subject.identity;
  const found = table[semantics][id] ?? judgeDns(index, subject, semantics);
  table[semantics][id] = found;
  return found;
}
