import { toDrawableText } from './measure.ts';

/** Characters of an image's `alt_text` that Slack takes. */
export const altLimit = 2000;

const number = new Intl.NumberFormat('en-US');

/** A number as people write it: `1,581`. */
export function formatNumber(n: number): string {
  return number.format(n);
}

/** `1 Pod`, `2,000 Pods`. */
export function formatCount(n: number, noun: string): string {
  return `${formatNumber(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** The first `most` entries in words, and after them `… and N more` where there are more. */
export function listFirst<T>(entries: readonly T[], most: number, word: (entry: T) => string, between = '; '): string {
  const shown = entries.slice(0, most).map(word);
  const more = entries.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${formatNumber(more)} more`] : [])].join(between);
}

/**
 * The longest text within `limit` characters: `say` words everything with lists of up to `most` entries, and the lists
 * are shortened, in steps, until it fits. Only characters that can be drawn are left in it.
 */
export function fitToLimit(limit: number, say: (most: number) => string): string {
  for (const most of [1000, 100, 50, 20, 12, 8, 6, 5, 4, 3, 2, 1, 0]) {
    const words = toDrawableText(say(most)).trim();
    if (words.length <= limit) return words;
  }
  return `${toDrawableText(say(0))
    .slice(0, Math.max(0, limit - 2))
    .trimEnd()} …`;
}

/** Sentences in one text: empty parts are left out, the others get a full stop where they lack an end. */
export function joinSentences(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => (/[.!?…]$/u.test(part) ? part : `${part}.`))
    .join(' ');
}
