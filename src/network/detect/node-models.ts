import type { Node, Reads } from '../../model/snapshot.ts';
import { clusterNodes, nodesOf, possiblyReadyNodes, readyNodes } from '../facts/nodes.ts';
import { configsByNode } from '../facts/ranges.ts';
import { clusterSignals } from './cluster-signals.ts';
import { configSignals, nodeSignals } from './node-signals.ts';
import { type Elimination, eliminate, type ModelSignal } from './signals.ts';

/** The models that one node's signals leave, and those signals. */
export type NodeModel = Elimination & { readonly signals: readonly ModelSignal[] };

function judgeNode(signals: readonly ModelSignal[]): NodeModel {
  return { signals, ...eliminate(signals) };
}

/**
 * The nodes whose signals count: Ready ones, without those whose network is unavailable where there are others; where
 * none is known to be Ready, all of them.
 */
function countingNodes(reads: Reads): readonly Node[] {
  const nodes = nodesOf(reads);
  const ready = readyNodes(nodes);
  const connected = ready.filter(({ networkUnavailable }) => networkUnavailable !== true);
  if (connected.length > 0) return connected;
  return ready.length > 0 ? ready : clusterNodes(nodes);
}

function judgeNodes(nodes: readonly Node[], reads: Reads): ReadonlyMap<string, NodeModel> {
  const shared = clusterSignals(reads);
  const configs = configsByNode(reads);
  return new Map(nodes.map((node) => [node.name, judgeNode(nodeSignals(node, reads, shared, configs.get(node.name)))]));
}

/** What the signals of nodes come to that may be Ready beside those that are: they settle nothing, and may leave it open. */
export function doubtfulNodeModelsOf(reads: Reads): ReadonlyMap<string, NodeModel> {
  const nodes = nodesOf(reads);
  const doubtful = readyNodes(nodes).length > 0 ? possiblyReadyNodes(nodes).filter(({ ready }) => ready === null) : [];
  return doubtful.length > 0 ? judgeNodes(doubtful, reads) : new Map();
}

/**
 * What each counting node's signals come to, by the node's name; without nodes, by those that
 * NodeNetworkConfigs name; without both, one entry under `''` for what the cluster shows as a whole.
 */
export function nodeModelsOf(reads: Reads): ReadonlyMap<string, NodeModel> {
  const nodes = countingNodes(reads);
  if (nodes.length > 0) return judgeNodes(nodes, reads);
  const shared = clusterSignals(reads);
  const configs = configsByNode(reads);
  if (configs.size > 0)
    return new Map([...configs].map(([name, config]) => [name, judgeNode(configSignals(config, shared))]));
  return new Map([['', judgeNode(shared)]]);
}
