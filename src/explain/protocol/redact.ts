import { secretPatterns } from './secret-patterns.ts';

/** The longest question that leaves, in characters. */
const longest = 300;

/** What is looked at of a question, in characters: what comes after is not read, and does not leave. */
const looked = 2000;

/** Which names are a namespace of the class: a regular expression's source, and the one of who asks. */
export type ClassNamespaces = { readonly pattern: string; readonly own: string | null };

const nobody: ClassNamespaces = { pattern: '', own: null };

// Addresses of the student's own cluster are values, and values do not leave; those that the lesson uses itself may. As IPv6,
// in IPv6, in the names that DNS and clouds make of them, and as they stand, also right after a word.
const addresses = new RegExp(
  [
    /(?:[0-9a-f]{0,4}:){2,7}(?:\d{1,9}(?:\.\d{1,9}){3,9}|[0-9a-f]{0,4})(?:\/\d{1,3})?/u,
    /(?<!\d|\d-)\d{1,3}(?:-\d{1,3}){3}(?!\d|-\d)(?:\.[a-z0-9.-]{1,200})?/u,
    /(?<![\d.])\d{1,9}(?:\.\d{1,9}){3,9}(?:\/\d{1,2})?/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
);

/** A digit of any script as the one that it means. */
function digit(said: string): string {
  const isDigit = (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code));
  const code = said.codePointAt(0) ?? 0;
  let before = 0;
  // Each script has its ten digits in a row.
  while (isDigit(code - before - 1)) before++;
  return String(before % 10);
}

/** The beginning of a text, up to the last word that is whole: half a secret does not look like one. */
function beginning(text: string): string {
  if (text.length <= looked) return text;
  return text.slice(0, Math.max(0, text.lastIndexOf(' ', looked)));
}

/** A text in which what looks the same is the same: nothing in it that cannot be seen, one kind of blank, dash and digit. */
function plainly(text: string): string {
  const seen = text
    .slice(0, 4 * looked)
    .normalize('NFKC')
    // What has no width may stand inside of a word, so no blank takes its place.
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim();
  return beginning(seen)
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/(?![0-9])\p{Nd}/gu, digit);
}

// What no class calls its namespaces: a pattern that fits these fits any word.
const ordinary = ['what', 'pods', 'kube-proxy'];

/** A text without namespaces: those of the usual names, those of the class's pattern, and that of who asks. */
function unnamed(text: string, { pattern, own }: ClassNamespaces): string {
  const fits = new RegExp(pattern === '' ? '(?!)' : pattern, 'u');
  const tells = !ordinary.some((word) => fits.test(word));
  const isOne = (word: string) => word === own || (tells && !/-x+$/u.test(word) && fits.test(word));
  return text
    .replaceAll(/[\p{L}\p{N}][\p{L}\p{N}_-]{0,80}/gu, (word) =>
      isOne(word.toLowerCase().replaceAll('_', '-').replace(/-+$/u, '')) ? '[namespace]' : word,
    )
    .replaceAll(/(?<![a-z0-9])student(?:[-_](?!x+(?![a-z0-9_-]))[a-z0-9_-]{1,80}|[. ]?\d{1,9})/giu, '[namespace]');
}

/**
 * A question as it may leave: normalised, without control, format and unassigned characters, at most 300 characters, with
 * what looks like a secret, a person, a Pod, a namespace or an address of a cluster taken out.
 */
export function redactQuestion(
  question: string,
  known: ReadonlySet<string> = new Set(),
  names: ClassNamespaces = nobody,
): string {
  const scrubbed = secretPatterns.reduce((text, secret) => text.replaceAll(secret, '[removed]'), plainly(question));
  const own = unnamed(
    scrubbed.replaceAll(addresses, (each) => (known.has(each) ? each : '[address]')),
    names,
  );
  return [...own].slice(0, longest).join('');
}

/** The addresses that a lesson uses as examples: a question about those is a question about the lesson. */
export function addressesIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(addresses) ?? []));
}
