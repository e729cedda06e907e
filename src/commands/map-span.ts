import type { MapSpan } from '../model/picture.ts';
import { type Address, formatAddress } from '../network/ip/address.ts';

/** The lowest and the highest of some addresses, of IPv4 where there is any; null for none. */
export function mapSpanOf(points: readonly Address[]): MapSpan | null {
  const family = points.some((point) => point.family === 4) ? 4 : 6;
  const values = points.filter((point) => point.family === family).map(({ value }) => value);
  const [first, ...rest] = values;
  if (first === undefined) return null;
  const low = rest.reduce((a, b) => (b < a ? b : a), first);
  const high = rest.reduce((a, b) => (b > a ? b : a), first);
  return { from: formatAddress(family, low), to: formatAddress(family, high) };
}
