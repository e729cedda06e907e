import type { CiliumPolicy, NetworkPolicy, PortMatch } from '../../model/policy.ts';
import type { ProposedPolicies } from '../../model/reach.ts';

/** A list without one of its entries, for each entry. */
function leaveOneOut<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.map((_, at) => all.filter((_each, other) => other !== at));
}

/** A list with one entry in another form, for each entry and each of its forms. */
function changeOne<T>(all: readonly T[], forms: (each: T) => readonly T[]): readonly (readonly T[])[] {
  return all.flatMap((each, at) => forms(each).map((form) => all.with(at, form)));
}

/** The same without one entry; a list of one stays, since an empty one means everything. */
const leaveOneOfSeveral = <T>(all: readonly T[]) => (all.length > 1 ? leaveOneOut(all) : []);

type RuleWithPorts = { readonly ports: readonly PortMatch[] | null };

function withFewerPorts<T extends RuleWithPorts>(rule: T): readonly T[] {
  return leaveOneOfSeveral(rule.ports ?? []).map((ports) => ({ ...rule, ports }));
}

/** A list of rules that allows less by one rule or one port of a rule. */
function withFewerRules<T extends RuleWithPorts>(rules: readonly T[]): readonly (readonly T[])[] {
  return [...leaveOneOut(rules), ...changeOne(rules, withFewerPorts<T>)];
}

function smallerPolicy(policy: NetworkPolicy): readonly NetworkPolicy[] {
  return [
    ...withFewerRules(policy.egress).map((egress) => ({ ...policy, egress })),
    ...withFewerRules(policy.ingress).map((ingress) => ({ ...policy, ingress })),
  ].filter(({ egress, ingress }) => egress.length + ingress.length > 0);
}

function smallerCiliumPolicy(policy: CiliumPolicy): readonly CiliumPolicy[] {
  return changeOne(policy.specs, (spec) => [
    ...withFewerRules(spec.egress).map((egress) => ({ ...spec, egress })),
    ...withFewerRules(spec.ingress).map((ingress) => ({ ...spec, ingress })),
  ])
    .map((specs) => ({ ...policy, specs }))
    .filter(({ specs }) => specs.every(({ egress, ingress }) => egress.length + ingress.length > 0));
}

/** Policies that allow less than these: without one policy, one rule, or one of several ports of a rule. */
export function smallerPolicies(policies: ProposedPolicies): readonly ProposedPolicies[] {
  const { networkPolicies, ciliumPolicies } = policies;
  const plain = [...leaveOneOut(networkPolicies), ...changeOne(networkPolicies, smallerPolicy)];
  const cilium = [...leaveOneOut(ciliumPolicies), ...changeOne(ciliumPolicies, smallerCiliumPolicy)];
  return [
    ...plain.map((each) => ({ ...policies, networkPolicies: each })),
    ...cilium.map((each) => ({ ...policies, ciliumPolicies: each })),
  ];
}
