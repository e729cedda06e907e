import type { ReachQuery } from '../model/reach.ts';
import { shortenPodNames } from './pod-names.ts';

/** A connection as a sentence has it; `outside` stands for an address that no Pod has. */
export function connectionWords({ from, to, port, protocol }: ReachQuery): string {
  const short = shortenPodNames([from, to].filter((end) => end.includes('/')));
  return `${short(from)} → ${short(to)}, ${protocol} ${port}`;
}
