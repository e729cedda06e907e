import type { PortNumber } from '../../model/opening.ts';
import type { CiliumRule, IpBlock, LabelSelector, PolicyPeer, PolicyRule, PortMatch } from '../../model/policy.ts';
import { type Address, containsBlock, parseCidrs } from '../ip/address.ts';
import { podRanges } from './pod-ranges.ts';
import type { PolicyIndex } from './policy-index.ts';

/** A rule of one of the two kinds of policies. */
export type DraftedRule =
  | { readonly kind: 'NetworkPolicy'; readonly rule: PolicyRule }
  | { readonly kind: 'CiliumNetworkPolicy'; readonly rule: CiliumRule };

/** Rules that stand or fall together. */
export type RuleDraft = readonly DraftedRule[];

/** Ranges that networks use inside; what the cluster's own networks are, a rule for the outside leaves out. */
const insideRanges = {
  4: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'],
  6: ['fc00::/7', 'fe80::/10'],
} as const;

/** Every address of a family outside of the cluster. */
export function outsideBlock(family: 4 | 6, index: PolicyIndex): IpBlock {
  const inside = parseCidrs(insideRanges[family]);
  const more = (podRanges(index) ?? []).filter(
    (range) => range.family === family && !inside.some((each) => containsBlock(each, range)),
  );
  return { cidr: family === 4 ? '0.0.0.0/0' : '::/0', except: [...inside, ...more].map(({ text }) => text) };
}

/** One address alone. */
export function singleBlock({ family, text }: Address): IpBlock {
  return { cidr: `${text}/${family === 4 ? 32 : 128}`, except: [] };
}

const toMatch = ({ port, protocol }: PortNumber): PortMatch => ({ protocol, port, endPort: null });

function plainRule(peer: PolicyPeer, ports: readonly PortNumber[]): DraftedRule {
  return { kind: 'NetworkPolicy', rule: { peers: [peer], ports: ports.map(toMatch) } };
}

type CiliumPeers = Partial<Pick<CiliumRule, 'endpoints' | 'entities' | 'blocks'>>;

function ciliumRule(peers: CiliumPeers, ports: readonly PortNumber[]): DraftedRule {
  const rule: CiliumRule = {
    endpoints: [],
    entities: [],
    blocks: [],
    unjudged: [],
    names: [],
    emptyPeers: false,
    icmp: false,
    l7: false,
    ports: ports.map(toMatch),
    ...peers,
  };
  return { kind: 'CiliumNetworkPolicy', rule };
}

/** Rules for an address block: as Kubernetes writes it, else as Cilium does. */
export function blockDrafts(block: IpBlock, ports: readonly PortNumber[]): readonly RuleDraft[] {
  return [[plainRule({ block, pods: null, namespaces: null }, ports)], [ciliumRule({ blocks: [block] }, ports)]];
}

/** Pods by their labels, and the namespace that they are in where it is another one. */
export type PodsByLabel = { readonly pods: LabelSelector; readonly namespace: string | null };

/** Rules for Pods. */
export function podDrafts({ pods, namespace }: PodsByLabel, ports: readonly PortNumber[]): readonly RuleDraft[] {
  const named = (key: string): Readonly<Record<string, string>> => (namespace === null ? {} : { [key]: namespace });
  const namespaces =
    namespace === null ? null : { matchLabels: named('kubernetes.io/metadata.name'), matchExpressions: [] };
  const endpoint = { ...pods, matchLabels: { ...named('k8s:io.kubernetes.pod.namespace'), ...pods.matchLabels } };
  return [[plainRule({ block: null, pods, namespaces }, ports)], [ciliumRule({ endpoints: [endpoint] }, ports)]];
}

/**
 * Rules for a node: its address, which Cilium does not look at, or the entity that Cilium knows it by. What may be seen as
 * either needs both. `entities` are those that it may be.
 */
export function nodeDrafts(
  block: IpBlock,
  entities: readonly string[],
  ports: readonly PortNumber[],
): readonly RuleDraft[] {
  const plain = plainRule({ block, pods: null, namespaces: null }, ports);
  const entity = ciliumRule({ entities }, ports);
  return [[plain], [entity], [ciliumRule({ blocks: [block] }, ports), entity], [plain, entity]];
}

/** Every way to take one draft of each. */
export function combineDrafts(all: readonly (readonly RuleDraft[])[]): readonly RuleDraft[] {
  return all.reduce<readonly RuleDraft[]>(
    (sums, drafts) => sums.flatMap((sum) => drafts.map((draft) => [...sum, ...draft])),
    [[]],
  );
}
