import { listSome } from '../phrases.ts';
import type { ConnectionEndpoint } from './endpoint.ts';
import type { ConnectionQuery } from './match.ts';
import type { AppliedPolicy } from './policy-index.ts';
import { type NormalizedRule, policyNameOf } from './rule.ts';

/** One end in words. */
export function endpointName(end: ConnectionEndpoint): string {
  if (end.kind === 'pod') return `${end.pod.namespace}/${end.pod.name}`;
  if (end.kind === 'node' && end.local) return `LocalDNS (${end.point.text}) on its own node`;
  if (end.kind === 'node') return end.name === null ? `a node (${end.point.text})` : `the node ${end.name}`;
  return end.point.text;
}

/** `TCP 80`, `TCP 8000–8100`, `all UDP`. */
export function portWords({ ports }: NormalizedRule): string {
  if (ports === null) return 'every port';
  const words = ports.map(({ protocol, port, endPort }) => {
    const name = protocol === 'ANY' ? '' : `${protocol} `;
    if (port === null) return protocol === 'ANY' ? 'every port' : `all ${protocol}`;
    return endPort === null ? `${name}${port}` : `${name}${port}–${endPort}`;
  });
  return listSome(words);
}

/** A rule as answers name it: `egress rule 1 of NetworkPolicy/NAMESPACE/NAME`. */
export function ruleName(
  { place, deny }: NormalizedRule,
  { policy: { name: policy } }: AppliedPolicy,
  { direction }: ConnectionQuery,
): string {
  return `${direction}${deny ? 'Deny' : ''} rule ${place} of ${policyNameOf(policy)}`;
}

/** A rule with the policy that it belongs to. */
export type Met = { readonly applied: AppliedPolicy; readonly rule: NormalizedRule };

/** Every rule of some policies. */
export function rulesOf(applied: readonly AppliedPolicy[]): readonly Met[] {
  return applied.flatMap((each) => each.policy.rules.map((rule) => ({ applied: each, rule })));
}

/** The names of some policies, each once. */
export function listPolicyNames(applied: readonly AppliedPolicy[]): string {
  return listSome([...new Set(applied.map(({ policy: { name: policy } }) => policyNameOf(policy)))], 4);
}

/** What each direction calls its traffic and the other end. */
export const ways = {
  egress: { leave: 'leave', peer: 'this destination' },
  ingress: { leave: 'come in', peer: 'this source' },
} as const;

/** A sentence that begins with a capital. */
export function capitalizeFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
