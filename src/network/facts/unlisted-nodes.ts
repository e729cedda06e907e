import type { Reads } from '../../model/snapshot.ts';
import { nodesOf } from './nodes.ts';
import { objectsOf } from './objects.ts';

/**
 * Nodes that Pods or NodeNetworkConfigs name and the list of nodes does not hold, sorted. [] where the list is proven whole,
 * since a node may have gone meanwhile, or where nodes were not read.
 */
export function unlistedNodes(reads: Reads): readonly string[] {
  if (reads.nodes.outcome !== 'ok' || reads.nodes.absence === 'proven') return [];
  const listed = new Set(nodesOf(reads).map(({ name }) => name));
  const named = [
    ...[...objectsOf(reads.pods), ...objectsOf(reads.systemPods)].flatMap(({ nodeName }) => nodeName ?? []),
    ...objectsOf(reads.nodeNetworkConfigs).map(({ node }) => node),
  ];
  return [...new Set(named)].filter((name) => !listed.has(name)).sort();
}
