import type { Passage } from '../model/lesson.ts';
import { type AuthoredSentence, type AuthoredSource, passageSourceId } from '../model/sentence-choice.ts';

/** A text as its sentences; abbreviations and numbers end none. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(
      /(?<=[.?!])\s+(?=[\p{Lu}\d"“`/]|(?:kubectl|kube-proxy|kube-system|kubenet|iptables|nftables|eBPF|netlab)\b)/u,
    )
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

// What begins a sentence that goes on with the one before.
const openers =
  /^(?:it|its|this|that|these|those|they|them|their|so|but|and|or|nor|yet|then|there|here|both|either|neither|such|also|still|instead|otherwise|hence|thus|therefore|however|likewise|(?:each|all|most|none|one|two|some) of (?:it|them|these|those)|the (?:others?|same|latter|former|rest)|\S+,? too)\b/iu;
// A word among the first four that stands for something before. “That” joins clauses too, so it counts only right after a word
// that cannot begin one.
const early =
  /^(?:\S+\s+){1,3}(?:it|they|them|such|there|both|(?:after|before|for|with|without|by|from|in|on|of|to|like|than|beside|under) that)\b/iu;
// The same further on may be explained by the sentence itself; only the first sentence of a page surely is.
const anywhere =
  /\b(?:it|its|they|their|them|th(?:is|ese|ose)(?! (?:exercise|lesson|class|page)\b)|such|there|then|another|others?|none of|some|ones?(?=[.,;:]|$| (?:has|is|may|does|that|from|uses|way)\b))\b|^\S+ \S+ that (?:takes|is|means|holds)\b|^the (?:first|second|third|last|next)\b|\bthe next\b/iu;

const withoutMarks = (sentence: string): string => sentence.replaceAll(/["“”`(]/gu, '');

/** Whether a sentence begins with what the one before says, so that it cannot begin anything. */
function goesOn(sentence: string): boolean {
  const plain = withoutMarks(sentence);
  return openers.test(plain) || early.test(plain);
}

/**
 * Whether a sentence is not understood without the one before it, rather too often than too rarely; `isFirst` where it is
 * the first of its page.
 */
export function leansOnBefore(sentence: string, isFirst: boolean): boolean {
  return goesOn(sentence) || (!isFirst && anywhere.test(withoutMarks(sentence)));
}

/**
 * The sentences of some texts that state something: questions to the reader are left out, and so is a sentence that leans
 * on what is left out, or on nothing.
 */
function statementsIn(texts: readonly string[]): readonly AuthoredSentence[] {
  const kept: AuthoredSentence[] = [];
  let isBeforeKept = false;
  for (const [at, text] of texts.flatMap(sentencesOf).entries()) {
    const leans = leansOnBefore(text, at === 0);
    isBeforeKept = !text.endsWith('?') && (!leans || isBeforeKept);
    if (isBeforeKept) kept.push({ text, leans });
  }
  return kept;
}

/** Some texts as one page to choose sentences from. */
export function authoredSource(id: string, title: string, texts: readonly string[]): AuthoredSource {
  return { id, title, sentences: statementsIn(texts) };
}

/** A passage as a page to choose sentences from. */
export const passageSource = ({ id, title, body }: Passage): AuthoredSource =>
  authoredSource(passageSourceId(id), title, body);
