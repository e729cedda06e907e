import type { AuthoredSource, SentencePick } from '../model/sentence-choice.ts';

/** So many sentences are shown at once, of so many pages. */
const mostSentences = 6;
const mostPages = 2;

/** A sentence with those before it that it leans on; null where there is none to lean on. */
function chainOf(source: AuthoredSource, at: number): readonly number[] | null {
  const found = source.sentences[at];
  if (found === undefined) return null;
  if (!found.leans) return [at];
  const before = chainOf(source, at - 1);
  return before === null ? null : [...before, at];
}

/**
 * What is shown of some picks: of two pages at most, six sentences at most, each with those that it leans on, in the page's
 * own order. A sentence for which there is no room with them is left out, as is what no page has.
 */
export function resolvePicks(
  picks: readonly SentencePick[],
  sources: readonly AuthoredSource[],
): readonly SentencePick[] {
  const shown = new Map<AuthoredSource, ReadonlySet<number>>();
  let room = mostSentences;
  for (const { source: id, sentences } of picks) {
    const source = sources.find((each) => each.id === id);
    if (source === undefined || (!shown.has(source) && shown.size >= mostPages)) continue;
    for (const at of sentences) {
      const had = shown.get(source) ?? new Set<number>();
      const added = chainOf(source, at)?.filter((each) => !had.has(each));
      if (added === undefined || added.length === 0 || added.length > room) continue;
      room -= added.length;
      shown.set(source, new Set([...had, ...added]));
    }
  }
  return [...shown].map(([{ id }, numbers]) => ({ source: id, sentences: [...numbers].sort((a, b) => a - b) }));
}

/** The picks where nobody chose: the first pages in their order, each from its beginning. */
export function picksInOrder(sources: readonly AuthoredSource[]): readonly SentencePick[] {
  const first = sources.filter(({ sentences }) => sentences.length > 0).slice(0, mostPages);
  const each = Math.floor(mostSentences / Math.max(first.length, 1));
  return first.map(({ id, sentences }) => ({ source: id, sentences: sentences.slice(0, each).map((_, at) => at) }));
}

/** The sentences of a pick as paragraphs: those that stand together on the page are one. */
export function paragraphsOfPick(
  { sentences: numbers }: SentencePick,
  { sentences }: AuthoredSource,
): readonly (readonly string[])[] {
  const paragraphs: string[][] = [];
  for (const [i, at] of numbers.entries()) {
    const text = sentences[at]?.text;
    if (text === undefined) continue;
    const last = paragraphs.at(-1);
    if (last !== undefined && numbers[i - 1] === at - 1) last.push(text);
    else paragraphs.push([text]);
  }
  return paragraphs;
}
