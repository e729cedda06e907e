import type { Reads } from '../../model/snapshot.ts';
import { type Cidr, parseCidrs } from '../ip/address.ts';
import { type AgentReads, ciliumOwnerOf, isCiliumChained } from './cilium.ts';
import { objectsOf } from './objects.ts';

/** What tells whether Cilium hands out addresses. */
export type IpamReads = AgentReads & Pick<Reads, 'ciliumConfig'>;

// With these, others hand out addresses: Azure's own IPAM, or the plugin that Cilium delegates to.
const othersIpam = ['delegated-plugin', 'azure', 'eni', 'alibabacloud'];

/** How a Cilium of one's own hands out addresses itself (`cluster-pool`, `multi-pool`, `kubernetes`); null where it does not. */
export function ownCiliumIpam(reads: IpamReads): string | null {
  if (ciliumOwnerOf(reads) !== 'self' || isCiliumChained(reads) || reads.ciliumConfig.outcome !== 'ok') return null;
  const { ipam } = reads.ciliumConfig.data.values;
  return ipam === undefined || othersIpam.includes(ipam) ? null : ipam;
}

/** The whole Pod ranges that cilium-config names, [] where Cilium does not hand out addresses from pools of its own. */
export function ciliumPoolRanges(reads: IpamReads): readonly Cidr[] {
  if (!ownCiliumIpam(reads)?.startsWith('cluster-pool') || reads.ciliumConfig.outcome !== 'ok') return [];
  const { 'cluster-pool-ipv4-cidr': v4, 'cluster-pool-ipv6-cidr': v6 } = reads.ciliumConfig.data.values;
  return parseCidrs([v4, v6].flatMap((list) => (list ?? '').split(/[\s,]+/u)));
}

/** The blocks that CiliumNodes name, by the node's name; empty where Cilium does not hand out addresses. */
export function ciliumBlocksByNode(
  reads: IpamReads & Pick<Reads, 'ciliumNodes'>,
): ReadonlyMap<string, readonly Cidr[]> {
  if (ownCiliumIpam(reads) === null) return new Map();
  return new Map(objectsOf(reads.ciliumNodes).map(({ name, podCIDRs }) => [name, parseCidrs(podCIDRs)]));
}
