import type { Protocol } from './policy.ts';
import type { ProposedPolicies, ReachQuery, VerdictChange } from './reach.ts';

/** A port as a number, with its protocol. */
export type PortNumber = { readonly port: number; readonly protocol: Protocol };

/** Whom a rule that may be added would let pass. */
export type OfferedPeer =
  /** Any address outside of the cluster. */
  | { readonly is: 'outside' }
  | { readonly is: 'address'; readonly address: string }
  /** A Pod as NAMESPACE/NAME, and those that have the same labels. */
  | { readonly is: 'pod'; readonly name: string }
  | { readonly is: 'node'; readonly address: string }
  /** Where Pods ask for names. */
  | { readonly is: 'dns' }
  /** All Pods of the same namespace. */
  | { readonly is: 'namespace' };

/** A rule in the few words in which it is offered. */
export type OfferedRule = {
  readonly direction: 'egress' | 'ingress';
  /** One of the Pods that it is for, as NAMESPACE/NAME. */
  readonly pod: string;
  readonly peer: OfferedPeer;
  readonly ports: readonly PortNumber[];
};

/** Rules of which all are added, and the policies in which they stand. */
export type RuleOption = { readonly rules: readonly OfferedRule[]; readonly policies: ProposedPolicies };

/** Whose policies keep a connection shut: a namespace of one's own, the whole cluster's, somebody else's. */
export type PolicyHome = 'own' | 'cluster' | 'other';

/**
 * What opens a connection that policies shut: the smallest policies that do, among options of which only they do (`right`
 * counts from 0); or why no policy that is added opens it, or that none was found that surely does.
 */
export type MissingRule =
  | { readonly is: 'found'; readonly options: readonly RuleOption[]; readonly right: number }
  | { readonly is: 'denied'; readonly by: readonly string[]; readonly home: PolicyHome }
  | { readonly is: 'elsewhere'; readonly by: readonly string[]; readonly home: PolicyHome }
  | { readonly is: 'untold' };

/** What an option that was chosen changes: of `compared` connections, those whose verdict is another one. */
export type TriedOption = {
  readonly option: number;
  readonly changes: readonly VerdictChange[];
  readonly compared: number;
};

/** What there is to say about a rule that is missing: before a choice, after a wrong one, after the right one. */
export type MissingRuleState = {
  readonly missing: MissingRule;
  /** Wrong options that were chosen, the newest last. */
  readonly tried: readonly TriedOption[];
  /** Whether the right one was chosen: then it is shown. */
  readonly shown: boolean;
};

/** The answer to `reach … missing`: which rule would open a connection that policies deny. */
export type MissingRuleAnswer = {
  readonly kind: 'missing-rule';
  readonly readAt: string;
  readonly query: ReachQuery;
  readonly state: MissingRuleState;
};
