import type { Node, Pod } from '../../model/snapshot.ts';
import { clusterNodes, readyNodes } from '../../network/facts/nodes.ts';

/** Cilium's agents against the nodes on which one is to run. */
export type CiliumAgents = {
  /** Ready nodes on which an agent is to run. */
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  /** Nodes on which an agent was seen that is not ready. */
  readonly failing: readonly Node[];
  /** Nodes on which no agent was seen, or one whose readiness was not part of what was read. */
  readonly unseen: readonly Node[];
  /** Nodes that are not Ready and hold an agent that is not ready either. */
  readonly waiting: readonly Node[];
  /** Ready Windows nodes: Azure-managed Cilium has no agent for them. */
  readonly windows: number;
};

/** Sorts the Ready nodes by what was seen of their agent. */
export function sortAgents(nodes: readonly Node[], pods: readonly Pod[]): CiliumAgents {
  const byNode = Map.groupBy(
    pods.filter(({ deleting }) => !deleting),
    ({ nodeName }) => nodeName,
  );
  const state = ({ name }: Node): 'ready' | 'failing' | 'unseen' => {
    const own = byNode.get(name) ?? [];
    if (own.some(({ ready, phase }) => ready === true && phase === 'Running')) return 'ready';
    return own.some(({ ready, phase }) => ready === false || phase !== 'Running') ? 'failing' : 'unseen';
  };
  const ready = readyNodes(nodes);
  const counted = ready.filter(({ os }) => os !== 'windows');
  const groups = Map.groupBy(counted, state);
  const waiting = clusterNodes(nodes).filter((node) => node.ready === false && state(node) === 'failing');
  const [failing, unseen] = [groups.get('failing') ?? [], groups.get('unseen') ?? []];
  return { nodes: counted, pods, failing, unseen, waiting, windows: ready.length - counted.length };
}
