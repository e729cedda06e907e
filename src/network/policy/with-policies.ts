import type { CiliumPolicy, NetworkPolicy } from '../../model/policy.ts';
import type { NamespacePolicies, PolicySnapshot, ProposedPolicies } from '../../model/reach.ts';
import type { Read } from '../../model/read.ts';
import { objectsOf } from '../facts/objects.ts';
import { policyNameOf } from './rule.ts';

type Named = { readonly namespace: string; readonly name: string };

/** A list with more objects, of which one takes the place of another of its name; an unread list stays unread. */
function withObjects<T extends Named>(read: Read<readonly T[]>, more: readonly T[]): Read<readonly T[]> {
  if (read.outcome !== 'ok') return read;
  const isReplaced = (each: T) =>
    more.some(({ namespace, name }) => namespace === each.namespace && name === each.name);
  return { ...read, data: [...read.data.filter((each) => !isReplaced(each)), ...more] };
}

function ofNamespace<T extends Named>(all: readonly T[], name: string): readonly T[] {
  return all.filter(({ namespace }) => namespace === name);
}

/** The same cluster with policies that are not applied yet. */
export function withPolicies(before: PolicySnapshot, proposed: ProposedPolicies): PolicySnapshot {
  const { networkPolicies, ciliumPolicies } = proposed;
  return {
    ...before,
    namespaces: before.namespaces.map(
      (space): NamespacePolicies => ({
        ...space,
        networkPolicies: withObjects(space.networkPolicies, ofNamespace(networkPolicies, space.name)),
        ciliumPolicies: withObjects(space.ciliumPolicies, ofNamespace(ciliumPolicies, space.name)),
      }),
    ),
    ciliumClusterPolicies: withObjects(before.ciliumClusterPolicies, ofNamespace(ciliumPolicies, '')),
  };
}

const nameOf = ({ namespace, name }: NetworkPolicy) => policyNameOf({ kind: 'NetworkPolicy', namespace, name });
const ciliumNameOf = ({ namespace, name }: CiliumPolicy) =>
  policyNameOf({
    kind: namespace === '' ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy',
    namespace,
    name,
  });

/** The policies by their names, as answers name them. */
export function proposedNames({ networkPolicies, ciliumPolicies }: ProposedPolicies): readonly string[] {
  return [...networkPolicies.map(nameOf), ...ciliumPolicies.map(ciliumNameOf)].sort();
}

/** The policies that take the place of one which the cluster has. */
export function replacedNames(before: PolicySnapshot, proposed: ProposedPolicies): readonly string[] {
  const own = before.namespaces.flatMap(({ networkPolicies, ciliumPolicies }) => [
    ...objectsOf(networkPolicies).map(nameOf),
    ...objectsOf(ciliumPolicies).map(ciliumNameOf),
  ]);
  const there = new Set([...own, ...objectsOf(before.ciliumClusterPolicies).map(ciliumNameOf)]);
  return proposedNames(proposed).filter((name) => there.has(name));
}
