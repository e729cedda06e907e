// A finding that could not be seen begins with its own words for that.
const unseenWords = 'I could not see this: ';

/** A text with a capital. */
export const startUpper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The first sentence of a text. A full stop inside a name or an address ends none. */
export function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s+[\p{Lu}“(]|$)/su.exec(text)?.[0] ?? text;
}

// So many words are read at a glance; a longer sentence gives up the list behind its colon.
const mostWords = 14;

/** The sentence that what was observed comes to: one that begins with “But” takes back what stands before it. */
function mainSentence(text: string): string {
  const but = /(?:^|\s)But (?<rest>.*)$/su.exec(text)?.groups?.rest;
  return firstSentence(but === undefined ? text : startUpper(but));
}

/**
 * What was observed in one sentence, without the list behind its colon where it is long. What is left out stands in the
 * evidence.
 */
export function factOf(observed: string): string {
  const own = observed.startsWith(unseenWords) ? startUpper(observed.slice(unseenWords.length)) : observed;
  const sentence = mainSentence(own);
  const [head = '', tail] = sentence.split(/:\s(.*)/su);
  const isLong = sentence.split(/\s+/u).length > mostWords;
  return tail === undefined || !isLong ? sentence : `${head.replace(/[,;]$/u, '')}.`;
}
