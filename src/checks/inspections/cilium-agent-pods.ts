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
  /** Nodes whose own readiness was not part of what was read, and on which no ready agent was seen. */
  readonly doubtful: readonly Node[];
  /** Whether an agent was seen that may be on any node: which one did not come with it. */
  readonly placeless: boolean;
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
    const fails = ({ ready, phase }: Pod) => ready === false || (phase !== 'Running' && phase !== 'Unknown');
    return own.some(fails) ? 'failing' : 'unseen';
  };
  const ready = readyNodes(nodes);
  const counted = ready.filter(({ os }) => os !== 'windows');
  const groups = Map.groupBy(counted, state);
  const waiting = clusterNodes(nodes).filter((node) => node.ready === false && state(node) === 'failing');
  const doubtful = clusterNodes(nodes).filter(
    (node) => node.ready === null && node.os !== 'windows' && state(node) !== 'ready',
  );
  const [failing, unseen] = [groups.get('failing') ?? [], groups.get('unseen') ?? []];
  // One that waits for a node runs on none.
  const placeless = (byNode.get(null) ?? []).some(({ phase }) => phase !== 'Pending');
  return {
    nodes: counted,
    pods,
    failing,
    unseen,
    doubtful,
    placeless,
    waiting,
    windows: ready.length - counted.length,
  };
}
