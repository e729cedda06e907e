import type { DumpList, DumpObject } from './dump.ts';

const keyOf = ({ namespace, name }: DumpObject): string => `${namespace}/${name}`;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const keysOf = ({ objects }: DumpList): readonly string[] => objects.map(keyOf).sort(byText);

const namespacesOf = ({ objects }: DumpList): ReadonlySet<string> => new Set(objects.map(({ namespace }) => namespace));

/** The key at which the next page starts, as API servers write it into a token; null for a token of another make. */
function startOf(token: string): string | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('start' in parsed)) return null;
    return typeof parsed.start === 'string' ? parsed.start : null;
  } catch {
    return null;
  }
}

/** Whether a page is of a list of all namespaces: it shows several, or its token starts at NAMESPACE/NAME. */
function isOfAllNamespaces(page: DumpList): boolean {
  return namespacesOf(page).size > 1 || /^\/?[^/]+\/[^/]+$/u.test(startOf(page.token) ?? '');
}

/** Whether a page holds nothing that a whole list beside it does not hold as well. */
function isRepeated(page: DumpList, all: readonly DumpList[]): boolean {
  return all.some((list) => {
    if (list.partial || list.objects.length < page.objects.length) return false;
    const keys = new Set(keysOf(list));
    return keysOf(page).every((key) => keys.has(key));
  });
}

/** Whether each page ends before the next begins, as the API lists: by key. */
function followByKey(pages: readonly DumpList[]): boolean {
  const keys = pages.map(keysOf);
  return keys.slice(1).every((next, i) => byText(keys[i]?.at(-1) ?? '', next[0] ?? '') < 0);
}

/** Whether behind each page there are as many items as the server counted there, and none of them twice. */
function addUp(pages: readonly DumpList[]): boolean {
  const keys = pages.flatMap(keysOf);
  if (new Set(keys).size < keys.length) return false;
  return pages.every(({ remaining }, i) => {
    const behind = pages.slice(i + 1).reduce((sum, { objects }) => sum + objects.length, 0);
    return (remaining ?? 0) === behind;
  });
}

const byKey = (a: DumpList, b: DumpList): number => byText(keysOf(a)[0] ?? '', keysOf(b)[0] ?? '');

/** Pages of one list as one list, whole once the last page is there and the items add up. */
function chainPages(pages: readonly DumpList[]): readonly DumpList[] {
  const before = pages.filter(({ partial }) => partial);
  const [last, ...others] = pages.filter(({ partial }) => !partial);
  const [first] = before;
  if (first === undefined) return pages;
  // A server leaves the count out only where a selector was asked for (ListMeta.remainingItemCount).
  const selected = before.some(({ remaining }) => remaining === null);
  const order = selected ? byKey : (a: DumpList, b: DumpList) => (b.remaining ?? 0) - (a.remaining ?? 0);
  const chain = [...before.toSorted(order), ...(last ? [last] : [])];
  const whole = last !== undefined && others.length === 0 && (selected ? followByKey(chain) : addUp(chain));
  return [{ ...first, partial: !whole, selected, objects: pages.flatMap(({ objects }) => objects) }];
}

/** Lists of one kind and resourceVersion: pages of one scope are chained, an empty list is a list of its own. */
function joinGroup(group: readonly DumpList[]): readonly DumpList[] {
  // A server hands out a token only where items are left, so the last page holds some.
  const empty = group.filter(({ objects }) => objects.length === 0);
  const pages = group.filter((page) => page.objects.length > 0 && !(page.partial && isRepeated(page, group)));
  if (!pages.some(({ partial }) => partial)) return [...empty, ...pages];
  const everywhere = pages.some(isOfAllNamespaces);
  const scopes = Map.groupBy(pages, (page) => (everywhere ? '' : [...namespacesOf(page)][0]));
  return [...empty, ...[...scopes.values()].flatMap(chainPages)];
}

/** Pages of one list (same kind, resourceVersion and scope) as one list; every other list as it is. */
export function joinPages(lists: readonly DumpList[]): readonly DumpList[] {
  const keyed = ({ kind, version }: DumpList) => (kind === null || version === '' ? null : `${kind} ${version}`);
  const paged = new Set(lists.filter(({ partial }) => partial).map(keyed));
  const groups = Map.groupBy(lists, (list) => {
    const key = keyed(list);
    return paged.has(key) ? key : null;
  });
  return [...groups].flatMap(([key, group]) => (key === null ? group : joinGroup(group)));
}
