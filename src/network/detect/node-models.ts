import type { Node, Reads } from '../../model/snapshot.ts';
import { clusterNodes, nodesOf, readyNodes } from '../facts/nodes.ts';
import { configsByNode } from '../facts/ranges.ts';
import { clusterSignals } from './cluster-signals.ts';
import { configSignals, nodeSignals } from './node-signals.ts';
import { type Elimination, eliminate, type ModelSignal } from './signals.ts';

/** The models that one node's signals leave, and those signals. */
export type NodeModel = Elimination & { readonly signals: readonly ModelSignal[] };

function judgeNode(signals: readonly ModelSignal[]): NodeModel {
  return { signals, ...eliminate(signals) };
}

/** The nodes whose signals count: Ready ones; where no readiness was read at all, those that may be. */
function countingNodes(reads: Reads): readonly Node[] {
  const nodes = nodesOf(reads);
  const ready = readyNodes(nodes);
  return ready.length > 0 ? ready : clusterNodes(nodes).filter((node) => node.ready === null);
}

/**
 * What each counting node's signals come to, by the node's name; without nodes, by those that
 * NodeNetworkConfigs name; without both, one entry under `''` for what the cluster shows as a whole.
 */
export function nodeModelsOf(reads: Reads): ReadonlyMap<string, NodeModel> {
  const shared = clusterSignals(reads);
  const configs = configsByNode(reads);
  const nodes = countingNodes(reads);
  if (nodes.length > 0) {
    return new Map(
      nodes.map((node) => [node.name, judgeNode(nodeSignals(node, reads, shared, configs.get(node.name)))]),
    );
  }
  if (configs.size > 0)
    return new Map([...configs].map(([name, config]) => [name, judgeNode(configSignals(config, shared))]));
  return new Map([['', judgeNode(shared)]]);
}
