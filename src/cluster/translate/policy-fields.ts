import { findOwnValue } from '../../model/own-value.ts';
/** The fields that a kind has: what lies below a field, or null where anything may. */
export type FieldTree = { readonly [field: string]: FieldTree | null };

const selector: FieldTree = { matchLabels: null, matchExpressions: { key: null, operator: null, values: null } };
const peer: FieldTree = { ipBlock: { cidr: null, except: null }, podSelector: selector, namespaceSelector: selector };
const ports: FieldTree = { protocol: null, port: null, endPort: null };

/** spec of a networking.k8s.io/v1 NetworkPolicy. */
export const networkPolicyFields: FieldTree = {
  podSelector: selector,
  policyTypes: null,
  ingress: { from: peer, ports },
  egress: { to: peer, ports },
};

const cidrSet: FieldTree = { cidr: null, cidrGroupRef: null, cidrGroupSelector: null, except: null };
const toPorts: FieldTree = {
  ports,
  rules: null,
  serverNames: null,
  listener: null,
  terminatingTLS: null,
  originatingTLS: null,
};
const incoming: FieldTree = {
  fromEndpoints: selector,
  fromRequires: selector,
  fromEntities: null,
  fromCIDR: null,
  fromCIDRSet: cidrSet,
  fromNodes: selector,
  fromGroups: null,
  icmps: null,
};
const outgoing: FieldTree = {
  toEndpoints: selector,
  toRequires: selector,
  toEntities: null,
  toCIDR: null,
  toCIDRSet: cidrSet,
  toNodes: selector,
  toGroups: null,
  toServices: null,
  icmps: null,
};

/** One spec of a cilium.io/v2 CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy. */
export const ciliumPolicyFields: FieldTree = {
  endpointSelector: selector,
  nodeSelector: selector,
  ingress: { ...incoming, toPorts, authentication: null },
  ingressDeny: { ...incoming, toPorts },
  egress: { ...outgoing, toFQDNs: null, toPorts, authentication: null },
  egressDeny: { ...outgoing, toPorts },
  enableDefaultDeny: { ingress: null, egress: null },
  labels: null,
  description: null,
  log: null,
};

/** A field that its kind does not have, by its path (`spec.ingress.form`); null where all are known. */
export function unknownFieldIn(value: unknown, fields: FieldTree, path: string): string | null {
  if (Array.isArray(value)) return value.map((item) => unknownFieldIn(item, fields, path)).find(Boolean) ?? null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [field, below] of Object.entries(value)) {
    const own = findOwnValue(fields, field);
    if (own === undefined) return `${path}.${field}`;
    const deeper = own === null ? null : unknownFieldIn(below, own, `${path}.${field}`);
    if (deeper !== null) return deeper;
  }
  return null;
}
