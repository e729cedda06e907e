import type { Semantics } from '../../model/reach.ts';
import { ciliumOwnerOf } from '../facts/cilium.ts';
import { no } from './kleene.ts';
import { type ConnectionQuery, matchRule } from './match.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { RemarkId } from './remark-words.ts';
import { hasUnjudgedPolicies } from './unjudged-policies.ts';

/** Remarks about the rules that mean a connection. */
export function ruleRemarks(asked: ConnectionQuery | null): readonly RemarkId[] {
  if (asked === null || asked.semantics === 'plain') return [];
  const { index, subject, direction, semantics, traffic } = asked;
  const { applied } = index.policiesFor(subject.identity, direction, semantics);
  const met = applied.flatMap(({ policy: { rules } }) =>
    rules.filter((rule) => !rule.deny && matchRule(rule, asked) !== no),
  );
  const ranged = met.some(({ ports }) =>
    (ports ?? []).some(
      ({ port, endPort }) =>
        typeof port === 'number' && endPort !== null && traffic.port > port && traffic.port <= endPort,
    ),
  );
  return [
    ...(met.some(({ l7 }) => l7) ? (['l7-not-judged'] as const) : []),
    ...(ranged ? (['end-port'] as const) : []),
  ];
}

/** Remarks about what cilium-config decides for every policy, or about why that is taken for granted. */
function switchRemarks({ switches, policySnapshot: { snapshot } }: PolicyIndex): readonly RemarkId[] {
  const { enforcement, audit, reads, blocks, localhost, hostFirewall, read, unknown } = switches;
  const told: readonly (readonly [boolean, RemarkId])[] = [
    [enforcement === 'never', 'cilium-policies-off'],
    [enforcement === 'always', 'cilium-policies-always'],
    [audit, 'cilium-audit-mode'],
    [!reads.networkPolicies || !reads.own || !reads.clusterwide, 'cilium-kinds-off'],
    [blocks.nodes || blocks.pods, 'cilium-cidr-match-mode'],
    [!localhost, 'cilium-allow-localhost'],
    [hostFirewall, 'cilium-host-firewall'],
    [!read && unknown === null && ciliumOwnerOf(snapshot.reads) === 'azure', 'cilium-config-unread'],
  ];
  return told.filter(([is]) => is).map(([, id]) => id);
}

function remarksOn(index: PolicyIndex, namespace: string, semantics: readonly Semantics[]): readonly RemarkId[] {
  const { network, policySnapshot } = index;
  const space = index.namespace(namespace);
  if (space === undefined) return [];
  const { networkPolicies, ciliumPolicies, calicoPolicies } = space;
  const some = (read: { outcome: string; data?: readonly unknown[] }) =>
    read.outcome === 'ok' && (read.data?.length ?? 0) > 0;
  const cilium = [ciliumPolicies, policySnapshot.ciliumClusterPolicies];
  const calico = [calicoPolicies, policySnapshot.calicoGlobalPolicies];
  return [
    ...(policySnapshot.snapshot.assumed?.some((each) => /^\S*NetworkPolicy\b/u.test(each))
      ? (['policy-without-namespace'] as const)
      : []),
    ...(networkPolicies.outcome === 'ok' && networkPolicies.absence !== 'proven' ? (['list-not-whole'] as const) : []),
    ...(semantics.includes('cilium') && cilium.some(({ outcome }) => outcome === 'not-in-dump')
      ? (['cilium-policies-not-in-dump'] as const)
      : []),
    ...(!semantics.includes('cilium') && cilium.some(some) ? (['cilium-policies-not-applied'] as const) : []),
    ...(calico.some(some) ? (['calico-policies'] as const) : []),
    ...(hasUnjudgedPolicies(policySnapshot) ? (['other-policies'] as const) : []),
    ...(semantics.includes('cilium') ? switchRemarks(index) : []),
    ...(network.policyEngine === 'none' && some(networkPolicies) ? (['no-engine'] as const) : []),
  ];
}

type RemarksByNamespace = Map<string, readonly RemarkId[]>;
const known = new WeakMap<PolicyIndex, WeakMap<readonly Semantics[], RemarksByNamespace>>();

function tableOf(index: PolicyIndex, semantics: readonly Semantics[]): RemarksByNamespace {
  const tables = known.get(index) ?? new WeakMap<readonly Semantics[], RemarksByNamespace>();
  known.set(index, tables);
  const table = tables.get(semantics) ?? new Map();
  tables.set(semantics, table);
  return table;
}

/** Remarks about what was read for one namespace, whoever asks. */
export function namespaceRemarks(
  index: PolicyIndex,
  namespace: string,
  semantics: readonly Semantics[],
): readonly RemarkId[] {
  const table = tableOf(index, semantics);
  const before = table.get(namespace);
  if (before) return before;
  const found = remarksOn(index, namespace, semantics);
  table.set(namespace, found);
  return found;
}
