import type { MapGroup, MapNode, MapPod, OwnPods, SystemPods } from '../../model/picture.ts';
import type { Node, Pod, Reads } from '../../model/snapshot.ts';
import { clusterNodes, isVirtualNode, nodesOf, poolOf } from '../../network/facts/nodes.ts';
import { configsByNode, podBlocksOf } from '../../network/facts/ranges.ts';
import { parseAddresses } from '../../network/ip/address.ts';
import { mapSpanOf } from './map-ranges.ts';

/** So many nodes are all drawn by themselves; of more nodes, `mostCards` are, and the others stand in groups. */
const allCards = 6;
const mostCards = 4;
const mostGroups = 4;

function markOf({ phase, deleting, ips }: Pod): string | null {
  if (deleting) return 'being deleted';
  if (phase === 'Succeeded' || phase === 'Failed')
    return ips.length === 0 ? 'finished' : 'finished, address given back';
  if (phase !== 'Running') return ips.length === 0 ? `no address yet (${phase})` : `not running yet (${phase})`;
  return null;
}

/** A Pod of the student's own as the map shows it. */
export function mapPod(pod: Pod): MapPod {
  return { name: pod.name, ips: pod.ips, hostNetwork: pod.hostNetwork, mark: markOf(pod) };
}

function tagsOf(node: Node): readonly string[] {
  if (isVirtualNode(node)) return ['virtual node'];
  const foreign = clusterNodes([node]).length === 0 ? ['not managed by AKS'] : [];
  return [...foreign, ...(node.os === 'windows' ? ['Windows'] : [])];
}

/** A node that only the student's Pods name: nodes could not be listed, or not all of them. */
function nodeNamedByPods(name: string, pods: readonly Pod[]): Node {
  const internalIPs = [...new Set(pods.flatMap(({ hostIPs }) => hostIPs))];
  const unseen = { internalIPsWhole: false, podCIDRs: null, ready: null, awaitsCni: false, localDns: null } as const;
  const unknown = { os: 'unknown', networkUnavailable: null, networkReason: null, provider: null } as const;
  return { name, labels: {}, annotationKeys: [], internalIPs, ...unseen, ...unknown };
}

function byNode(read: Reads['pods']): ReadonlyMap<string | null, readonly Pod[]> {
  return read.outcome === 'ok' ? Map.groupBy(read.data, ({ nodeName }) => nodeName) : new Map();
}

function ownOn(name: string, read: Reads['pods'], placed: ReadonlyMap<string | null, readonly Pod[]>): OwnPods | null {
  if (read.outcome !== 'ok') return null;
  return { pods: (placed.get(name) ?? []).map(mapPod), whole: read.absence === 'proven' };
}

function systemOn(name: string, read: Reads['systemPods'], placed: ReadonlyMap<string | null, readonly Pod[]>) {
  if (read.outcome !== 'ok') return null;
  const pods = placed.get(name) ?? [];
  const hostNetwork = pods.filter((pod) => pod.hostNetwork).length;
  return { count: pods.length, hostNetwork, whole: read.absence === 'proven' } satisfies SystemPods;
}

function nodeCard(reads: Reads): (node: Node) => MapNode {
  const [own, system, configs] = [byNode(reads.pods), byNode(reads.systemPods), configsByNode(reads)];
  return (node) => ({
    name: node.name,
    addresses: node.internalIPs,
    ready: node.ready,
    tags: tagsOf(node),
    blocks: podBlocksOf(node, configs.get(node.name)).map(({ text }) => text),
    own: ownOn(node.name, reads.pods, own),
    system: systemOn(node.name, reads.systemPods, system),
  });
}

function nodeGroup(label: string, nodes: readonly Node[], read: Reads['pods']): MapGroup {
  const names = new Set(nodes.map(({ name }) => name));
  return {
    label,
    nodes: nodes.length,
    ready: nodes.filter(({ ready }) => ready === true).length,
    notReady: nodes.filter(({ ready }) => ready === false).length,
    span: mapSpanOf(nodes.flatMap(({ internalIPs }) => parseAddresses(internalIPs))),
    own: read.outcome === 'ok' ? read.data.filter(({ nodeName }) => names.has(nodeName ?? '')).length : null,
  };
}

function groupsOf(nodes: readonly Node[], read: Reads['pods']): readonly MapGroup[] {
  const label = (node: Node) => [poolOf(node), ...tagsOf(node)].join(' · ');
  const groups = [...Map.groupBy(nodes, label)].sort(
    ([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1),
  );
  const shown = groups.length > mostGroups ? groups.slice(0, mostGroups - 1) : groups;
  const others = groups.slice(shown.length);
  const rest =
    others.length === 0 ? [] : [[`${others.length} other pools`, others.flatMap(([, each]) => each)] as const];
  return [...shown, ...rest].map(([name, each]) => nodeGroup(name, each, read));
}

/** Every node that is known, and whether all of them were listed. */
function knownNodes(reads: Reads): readonly Node[] {
  const listed = nodesOf(reads);
  const names = new Set(listed.map(({ name }) => name));
  const others = [...byNode(reads.pods)].filter(([name]) => name !== null && !names.has(name));
  return [...listed, ...others.map(([name, pods]) => nodeNamedByPods(name ?? '', pods))];
}

/** The nodes as the map shows them: a few by themselves, those with the student's Pods first, the rest in groups. */
export function mapNodes(reads: Reads): {
  readonly total: number;
  readonly nodes: readonly MapNode[];
  readonly groups: readonly MapGroup[];
} {
  const own = byNode(reads.pods);
  const pods = ({ name }: Node) => own.get(name)?.length ?? 0;
  const all = [...knownNodes(reads)].sort((a, b) => pods(b) - pods(a) || (a.name < b.name ? -1 : 1));
  const carrying = all.filter((node) => pods(node) > 0).length;
  // Without Pods of one's own two nodes stand for the rest.
  const cards = all.length <= allCards ? all.length : Math.min(mostCards, Math.max(2, carrying));
  const shown = all.slice(0, cards).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { total: all.length, nodes: shown.map(nodeCard(reads)), groups: groupsOf(all.slice(cards), reads.pods) };
}
