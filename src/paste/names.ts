import { parseAddress, parseCidr } from '../network/ip/address.ts';

const subdomain = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/u;

/** Whether a text can be the name of a Kubernetes object. */
export const isObjectName = (text: string): boolean => subdomain.test(text);

// aks-POOL-12345678-vmss000000, akswin000000, aks-POOL-x7k2p (as node auto-provisioning names them, without vowels). A word
// that begins with aks is none.
const aksNode =
  /^aks(?:-[a-z0-9-]{1,40}-(?:vmss[0-9a-z]{6}|(?=[a-z]*[0-9])[bcdfghjklmnpqrstvwxz2456789]{5})|[a-z0-9]{1,12}0000[0-9a-z]{2})$/u;

/** Whether a text is a name that AKS gives to nodes. */
export const isAksNodeName = (text: string): boolean => aksNode.test(text);

/** Whether a text is an address block whose address is its first one: what is cut off from `/24` is none. */
export function isWholeBlock(text: string): boolean {
  const block = parseCidr(text);
  return block !== null && block.bits > 0 && parseAddress(text.split('/', 1).join(''))?.value === block.first;
}

const agents = ['cilium', 'kube-proxy'] as const;

/** The agent whose Pods all of these names are; null for others. */
export function agentNamed(names: readonly string[]): (typeof agents)[number] | null {
  const isOf = (agent: string) => (name: string) => new RegExp(`^${agent}-[a-z0-9]{4,6}$`, 'u').test(name);
  return agents.find((agent) => names.length > 0 && names.every(isOf(agent))) ?? null;
}
