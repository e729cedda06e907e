// A value after its name: in quotes, or up to the next blank.
const value = String.raw`(?:'[^']{0,300}'|"[^"]{0,300}"|\S{1,2000})`;
const is = String.raw`['"]?\s{0,3}[=:]\s{0,3}`;

/**
 * What looks like a secret or a person, and is taken out before a question is sent: tokens of known products,
 * values after a name, URLs with a password, long random words, people, names that a cluster generated. Every
 * repetition has a bound, so that no text takes long.
 */
export const secretPatterns: readonly RegExp[] = [
  // scheme://user:password@host
  String.raw`[a-z][a-z0-9+.-]{0,30}:\/\/[^\s@]{0,300}@\S{0,300}`,
  String.raw`-----BEGIN [A-Z ]{1,40}-----[\s\S]*`,
  String.raw`\b(?:xox[a-z]|xapp|sk|ghp|gho|ghs|github_pat|glpat|akia|eyj)[-_a-z0-9.]{8,2000}`,
  String.raw`\bauthorization${is}(?:(?:bearer|basic|token)\s{1,3})?\S{1,2000}`,
  String.raw`\bbearer\s{1,3}\S{1,2000}`,
  // DB_PASSWORD=…, client_secret: …, 'password': '…', my password is …
  String.raw`[\p{L}\p{N}_.-]{0,60}(?:passw(?:or)?d|passphrase|pwd|secret|token|api[-_ ]?key|credentials?)[\p{L}\p{N}_]{0,20}(?:${is}|\s{1,3}is\s{1,3})${value}`,
  String.raw`[\p{L}\p{N}_.-]{0,60}(?:pass|key|sig|auth)${is}${value}`,
  String.raw`[\p{L}\p{N}._%+-]{1,100}@[\p{L}\p{N}.-]{1,100}\.\p{L}{2,20}`,
  '<[@!#][^>]{0,300}>',
  // @alice, @U012ABCDEF
  String.raw`@[\p{L}\p{N}._-]{1,80}`,
  // Long words of letters and digits: keys, ids, node names.
  String.raw`(?<![a-z0-9+/_-])(?=[a-z0-9+/_-]{0,300}\d)(?=[a-z0-9+/_-]{0,300}[a-z])[a-z0-9+/_-]{20,2000}={0,2}`,
  // web-7d9c5b8f6d-abcde, cilium-x7k2p: the second has no vowels, so that words are none.
  String.raw`(?<![a-z0-9-])[a-z0-9][a-z0-9-]{0,200}-(?=[a-z]{0,9}\d)[a-z0-9]{6,10}-[a-z0-9]{5}(?![a-z0-9-])`,
  String.raw`(?<![a-z0-9-])[a-z0-9][a-z0-9-]{0,200}-(?=[a-z]{0,4}\d)(?=\d{0,4}[a-z])[bcdfghjklmnpqrstvwxz2456789]{5}(?![a-z0-9-])`,
  String.raw`[a-z0-9.-]{0,200}[a-z0-9-]\.azmk8s\.io`,
]
  .map((source) => new RegExp(source, 'giu'))
  // Only their case tells ids of Slack from words.
  .concat(/(?<![\p{L}\p{N}])[UWCDGTB](?=[A-Z0-9]*\d)[A-Z0-9]{6,20}(?![\p{L}\p{N}])/gu);
