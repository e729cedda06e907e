import type { SecretKind } from '../model/pasted.ts';

// Every repetition has a bound, so that no text takes long.
const sure: readonly (readonly [RegExp, SecretKind])[] = [
  [/-----BEGIN (?:[A-Z]{1,20} ){0,3}PRIVATE KEY-----/u, 'private key'],
  [/\bclient-key-data: ?["']?[A-Za-z0-9+/]{40}/u, 'private key'],
  [/\beyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10}/u, 'token'],
  [/\bsha256~[A-Za-z0-9_-]{20}/u, 'token'],
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9_]{20}|glpat-[\w-]{16}|xox[abprs]-[\w-]{10}|xapp-[\w-]{10})/u,
    'token',
  ],
  [/\bAKIA[A-Z0-9]{16}\b/u, 'token'],
  [/\bsk-[A-Za-z0-9_-]{20}/u, 'token'],
  [/\.dockerconfigjson"?: ?["']?[A-Za-z0-9+/{]{10}/u, 'Secret'],
  [/\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{20}/u, 'connection string'],
  [/\b[a-z][a-z0-9+]{1,20}:\/\/[^\s:@/]{1,100}:[^\s@/]{3,200}@[\w.-]{1,200}/u, 'connection string'],
  [/\b(?:Server|Data Source|Host)=[^;\n]{1,200};[^\n]{0,300}\b(?:Password|Pwd)=[^;\s]{3}/iu, 'connection string'],
  // As the Azure CLI prints a service principal's, and a registry's.
  [/(?:^|[{,])\s{0,40}"(?:password|clientSecret|client_secret)": ?"[^"\s]{4}/mu, 'password'],
  [/"name": ?"password2?",\s{0,40}"value": ?"[^"\s]{4}/u, 'password'],
  [/\bcertificate-authority-data: ?["']?[A-Za-z0-9+/]{40}/u, 'certificate'],
  [/\bclient-certificate-data: ?["']?[A-Za-z0-9+/]{40}/u, 'certificate'],
  [/-----BEGIN CERTIFICATE-----/u, 'certificate'],
];

// A value after its name at the beginning of a line: only beside what is surely output, since questions have colons, too.
const likely: readonly (readonly [RegExp, SecretKind])[] = [
  [
    /^[ \t-]{0,40}["']?(?:[\w.-]{0,40}[_.-])?(?:token|api[_-]?key|client[_-]?secret)["']?: ?["']?[^\s"'<{[]{8}/imu,
    'token',
  ],
  [/^[ \t-]{0,40}["']?(?:[\w.-]{0,40}[_.-])?passw(?:or)?d["']?: ?["']?[^\s"'<{[]{4}/imu, 'password'],
  [/\b[A-Z][A-Z0-9_]{0,40}PASSW(?:OR)?D=[^\s]{4}/u, 'password'],
  [/\b[A-Z][A-Z0-9_]{0,40}(?:TOKEN|SECRET|API_KEY)=[^\s]{8}/u, 'token'],
];

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

function kindsIn(text: string): readonly SecretKind[] {
  const isSecret =
    /(?:^[ \t]{0,40}(?:- )?|[{,] ?)"?kind"?: ?"?Secret"?(?=[ \t]*$|[,}])/mu.test(text) &&
    /(?:^[ \t]{0,40}(?:- )?|[{,] ?)"?(?:data|stringData)"?:/mu.test(text);
  const isConfig = /^"?kind"?: ?"?Config"?,?$/mu.test(text) && /^[ \t]{0,4}"?(?:users|clusters)"?:/mu.test(text);
  return [...(isSecret ? (['Secret'] as const) : []), ...(isConfig ? (['kubeconfig'] as const) : [])];
}

/** What a text surely holds that should never be pasted: enough to read nothing else of it into a question. */
export function findSureSecrets(text: string): readonly SecretKind[] {
  return unique([...kindsIn(text), ...sure.filter(([pattern]) => pattern.test(text)).map(([, kind]) => kind)]);
}

/** The same and values after their names, for a text that is output. */
export function findSecrets(text: string): readonly SecretKind[] {
  return unique([
    ...findSureSecrets(text),
    ...likely.filter(([pattern]) => pattern.test(text)).map(([, kind]) => kind),
  ]);
}
