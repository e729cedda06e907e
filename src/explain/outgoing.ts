/** The longest question that leaves, in characters. */
const longest = 300;

// What looks like a secret is taken out before a question leaves: tokens of known makers, keys after a name, long random words.
const secrets: readonly RegExp[] = [
  /\b(?:xox[a-z]|xapp|sk|ghp|gho|github_pat|glpat|AKIA|eyJ)[-_A-Za-z0-9.]{8,}/gu,
  /\b(?:pass(?:word|wd|phrase)?|secret|token|api[-_ ]?key|key|pwd|sig|authorization|bearer)\b\s*(?:[=:]|is)\s*\S+/giu,
  /\bbearer\s+\S+/giu,
  /-----BEGIN [A-Z ]+-----[\s\S]*/gu,
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu,
  /<[@!#][^>]*>/gu,
  /\b(?=[A-Za-z0-9+/_-]*\d)(?=[A-Za-z0-9+/_-]*[A-Za-z])[A-Za-z0-9+/_-]{24,}={0,2}/gu,
];

// Addresses of the student's own cluster are values, and values do not leave; those that the lesson uses itself may.
const addresses = /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?\b|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:\/\d{1,3})?/giu;

/**
 * A question as it may leave: normalised, without control, format and unassigned characters, at most 300 characters, with
 * what looks like a secret, a name of the namespace or an address of a cluster taken out.
 */
export function sendable(question: string, known: ReadonlySet<string> = new Set()): string {
  const plain = question
    .normalize('NFKC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const scrubbed = secrets.reduce((text, secret) => text.replaceAll(secret, '[removed]'), plain);
  const own = scrubbed
    .replaceAll(addresses, (each) => (known.has(each) ? each : '[address]'))
    .replaceAll(/\bstudent-(?!xx\b)[a-z0-9-]+/giu, '[namespace]');
  return [...own].slice(0, longest).join('');
}

/** The addresses that a lesson uses as examples: a question about those is a question about the lesson. */
export function addressesIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(addresses) ?? []));
}
