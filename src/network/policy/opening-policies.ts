import type { CiliumPolicy, CiliumRule, LabelSelector, NetworkPolicy, PolicyRule } from '../../model/policy.ts';
import type { ProposedPolicies, Semantics } from '../../model/reach.ts';
import type { Pod } from '../../model/snapshot.ts';
import { objectsOf } from '../facts/objects.ts';
import { yes } from './kleene.ts';
import type { DraftedRule, RuleDraft } from './opening-rules.ts';
import { selectablePods, selectorsOfPods } from './opening-selector.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { Direction } from './rule.ts';

/** Rules for Pods of one namespace. */
export type PlacedDraft = {
  readonly direction: Direction;
  readonly namespace: string;
  readonly selectors: readonly LabelSelector[];
  readonly draft: RuleDraft;
};

/**
 * Whether a Pod is restricted already, however policies are read: a policy that selects another one would shut what is open
 * for it, beside what it opens.
 */
function isRestricted(pod: Pod, direction: Direction, index: PolicyIndex, semantics: readonly Semantics[]): boolean {
  return semantics.every((each) => {
    if (each === 'cilium' && index.switches.enforcement === 'always') return true;
    const { applied } = index.policiesFor(index.identity(pod), direction, each);
    return applied.some(({ selects, policy }) => selects === yes && policy.denies === yes);
  });
}

/** The selectors of policies for these Pods alone that shut nothing for others; null where there are none. */
export function selectorsForGap(
  pods: readonly Pod[],
  direction: Direction,
  index: PolicyIndex,
  semantics: readonly Semantics[],
): readonly LabelSelector[] | null {
  const [first] = pods;
  if (first === undefined) return null;
  const all = selectablePods(first.namespace, index);
  const accept = (pod: Pod) => isRestricted(pod, direction, index, semantics);
  // Whether a policy counts for a host-network Pod is left open; it is left out where that can be.
  return (
    selectorsOfPods(pods, all, accept) ??
    selectorsOfPods(
      pods,
      all.filter(({ hostNetwork }) => !hostNetwork),
      accept,
    )
  );
}

function networkPolicy(
  { direction, namespace, name, selects }: PolicyHead,
  rules: readonly PolicyRule[],
): NetworkPolicy {
  const types = [direction === 'egress' ? 'Egress' : 'Ingress'];
  return { namespace, name, selects, types, ingress: [], egress: [], [direction]: rules };
}

function ciliumPolicy({ direction, namespace, name, selects }: PolicyHead, rules: readonly CiliumRule[]): CiliumPolicy {
  const none = { ingress: [], ingressDeny: [], egress: [], egressDeny: [] };
  const denies = { ingress: direction === 'ingress', egress: direction === 'egress' };
  return { namespace, name, specs: [{ selects, ...none, [direction]: rules, denies }] };
}

type PolicyHead = {
  readonly direction: Direction;
  readonly namespace: string;
  readonly name: string;
  readonly selects: LabelSelector;
};

function uniqueRules<T>(rules: readonly T[]): readonly T[] {
  return [...new Map(rules.map((each) => [JSON.stringify(each), each])).values()];
}

/** Names that no policy of a namespace has, so that none takes another's place. */
function freeNames(namespace: string, index: PolicyIndex): (wanted: string) => string {
  const space = index.namespace(namespace);
  const taken = new Set(
    space ? [...objectsOf(space.networkPolicies), ...objectsOf(space.ciliumPolicies)].map(({ name }) => name) : [],
  );
  return (wanted) => {
    const numbered = Array.from({ length: taken.size + 1 }, (_, at) => (at === 0 ? wanted : `${wanted}-${at + 1}`));
    const name = numbered.find((each) => !taken.has(each)) ?? wanted;
    taken.add(name);
    return name;
  };
}

/** The policies in which rules stand: one for each kind, namespace, direction and selector. */
export function policiesOfDrafts(drafts: readonly PlacedDraft[], index: PolicyIndex): ProposedPolicies {
  const placed = drafts.flatMap(({ draft, selectors, ...rest }) =>
    selectors.flatMap((selects) => draft.map((drafted) => ({ ...rest, selects, drafted }))),
  );
  const key = ({ drafted, direction, namespace, selects }: (typeof placed)[number]) =>
    JSON.stringify([drafted.kind, namespace, direction, selects]);
  const namesIn = new Map<string, (wanted: string) => string>();
  const networkPolicies: NetworkPolicy[] = [];
  const ciliumPolicies: CiliumPolicy[] = [];
  for (const group of Map.groupBy(placed, key).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { direction, namespace, selects } = first;
    const names = namesIn.get(namespace) ?? freeNames(namespace, index);
    namesIn.set(namespace, names);
    const head = { direction, namespace, selects, name: names(`allow-${direction}`) };
    const rules = uniqueRules<DraftedRule>(group.map(({ drafted }) => drafted));
    const plain = rules.flatMap((each) => (each.kind === 'NetworkPolicy' ? [each.rule] : []));
    const cilium = rules.flatMap((each) => (each.kind === 'CiliumNetworkPolicy' ? [each.rule] : []));
    if (plain.length > 0) networkPolicies.push(networkPolicy(head, plain));
    else ciliumPolicies.push(ciliumPolicy(head, cilium));
  }
  return { networkPolicies, ciliumPolicies, placed: false };
}
