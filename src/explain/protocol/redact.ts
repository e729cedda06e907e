import { secretPatterns } from './secret-patterns.ts';

/** The longest question that is sent, in characters. */
const maxSent = 300;

/** How much of a question is read, in characters; what comes after is not sent either. */
const maxRead = 2000;

/**
 * How namespaces of the class are known: a regular expression's source (empty for none), and the asker's own.
 */
export type ClassNamespaces = { readonly pattern: string; readonly own: string | null };

const noNamespaces: ClassNamespaces = { pattern: '', own: null };

// Addresses of the student's own cluster are not sent; those that the lesson itself uses may be. IPv6, IPv4
// inside of IPv6, IPv4 with dashes as in the names of DNS and of clouds, and plain IPv4, also right after a
// word.
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

/** A digit of any script as 0 to 9. */
function asciiDigit(said: string): string {
  const isDigit = (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code));
  const code = said.codePointAt(0) ?? 0;
  let before = 0;
  // Each script has its ten digits in a row.
  while (isDigit(code - before - 1)) before++;
  return String(before % 10);
}

/** The beginning of a text, up to a whole word: half a secret would not be recognised. */
function wholeWordsOf(text: string): string {
  if (text.length <= maxRead) return text;
  return text.slice(0, Math.max(0, text.lastIndexOf(' ', maxRead)));
}

/** A text in which what looks alike is equal: no invisible characters, one kind of blank, dash and digit. */
function normalise(text: string): string {
  const visible = text
    .slice(0, 4 * maxRead)
    .normalize('NFKC')
    // What has no width may stand inside of a word, so no blank takes its place.
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim();
  return wholeWordsOf(visible)
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/(?![0-9])\p{Nd}/gu, asciiDigit);
}

// No class has namespaces of these names: a pattern that fits them fits any word, and is not used.
const ordinaryWords = ['what', 'pods', 'kube-proxy'];

/** A text without namespaces: those of the usual names, those of the class's pattern, and the asker's own. */
function withoutNamespaces(text: string, { pattern, own }: ClassNamespaces): string {
  const fits = new RegExp(pattern === '' ? '(?!)' : pattern, 'u');
  const isUsable = !ordinaryWords.some((word) => fits.test(word));
  const isOne = (word: string) => word === own || (isUsable && !/-x+$/u.test(word) && fits.test(word));
  return text
    .replaceAll(/[\p{L}\p{N}][\p{L}\p{N}_-]{0,80}/gu, (word) =>
      isOne(word.toLowerCase().replaceAll('_', '-').replace(/-+$/u, '')) ? '[namespace]' : word,
    )
    .replaceAll(/(?<![a-z0-9])student(?:[-_](?!x+(?![a-z0-9_-]))[a-z0-9_-]{1,80}|[. ]?\d{1,9})/giu, '[namespace]');
}

/**
 * A question as it may be sent: normalised, without control, format and unassigned characters, at most 300
 * characters, with what looks like a secret, a person, a Pod, a namespace or an address taken out. `known`
 * are addresses that may stay.
 */
export function redactQuestion(
  question: string,
  known: ReadonlySet<string> = new Set(),
  names: ClassNamespaces = noNamespaces,
): string {
  const withoutSecrets = secretPatterns.reduce(
    (text, secret) => text.replaceAll(secret, '[removed]'),
    normalise(question),
  );
  const redacted = withoutNamespaces(
    withoutSecrets.replaceAll(addresses, (each) => (known.has(each) ? each : '[address]')),
    names,
  );
  return [...redacted].slice(0, maxSent).join('');
}

/** Every address in some texts. */
export function addressesIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(addresses) ?? []));
}
