import { parse } from 'yaml';
import type { ConfigMap } from '../../model/snapshot.ts';
import { translateConfigMap } from './objects.ts';

const key = 'ip-masq-agent-reconciled';

function field(document: unknown): readonly unknown[] {
  if (typeof document !== 'object' || document === null) return [];
  // AKS writes this key in two spellings (aks.md §1.6).
  const entry = Object.entries(document).find(([name]) => name.toLowerCase() === 'nonmasqueradecidrs');
  return Array.isArray(entry?.[1]) ? entry[1] : [];
}

function cidrs(text: string): string {
  try {
    return field(parse(text))
      .filter((cidr) => typeof cidr === 'string')
      .join(' ');
  } catch {
    return '';
  }
}

/** The masquerade ConfigMap with one value, `nonMasqueradeCIDRs`: CIDRs separated by spaces, `''` if unreadable. */
export function translateMasquerade(item: unknown): ConfigMap {
  const { name, values } = translateConfigMap(item, [key]);
  return { name, values: { nonMasqueradeCIDRs: cidrs(values[key] ?? '') } };
}
