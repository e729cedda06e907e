import type { PlanBar } from '../model/picture.ts';
import { formatCount, formatNumber } from './words.ts';

/** What a bar adds up to. */
export function sumsOf({ room, shares }: PlanBar) {
  const needed = shares.reduce((sum, { addresses }) => sum + addresses, 0);
  const whole = room ?? needed;
  return { needed, whole, free: Math.max(0, whole - needed), over: Math.max(0, needed - whole) };
}

/** A share of a range in per cent: what is there is never 0 %, what is not all of it never 100 %. */
function percent(part: number, whole: number): string {
  const exact = whole === 0 ? 0 : (100 * part) / whole;
  if (exact > 0 && exact < 1) return 'under 1 %';
  const rounded = Math.round(exact);
  return `${formatNumber(rounded >= 100 && part < whole ? 99 : rounded)} %`;
}

/** A range with its size. */
export function rangeWords({ label, range, room }: PlanBar): string {
  return `${label}: ${range}${room === null ? '' : `, ${formatCount(room, 'address').replace(/s$/u, 'es')}`}`;
}

/** An amount of addresses and its part of the range. */
export function shareWords(addresses: number, whole: number): string {
  return `${formatNumber(addresses)} · ${percent(addresses, whole)} of the range`;
}

/** What is left of the range, or how much it lacks. */
export function restWords(bar: PlanBar): { readonly label: string; readonly figure: string } {
  const { needed, whole, free, over } = sumsOf(bar);
  if (bar.room === null) return { label: 'too many for IPv4', figure: formatNumber(needed) };
  if (over > 0) return { label: 'too many: past the end', figure: shareWords(over, whole) };
  return { label: 'free', figure: shareWords(free, whole) };
}
