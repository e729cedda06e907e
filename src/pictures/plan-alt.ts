import type { PlanBar, PlanBars } from '../model/picture.ts';
import { rangeWords, restWords, shareWords, sumsOf } from './plan-words.ts';
import { fitToLimit, joinSentences, listFirst } from './words.ts';

function bar(each: PlanBar): string {
  const { whole } = sumsOf(each);
  const rest = restWords(each);
  const shares = each.shares.map(({ label, addresses }) => `${label} ${shareWords(addresses, whole)}`);
  return `${rangeWords(each)}: ${[...shares, `${rest.label}: ${rest.figure}`].join('; ')}`;
}

/** The bars of a plan in words. */
export function planAlt({ title, bars, problems }: PlanBars, limit: number): string {
  const against = (most: number) =>
    problems.length === 0 ? '' : `Against it: ${listFirst(problems, most, (each) => each, ' ')}`;
  return fitToLimit(limit, (most) => joinSentences(`Address plan. ${title}`, ...bars.map(bar), against(most)));
}
