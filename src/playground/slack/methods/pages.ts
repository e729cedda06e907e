import { limits } from '../workspace/limits.ts';

/** One page of a list and the cursor of the next one, which is empty at the end. */
export type ApiPage<Item> = { readonly items: readonly Item[]; readonly next: string };

const cursorFor = (id: string) => Buffer.from(`user:${id}`).toString('base64');

/**
 * A page by `limit` and `cursor`, or Slack's error. Fewer items than asked for do not mean the end: only an empty cursor
 * does. `most` is the page's size for a caller who names none.
 */
export function apiPageOf<Item>(
  all: readonly Item[],
  idOf: (item: Item) => string,
  { limit, cursor }: Readonly<Record<string, unknown>>,
  most: number,
): ApiPage<Item> | string {
  const wanted = limit === undefined || Number(limit) === 0 ? most : Number(limit);
  if (!Number.isInteger(wanted) || wanted < 1) return 'invalid_limit';
  const first = cursor === undefined || cursor === '' ? 0 : all.findIndex((each) => cursorFor(idOf(each)) === cursor);
  if (first < 0) return 'invalid_cursor';
  const end = first + Math.min(wanted, limits.largestPage);
  const following = all[end];
  return { items: all.slice(first, end), next: following === undefined ? '' : cursorFor(idOf(following)) };
}
