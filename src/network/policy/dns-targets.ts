import type { Reach, Side } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { localDnsAddresses } from '../facts/local-dns.ts';
import type { PolicyIndex } from './policy-index.ts';
import { remarksFor } from './remark-words.ts';

/**
 * Where a Pod asks for names, as the destination of a query: LocalDNS on its node, a Pod of kube-dns, or both where it could
 * not be seen which; [] where a Pod of kube-dns is needed and none was seen.
 */
export function listDnsTargets({ nodeName }: Pod, index: PolicyIndex): readonly string[] {
  const state = index.localDns.stateOn(nodeName);
  const [pod] = index.dnsPods();
  const central = pod ? [`${pod.namespace}/${pod.name}`] : [];
  if (state === 'on') return [localDnsAddresses.cluster];
  return state === 'off' || central.length === 0 ? central : [...central, localDnsAddresses.cluster];
}

function openSide(central: Side, local: Side): Side {
  if (central.verdict === local.verdict) return central;
  const because = `It cannot be told: whether the Pod’s node has LocalDNS could not be seen. Without it: ${central.because} With it: ${local.because}`;
  return { verdict: 'unknown', policies: central.policies, because };
}

/** The answers about both places where a Pod may ask for names, as one: what they agree on. */
export function combineDnsReaches(central: Reach, local: Reach | undefined): Reach {
  if (local === undefined) return central;
  const agreed = central.verdict === local.verdict;
  const known = new Set(central.notes.map(({ id }) => id));
  const more = [...local.notes, ...remarksFor(['localdns-unseen'])].filter(({ id }) => !known.has(id));
  const unique = [...new Map(more.map((note) => [note.id, note])).values()];
  return {
    ...central,
    verdict: agreed ? central.verdict : 'unknown',
    egress: openSide(central.egress, local.egress),
    ingress: agreed ? central.ingress : openSide(central.ingress, local.ingress),
    notes: [...central.notes, ...unique],
  };
}
