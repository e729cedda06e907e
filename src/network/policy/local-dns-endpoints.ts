import type { LocalDnsState } from '../facts/local-dns.ts';
import type { Address } from '../ip/address.ts';
import type { ConnectionEndpoint } from './endpoint.ts';

/**
 * Everything that an address of LocalDNS may be seen as by a Pod whose node has it, has it not, or may have it. By the API
 * it is an address of the Pod's own node. Cilium sees an address outside (until 1.16) or the host (from 1.17), so that Azure
 * asks for a rule for each (azure-cni-powered-by-cilium.md, FAQ; localdns-custom.md).
 */
export function localDnsEndpoints(
  point: Address,
  state: LocalDnsState,
  cilium: boolean,
): readonly ConnectionEndpoint[] {
  const outside = { kind: 'address', point, doubtful: false } as const;
  const host = { kind: 'node', name: null, point, local: true } as const;
  if (state === 'off') return [outside];
  return cilium || state === 'unseen' ? [outside, host] : [host];
}
