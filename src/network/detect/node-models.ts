import type { Node, Reads } from '../../model/snapshot.ts';
import { clusterNodes, nodesOf, readyNodes } from '../facts/nodes.ts';
import { configsByNode } from '../facts/ranges.ts';
import { clusterSignals } from './cluster-signals.ts';
import { configSignals, nodeSignals } from './node-signals.ts';
import { type Elimination, eliminate, type ModelSignal } from './signals.ts';

/** What one node's clues come to. */
export type NodeModel = Elimination & { readonly signals: readonly ModelSignal[] };

function vote(clues: readonly ModelSignal[]): NodeModel {
  return { signals: clues, ...eliminate(clues) };
}

/** The nodes that vote: Ready ones; where no readiness was read at all, those about which nothing speaks against it. */
function voting(reads: Reads): readonly Node[] {
  const nodes = nodesOf(reads);
  const ready = readyNodes(nodes);
  return ready.length > 0 ? ready : clusterNodes(nodes).filter((node) => node.ready === null);
}

/** One vote per Ready node, by its name; without nodes, per NodeNetworkConfig; without both, one from what the cluster shows. */
export function nodeModelsOf(reads: Reads): ReadonlyMap<string, NodeModel> {
  const shared = clusterSignals(reads);
  const configs = configsByNode(reads);
  const nodes = voting(reads);
  if (nodes.length > 0) {
    return new Map(nodes.map((node) => [node.name, vote(nodeSignals(node, reads, shared, configs.get(node.name)))]));
  }
  if (configs.size > 0)
    return new Map([...configs].map(([name, config]) => [name, vote(configSignals(config, shared))]));
  return new Map([['', vote(shared)]]);
}
