/** A key whose absence Kubernetes itself gives a meaning; `*` stands for one step of the path, `**` for any number. */
type AbsentKey = { readonly key: string; readonly meaning: string; readonly source: string };

const policies = 'kubernetes.io, API reference, NetworkPolicy v1';
const metadata = 'kubernetes.io, API reference, ObjectMeta';

/** All of them: what is concluded without one of these is another conclusion, and right. */
export const absentKeys: readonly AbsentKey[] = [
  { key: '*List.items', meaning: 'null: no items', source: 'Go writes a list without items as null' },
  { key: '*.metadata.namespace', meaning: 'default, as kubectl takes it', source: 'kubernetes.io, Namespaces' },
  { key: '*.metadata.labels.**', meaning: 'it has no such label', source: metadata },
  { key: '*.metadata.annotations.**', meaning: 'nobody wrote it', source: metadata },
  { key: 'NetworkPolicy.spec.policyTypes', meaning: 'Ingress; Egress where it has egress rules', source: policies },
  { key: 'NetworkPolicy.spec.*gress', meaning: 'no rule, so nothing is allowed', source: policies },
  { key: 'NetworkPolicy.spec.*gress.*.*.*.protocol', meaning: 'TCP', source: policies },
  { key: 'NetworkPolicy.spec.*gress.*.*.*.*Selector.**', meaning: 'absent no peer, empty all', source: policies },
];

function patternOf(key: string): RegExp {
  const escaped = key
    .replaceAll('.', '\\.')
    .replaceAll('\\.**', '(?:\\..+)?')
    .replaceAll(/(?<!\()\*/gu, '[^.]*');
  return new RegExp(`^${escaped}$`, 'u');
}

const patterns = absentKeys.map(({ key }) => [key, patternOf(key)] as const);

/** The row of the table that a path falls under, undefined for none. */
export function absentKeyFor(path: string): string | undefined {
  return patterns.find(([, pattern]) => pattern.test(path))?.[0];
}
