import type { PolicySnapshot } from '../../model/reach.ts';
import { objectsOf } from '../facts/objects.ts';
import { listSome } from '../phrases.ts';
import { hostPoliciesIn } from './cilium.ts';
import { type CiliumSwitches, isEnforced } from './cilium-switches.ts';
import { listHidingReads } from './hiding-reads.ts';
import { type Direction, policyNameOf } from './rule.ts';

/**
 * Why Cilium's host firewall may shut a node in one direction; null where it does not. Policies for nodes
 * (CiliumClusterwideNetworkPolicies with a nodeSelector) count only where it is switched on, and are not judged.
 */
export function createHostFirewallLookup(
  { ciliumClusterPolicies }: PolicySnapshot,
  switches: CiliumSwitches,
): (direction: Direction) => string | null {
  return (direction) => {
    if (switches.unknown !== null || !switches.hostFirewall || !isEnforced(switches)) return null;
    if (switches.enforcement === 'always') return 'Cilium’s host firewall is on and enable-policy is always';
    const [hidden] = listHidingReads([ciliumClusterPolicies]);
    if (hidden) return `Cilium’s host firewall is on, and its policies could not be read: ${hidden.why}`;
    const names = hostPoliciesIn(objectsOf(ciliumClusterPolicies), direction).map(policyNameOf);
    return names.length === 0 ? null : `Cilium’s host firewall is on, and ${listSome(names)} is not judged`;
  };
}
