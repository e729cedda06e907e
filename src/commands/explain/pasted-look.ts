import {
  isMissingNetworkmonitor,
  networkmonitor,
  type PastedAgent,
  type PastedLook,
  type PastedNode,
  type PastedPod,
  type ReadingOf,
} from '../../model/pasted.ts';
import type { Unreadable } from '../../model/read.ts';
import type { Pod, Reads, Snapshot } from '../../model/snapshot.ts';
import { agentPods } from '../../network/facts/cilium.ts';
import type { ScopedReading } from './pasted-scope.ts';

const nothing: PastedLook = { verdict: 'none' };
const elsewhere: PastedLook = { verdict: 'elsewhere' };

const unseen = ({ outcome }: Pick<Unreadable, 'outcome'>): PastedLook => ({ verdict: 'unseen', because: outcome });

function compared(agrees: boolean, sees: readonly string[], count = sees.length): PastedLook {
  return { verdict: agrees ? 'agrees' : 'differs', sees, count };
}

/** What was pasted is missing in a list that may not be whole: nothing follows. */
const notHeld: PastedLook = { verdict: 'unseen', because: 'not-in-dump' };

/** Whether a node has the blocks that were pasted: of several kubectl shows the first. */
const hasSameBlocks = (own: readonly string[], blocks: readonly string[]): boolean =>
  blocks.length === 0 ? own.length === 0 : blocks.every((each) => own.includes(each));

function lookAtNodes({ nodes }: ReadingOf<'nodes'>, { nodes: read }: Reads): PastedLook {
  if (read.outcome !== 'ok') return unseen(read);
  const mine = new Map(read.data.map((each) => [each.name, each]));
  const isSame = ({ name, addresses, blocks, ready }: PastedNode) => {
    const own = mine.get(name);
    if (own === undefined || !addresses.every((each) => own.internalIPs.includes(each))) return false;
    if (ready !== null && own.ready !== null && ready !== own.ready) return false;
    return blocks === null || own.podCIDRs === null || hasSameBlocks(own.podCIDRs, blocks);
  };
  const agrees = nodes.every(isSame);
  if (!agrees && read.absence !== 'proven') return notHeld;
  return compared(
    agrees,
    read.data.flatMap(({ internalIPs }) => internalIPs),
    read.data.length,
  );
}

/** `isAll` where the text shows all of an agent's Pods: else there may be more of them. */
function lookAtAgents(agent: PastedAgent, pods: readonly PastedPod[], isAll: boolean, reads: Reads): PastedLook {
  const { systemPods: read } = reads;
  if (read.outcome !== 'ok') return unseen(read);
  const own = agentPods(reads, agent);
  const [mine, pasted] = [own.length, pods.length];
  // As many agents of which one does not run are not the same agents.
  const stopped = pods.filter(({ status }) => status !== 'Running').length;
  const isRunning = stopped <= own.filter(({ phase, ready }) => phase !== 'Running' || ready === false).length;
  // A kube-system in which nothing runs was not read right.
  if (read.data.length === 0 || (mine < pasted && read.absence !== 'proven')) return notHeld;
  return compared(isRunning && (isAll ? mine === pasted : mine >= pasted), [], mine);
}

function lookAtPodList(pods: readonly PastedPod[], read: Reads['pods']): PastedLook {
  if (read.outcome !== 'ok') return unseen(read);
  const mine = new Map(read.data.map((each): readonly [string, Pod] => [each.name, each]));
  const found = pods.filter(({ name }) => mine.has(name));
  if (found.length === 0) return read.absence === 'proven' ? elsewhere : notHeld;
  const isSame = ({ name, ip }: PastedPod) => ip === null || (mine.get(name)?.ips ?? []).includes(ip);
  const agrees = found.length === pods.length && found.every(isSame);
  return compared(
    agrees,
    read.data.flatMap(({ ips }) => ips),
    read.data.length,
  );
}

function lookAtPods(
  { agent, pods, namespace, whole, listsAll }: ReadingOf<'pods'>,
  { reads, namespace: own }: Snapshot,
): PastedLook {
  if (agent !== null && (namespace === null || namespace === 'kube-system' || namespace === '*'))
    return lookAtAgents(agent, pods, whole && listsAll, reads);
  const ofOwn = pods.filter((pod) => (pod.namespace ?? namespace ?? own) === own);
  if (pods.length === 0) return elsewhere;
  if (ofOwn.length > 0) {
    const look = lookAtPodList(ofOwn, reads.pods);
    // Without a word on the namespace, a list that is not of the own one may be of kube-system.
    return look.verdict === 'elsewhere' && namespace === null ? lookAtPodList(pods, reads.systemPods) : look;
  }
  return lookAtPodList(pods, reads.systemPods);
}

function lookAtNone(
  { agent, namespace, resource, listsAll }: ReadingOf<'none'>,
  { reads, namespace: own }: Snapshot,
): PastedLook {
  if (agent !== null) {
    const isPlace = namespace === null || namespace === 'kube-system' || namespace === '*';
    return isPlace ? lookAtAgents(agent, [], true, reads) : nothing;
  }
  if (!listsAll || resource !== 'pods' || namespace !== own) return nothing;
  if (reads.pods.outcome !== 'ok') return unseen(reads.pods);
  return compared(reads.pods.data.length === 0, [], reads.pods.data.length);
}

function lookAtBlocks({ rows }: ReadingOf<'blocks'>, { nodes: read }: Reads): PastedLook {
  if (read.outcome !== 'ok') return unseen(read);
  const mine = new Map(read.data.map(({ name, podCIDRs }) => [name, podCIDRs]));
  if (rows.some(({ node }) => mine.get(node) === null)) return notHeld;
  const agrees = rows.every(({ node, blocks }) => {
    const own = mine.get(node) ?? null;
    return own !== null && hasSameBlocks(own, blocks);
  });
  if (!agrees && read.absence !== 'proven') return notHeld;
  return compared(
    agrees,
    read.data.flatMap(({ podCIDRs }) => podCIDRs ?? []),
  );
}

function lookAtAnnotations({ rows }: ReadingOf<'annotations'>, { nodes: read }: Reads): PastedLook {
  if (read.outcome !== 'ok') return unseen(read);
  const mine = new Map(read.data.map(({ name, annotationKeys }) => [name, annotationKeys]));
  const agrees = rows.every(({ node, keys }) => keys.every((key) => mine.get(node)?.includes(key)));
  if (!agrees && read.absence !== 'proven') return notHeld;
  return compared(agrees, [...new Set([...mine.values()].flat())], read.data.length);
}

function lookAtConfigMap(name: string | null, isThere: boolean, { networkmonitor: read }: Reads): PastedLook {
  if (name !== networkmonitor) return nothing;
  if (read.outcome !== 'ok' && read.outcome !== 'not-found') return unseen(read);
  return compared((read.outcome === 'ok') === isThere, [], read.outcome === 'ok' ? 1 : 0);
}

/** How a reading stands beside what was read of the cluster. It is what somebody says: it changes nothing there. */
export function lookBeside({ reading, isForeign }: ScopedReading, snapshot: Snapshot): PastedLook {
  const { reads } = snapshot;
  if (isForeign) return elsewhere;
  switch (reading.kind) {
    case 'nodes':
      return lookAtNodes(reading, reads);
    case 'pods':
      return lookAtPods(reading, snapshot);
    case 'none':
      return lookAtNone(reading, snapshot);
    case 'blocks':
      return lookAtBlocks(reading, reads);
    case 'annotations':
      return lookAtAnnotations(reading, reads);
    case 'configmap':
      return lookAtConfigMap(reading.name, true, reads);
    case 'refusal':
      return isMissingNetworkmonitor(reading) ? lookAtConfigMap(reading.name, false, reads) : nothing;
    default:
      return nothing;
  }
}
