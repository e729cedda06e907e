import { ciliumPoolRanges } from '../facts/cilium-ipam.ts';
import { nodesOf } from '../facts/nodes.ts';
import { wholePodRanges } from '../facts/ranges.ts';
import { type Cidr, parseCidrs } from '../ip/address.ts';
import type { PolicyIndex } from './policy-index.ts';

const known = new WeakMap<PolicyIndex, readonly Cidr[] | null>();

/** Every range that Pods get addresses from, null where not all are known. */
export function podRanges(index: PolicyIndex): readonly Cidr[] | null {
  const before = known.get(index);
  if (before !== undefined) return before;
  const { reads } = index.policySnapshot.snapshot;
  const [nodes, spaces] = [nodesOf(reads), [...wholePodRanges(reads), ...ciliumPoolRanges(reads)]];
  const blocks = nodes.map(({ podCIDRs }) => parseCidrs(podCIDRs ?? []));
  const whole = spaces.length > 0 || (blocks.length > 0 && blocks.every(({ length }) => length > 0));
  const found = whole ? [...spaces, ...blocks.flat()] : null;
  known.set(index, found);
  return found;
}
