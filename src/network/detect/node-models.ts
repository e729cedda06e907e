import type { Node, Reads } from '../../model/snapshot.ts';
import { members, nodesOf, voters } from '../facts/nodes.ts';
import { configsByNode } from '../facts/ranges.ts';
import { clusterClues } from './cluster-signals.ts';
import { cluesOf, cluesOfConfig } from './node-signals.ts';
import { type Clue, type Weighed, weigh } from './signals.ts';

/** What one node's clues come to. */
export type Vote = Weighed & { readonly clues: readonly Clue[] };

function vote(clues: readonly Clue[]): Vote {
  return { clues, ...weigh(clues) };
}

/** The nodes that vote: Ready ones; where no readiness was read at all, those about which nothing speaks against it. */
function voting(reads: Reads): readonly Node[] {
  const nodes = nodesOf(reads);
  const ready = voters(nodes);
  return ready.length > 0 ? ready : members(nodes).filter((node) => node.ready === null);
}

/** One vote per Ready node, by its name; without nodes, per NodeNetworkConfig; without both, one from what the cluster shows. */
export function votesOf(reads: Reads): ReadonlyMap<string, Vote> {
  const shared = clusterClues(reads);
  const configs = configsByNode(reads);
  const nodes = voting(reads);
  if (nodes.length > 0) {
    return new Map(nodes.map((node) => [node.name, vote(cluesOf(node, reads, shared, configs.get(node.name)))]));
  }
  if (configs.size > 0)
    return new Map([...configs].map(([name, config]) => [name, vote(cluesOfConfig(config, shared))]));
  return new Map([['', vote(shared)]]);
}
