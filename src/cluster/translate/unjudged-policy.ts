import type { PolicySubject, UnjudgedPolicy } from '../../model/policy.ts';
import { networkPolicyApiGroup, type PolicyKind } from '../policy-kinds.ts';
import { rawObject } from './api-schemas.ts';
import { translateSelector } from './policies.ts';
import { rawSubjectSpec } from './policy-schemas.ts';
import { sanitizeText } from './sanitize.ts';

const both = ['ingress', 'egress'] as const;

/** Whom a policy of the network policy API selects, and for which directions it has rules; null where its form is another. */
function subjectIn(item: unknown): Pick<UnjudgedPolicy, 'subject' | 'directions'> | null {
  const { success, data } = rawSubjectSpec.safeParse(item);
  const subject = success ? data.spec.subject : null;
  if (!success || (!subject?.namespaces && !subject?.pods)) return null;
  const { namespaces, pods } = subject;
  const found: PolicySubject = {
    namespaces: translateSelector(namespaces ?? pods?.namespaceSelector),
    pods: translateSelector(pods?.podSelector),
  };
  return { subject: found, directions: both.filter((direction) => (data.spec[direction]?.length ?? 0) > 0) };
}

/** A policy of a kind that is not judged → whom it may select; a form that is not known may select everyone. */
export function translateUnjudgedPolicy(
  item: unknown,
  { group, kind }: Pick<PolicyKind, 'group' | 'kind'>,
): UnjudgedPolicy {
  const { metadata } = rawObject.parse(item);
  const read = group === networkPolicyApiGroup ? subjectIn(item) : null;
  return {
    kind: sanitizeText(kind, 100),
    namespace: sanitizeText(metadata.namespace ?? ''),
    name: sanitizeText(metadata.name ?? ''),
    ...(read ?? { subject: null, directions: both }),
  };
}
