import type { z } from 'zod';
import type {
  CalicoPolicy,
  CiliumPolicy,
  CiliumRule,
  CiliumSpec,
  IpBlock,
  LabelSelector,
  NetworkPolicy,
  PolicyRule,
  PortMatch,
} from '../../model/policy.ts';
import { sanitizeLabels, sanitizeTexts } from './objects.ts';
import * as raw from './policy-schemas.ts';
import { sanitizeText } from './sanitize.ts';

function labelSelector(from: raw.RawSelector | null | undefined): LabelSelector {
  return {
    matchLabels: sanitizeLabels(from?.matchLabels, () => true),
    matchExpressions: (from?.matchExpressions ?? []).map(({ key, operator, values }) => ({
      key: sanitizeText(key),
      operator: sanitizeText(operator),
      values: (values ?? []).map((value) => sanitizeText(value)),
    })),
  };
}

/** A label selector → ours; null where there is none. */
export function translateSelector(from: raw.RawSelector | null | undefined): LabelSelector | null {
  return from ? labelSelector(from) : null;
}

function block(
  from: { cidr?: unknown; except?: readonly string[] | null | undefined } | null | undefined,
): IpBlock | null {
  return typeof from?.cidr === 'string'
    ? { cidr: sanitizeText(from.cidr), except: sanitizeTexts(from.except ?? []) }
    : null;
}

type RawPort = {
  port?: number | string | null | undefined;
  endPort?: number | null | undefined;
  protocol?: string | null | undefined;
} | null;

function portMatch(from: RawPort, fallback: string): PortMatch {
  const port = from?.port ?? null;
  return {
    protocol: sanitizeText(from?.protocol || fallback).toUpperCase(),
    // Cilium writes numbers as text.
    port:
      typeof port === 'string' && /^\d+$/u.test(port)
        ? Number(port)
        : typeof port === 'string'
          ? sanitizeText(port)
          : port,
    endPort: from?.endPort || null,
  };
}

/** A rule that stands there as null (`- ` in YAML) is an empty one, as the API reads it. */
function rule(from: raw.RawRule): PolicyRule {
  const peers = [...(from?.from ?? []), ...(from?.to ?? [])];
  return {
    peers: peers.map((peer) => ({
      block: block(peer?.ipBlock),
      pods: translateSelector(peer?.podSelector),
      namespaces: translateSelector(peer?.namespaceSelector),
    })),
    ports: (from?.ports ?? []).map((port) => portMatch(port, 'TCP')),
  };
}

/** NetworkPolicy → ours, with the API server's default for policyTypes (SetDefaults_NetworkPolicy). */
export function translateNetworkPolicy(item: unknown): NetworkPolicy {
  const { metadata, spec } = raw.rawNetworkPolicy.parse(item);
  const [ingress, egress] = [(spec.ingress ?? []).map(rule), (spec.egress ?? []).map(rule)];
  const named = spec.policyTypes?.length ? sanitizeTexts(spec.policyTypes) : null;
  return {
    namespace: sanitizeText(metadata.namespace ?? ''),
    name: sanitizeText(metadata.name ?? ''),
    selects: labelSelector(spec.podSelector),
    // Egress counts by default only where there is at least one egress rule.
    types: named ?? (egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']),
    ingress,
    egress,
  };
}

type RawCilium = NonNullable<raw.RawCiliumRule>;

function ciliumPorts(from: RawCilium): readonly PortMatch[] | null {
  if (!from.toPorts) return null;
  return from.toPorts.flatMap(({ ports }) => {
    // Without ports, or with port 0, all of them.
    if (!ports || ports.length === 0) return [{ protocol: 'ANY', port: null, endPort: null }];
    return ports.map((port) => {
      const match = portMatch(port, 'ANY');
      return match.port === 0 ? { ...match, port: null, endPort: null } : match;
    });
  });
}

const has = (list: readonly unknown[] | null | undefined): boolean => (list?.length ?? 0) > 0;
const peerLists = [
  'fromEndpoints',
  'toEndpoints',
  'fromEntities',
  'toEntities',
  'fromCIDR',
  'toCIDR',
  'fromCIDRSet',
  'toCIDRSet',
] as const;

function unjudged(from: RawCilium): CiliumRule['unjudged'] {
  const sets = [...(from.fromCIDRSet ?? []), ...(from.toCIDRSet ?? [])];
  const found = {
    fqdns: has(from.toFQDNs),
    services: has(from.toServices),
    nodes: has(from.fromNodes) || has(from.toNodes),
    groups: has(from.fromGroups) || has(from.toGroups),
    cidrGroups: sets.some(({ cidrGroupRef, cidrGroupSelector }) => Boolean(cidrGroupRef) || Boolean(cidrGroupSelector)),
    requires: has(from.fromRequires) || has(from.toRequires),
  };
  return (['fqdns', 'services', 'nodes', 'groups', 'cidrGroups', 'requires'] as const).filter((each) => found[each]);
}

function isL7(from: RawCilium): boolean {
  return (from.toPorts ?? []).some(
    ({ rules, serverNames, listener }) => Object.keys(rules ?? {}).length > 0 || has(serverNames) || Boolean(listener),
  );
}

function ciliumRule(entry: raw.RawCiliumRule): CiliumRule {
  const from: RawCilium = entry ?? {};
  const sets = [...(from.fromCIDRSet ?? []), ...(from.toCIDRSet ?? [])].map(block);
  const cidrs = sanitizeTexts([...(from.fromCIDR ?? []), ...(from.toCIDR ?? [])]);
  return {
    endpoints: [...(from.fromEndpoints ?? []), ...(from.toEndpoints ?? [])].map(labelSelector),
    entities: sanitizeTexts([...(from.fromEntities ?? []), ...(from.toEntities ?? [])]),
    blocks: [...cidrs.map((cidr) => ({ cidr, except: [] })), ...sets.filter((each) => each !== null)],
    unjudged: unjudged(from),
    names: sanitizeTexts((from.toFQDNs ?? []).map(({ matchName, matchPattern }) => matchName ?? matchPattern)),
    emptyPeers: peerLists.some((name) => from[name]?.length === 0) && !peerLists.some((name) => has(from[name])),
    ports: ciliumPorts(from),
    icmp: has(from.icmps),
    l7: isL7(from),
  };
}

function ciliumSpec(from: z.output<typeof raw.rawCiliumSpec>): CiliumSpec {
  const rules = (list: readonly raw.RawCiliumRule[] | null | undefined) => (list ?? []).map(ciliumRule);
  const [ingress, ingressDeny] = [rules(from.ingress), rules(from.ingressDeny)];
  const [egress, egressDeny] = [rules(from.egress), rules(from.egressDeny)];
  return {
    selects: from.nodeSelector && !from.endpointSelector ? null : labelSelector(from.endpointSelector),
    ingress,
    ingressDeny,
    egress,
    egressDeny,
    denies: {
      ingress: from.enableDefaultDeny?.ingress ?? ingress.length + ingressDeny.length > 0,
      egress: from.enableDefaultDeny?.egress ?? egress.length + egressDeny.length > 0,
    },
  };
}

/** CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy → ours. */
export function translateCiliumPolicy(item: unknown): CiliumPolicy {
  const { metadata, spec, specs } = raw.rawCiliumPolicy.parse(item);
  const all = [...(spec ? [spec] : []), ...(specs ?? [])];
  return {
    namespace: sanitizeText(metadata.namespace ?? ''),
    name: sanitizeText(metadata.name ?? ''),
    specs: all.map(ciliumSpec),
  };
}

/** A Calico NetworkPolicy or GlobalNetworkPolicy → whom it selects. */
export function translateCalicoPolicy(item: unknown): CalicoPolicy {
  const { metadata, spec } = raw.rawCalicoPolicy.parse(item);
  return {
    namespace: sanitizeText(metadata.namespace ?? ''),
    name: sanitizeText(metadata.name ?? ''),
    selector: sanitizeText(spec?.selector ?? '', 2000),
    namespaceSelector: sanitizeText(spec?.namespaceSelector ?? '', 2000),
  };
}
