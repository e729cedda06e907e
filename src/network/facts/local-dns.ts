import type { Node, Reads } from '../../model/snapshot.ts';
import { type Address, parseAddress } from '../ip/address.ts';
import { clusterNodes, nodesOf } from './nodes.ts';

/** Whether a node answers names itself (AKS's LocalDNS); `unseen` where its label could not be read. */
export type LocalDnsState = 'on' | 'off' | 'unseen';

/**
 * Where LocalDNS answers: Pods that ask the cluster's DNS are sent to .11, those with the node's own settings to .10
 * (Azure/AgentBaker, localdns.sh).
 */
export const localDnsAddresses = { cluster: '169.254.10.11', node: '169.254.10.10' } as const;

const texts: readonly string[] = Object.values(localDnsAddresses);
const points = texts.map(parseAddress).filter((each) => each !== null);

/** Whether an address is one at which LocalDNS answers. */
export function isLocalDnsAddress({ family, value }: Address): boolean {
  return points.some((point) => point.family === family && point.value === value);
}

/** What the nodes of a cluster say of LocalDNS. */
export type LocalDns = {
  /** By the name of a node; null for a Pod that has none yet. */
  readonly stateOn: (node: string | null) => LocalDnsState;
  /** Some nodes have it and others have not. */
  readonly differs: boolean;
};

// AKS labels nodes that may have it `enabled` or `disabled`; older ones, which cannot, are not labelled.
function labelled({ localDns }: Node): LocalDnsState | null {
  if (localDns === 'enabled') return 'on';
  return localDns === 'disabled' ? 'off' : localDns === '' ? null : 'unseen';
}

/** Reads the label of every node; `aks` is whether this is AKS, which alone has LocalDNS. */
export function localDnsOf(reads: Pick<Reads, 'nodes'>, aks: boolean | null): LocalDns {
  if (aks === false) return { stateOn: () => 'off', differs: false };
  const nodes = clusterNodes(nodesOf(reads));
  const told = new Set(nodes.map(labelled));
  // Where other nodes carry the label, one without it was not shown whole.
  const otherwise: LocalDnsState = aks === true && !told.has('on') && !told.has('off') ? 'off' : 'unseen';
  const states = new Map(nodes.map((node) => [node.name, labelled(node) ?? otherwise]));
  const all = [...new Set(states.values())];
  const [agreed = 'unseen', another] = all;
  return {
    stateOn: (node) => {
      if (node !== null) return states.get(node) ?? 'unseen';
      return another === undefined ? agreed : 'unseen';
    },
    differs: all.includes('on') && all.includes('off'),
  };
}
