import type { ReachQuery } from '../model/reach.ts';
import { shortenPodNames } from './pod-names.ts';

/** The address that stands for every one outside where connections are compared (RFC 5737). */
const outside = '203.0.113.7';

/** A connection as a sentence has it. */
export function connectionWords({ from, to, port, protocol }: ReachQuery): string {
  const short = shortenPodNames([from, to].filter((end) => end.includes('/')));
  return `${short(from)} → ${short(to)}, ${protocol} ${port}`;
}

/** The same of a connection that was compared: what is outside is called so. */
export function comparedWords({ from, to, ...rest }: ReachQuery): string {
  const name = (end: string) => (end === outside ? 'outside' : end === 'dns' ? 'DNS' : end);
  return connectionWords({ from: name(from), to: name(to), ...rest });
}
