import type { Semantics } from '../../model/reach.ts';
import { decide } from './decide.ts';
import type { PodEnd } from './endpoint.ts';
import { agreed, either, no, type Truth, unsure, yes } from './kleene.ts';
import { releasesFor } from './match.ts';
import type { Ground } from './policy-index.ts';

function asked(ground: Ground, subject: PodEnd, semantics: Semantics): Truth {
  const { applied, unread } = ground.deciding(subject.identity, 'egress', semantics);
  if (applied.length === 0 && unread.length === 0) return yes;
  let found: Truth = ground.dns().length === 0 ? unsure : no;
  for (const pod of ground.dns()) {
    const [peer] = ground.ends(pod);
    if (peer === undefined) continue;
    const flow = { port: 53, protocol: 'UDP', to: peer } as const;
    const releases = releasesFor([subject], 'UDP', ground, semantics);
    const truths = releases.map((release) =>
      decide({ ground, semantics, release, direction: 'egress', subject, peer, flow }),
    );
    found = either(found, agreed(truths));
  }
  return found;
}

type Table = { readonly [S in Semantics]: (Truth | undefined)[] };
const known = new WeakMap<Ground, Table>();

/** Whether a Pod's own policies let it ask the cluster's DNS (UDP 53 to a Pod of kube-dns); the same for all Pods alike. */
export function dnsOf(ground: Ground, subject: PodEnd, semantics: Semantics): Truth {
  const table = known.get(ground) ?? { plain: [], cilium: [] };
  known.set(ground, table);
  const { id } = subject.identity;
  const found = table[semantics][id] ?? asked(ground, subject, semantics);
  table[semantics][id] = found;
  return found;
}
