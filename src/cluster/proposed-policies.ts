import { z } from 'zod';
import { findOwnValue } from '../model/own-value.ts';
import type { CiliumPolicy, NetworkPolicy } from '../model/policy.ts';
import type { ProposedPolicies } from '../model/reach.ts';
import { Trouble } from '../model/trouble.ts';
import { recogniseForeignOutput } from './dump/foreign-output.ts';
import { straightenPastedText } from './pasted-text.ts';
import { firstIssueOf } from './refusals.ts';
import { translateCiliumPolicy, translateNetworkPolicy } from './translate/policies.ts';
import { ciliumPolicyFields, networkPolicyFields, unknownFieldIn } from './translate/policy-fields.ts';
import { ciliumPolicyFault, networkPolicyFault, writtenPortFault } from './translate/policy-values.ts';
import { sanitizeText } from './translate/sanitize.ts';
import { readYaml } from './yaml-documents.ts';

/** Characters that a text of policies may have, and policies in it. */
export const proposalLimits = { characters: 64_000, policies: 50 } as const;

function refuse(what: string, todo?: string): Trouble {
  return new Trouble('bad-input', { what, ...(todo === undefined ? {} : { todo }) });
}

/** The documents of a text. @throws Trouble `bad-input` with the line where it is not YAML */
function documentsIn(text: string): readonly unknown[] {
  const found = readYaml(text, true);
  if ('documents' in found) return found.documents.map(({ value }) => value);
  throw refuse(`line ${found.fault.line} of the policy is ${sanitizeText(found.fault.what, 180)}`);
}

const list = z.looseObject({ kind: z.string().regex(/List$/u), items: z.array(z.unknown()) });
const head = z.looseObject({
  apiVersion: z.string().nullish(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().nullish(), namespace: z.string().nullish() }).nullish(),
});
type Head = z.output<typeof head>;

const versions: Readonly<Record<string, string>> = {
  NetworkPolicy: 'networking.k8s.io/v1',
  CiliumNetworkPolicy: 'cilium.io/v2',
  CiliumClusterwideNetworkPolicy: 'cilium.io/v2',
};
const objectName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/u;

/** The head of a policy's object. @throws Trouble `bad-input` for what is none, or has no name */
function headOf(value: unknown): Head & { readonly name: string } {
  const { data } = head.safeParse(value);
  if (data === undefined) throw refuse('what you gave is no policy: it begins with apiVersion and kind');
  const { kind, apiVersion, metadata } = data;
  const version = findOwnValue(versions, kind);
  const shown = sanitizeText(kind, 60);
  if (version === undefined)
    throw refuse(`“${shown}” is no kind that can be tried: NetworkPolicy, or Cilium’s CiliumNetworkPolicy`);
  if (apiVersion !== version) throw refuse(`a ${shown} has apiVersion: ${version}`);
  const name = metadata?.name ?? '';
  if (!objectName.test(name)) throw refuse(`the ${shown} has no metadata.name that Kubernetes would take`);
  return { ...data, name };
}

function namespaceIn({ kind, metadata }: Head, fallback: string): string {
  if (kind === 'CiliumClusterwideNetworkPolicy') return '';
  return metadata?.namespace || fallback;
}

function requireNoFault(name: string, fault: string | null): void {
  if (fault !== null) throw refuse(`the policy ${name}: ${fault}`);
}

/** Translates a policy into ours. @throws Trouble `bad-input` where a field has another type */
function translated<T>(value: unknown, name: string, translate: (item: unknown) => T): T {
  try {
    return translate(value);
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    throw new Trouble(
      'bad-input',
      { what: `the policy ${name}: ${sanitizeText(firstIssueOf(cause), 200)}` },
      { cause },
    );
  }
}

/** spec, and each of Cilium's specs, with their paths. */
function specsOf({ spec, specs }: Head): readonly (readonly [string, unknown])[] {
  const more: readonly unknown[] = Array.isArray(specs) ? specs : [];
  const single = spec === undefined || spec === null ? [] : [['spec', spec] as const];
  return [...single, ...more.map((each, at) => [`specs[${at}]`, each] as const)];
}

type Proposed = Pick<ProposedPolicies, 'networkPolicies' | 'ciliumPolicies'>;

function policyIn(value: unknown, namespace: string): Proposed {
  const found = headOf(value);
  const { kind, name } = found;
  const specs = specsOf(found);
  if (specs.length === 0) throw refuse(`the policy ${name} has no spec; is it cut off?`);
  const plain = kind === 'NetworkPolicy';
  const [unknown] = specs.flatMap(([path, spec]) => {
    return unknownFieldIn(spec, plain ? networkPolicyFields : ciliumPolicyFields, path) ?? [];
  });
  if (unknown !== undefined) requireNoFault(name, `a ${kind} has no field “${sanitizeText(unknown, 100)}”`);
  const placed = { ...found, metadata: { ...found.metadata, name, namespace: namespaceIn(found, namespace) } };
  if (plain) {
    const policy: NetworkPolicy = translated(placed, name, translateNetworkPolicy);
    requireNoFault(name, writtenPortFault(found.spec) ?? networkPolicyFault(policy));
    return { networkPolicies: [policy], ciliumPolicies: [] };
  }
  const policy: CiliumPolicy = translated(placed, name, translateCiliumPolicy);
  const selects = specs.every(([, spec]) => /"(?:endpoint|node)Selector":/u.test(JSON.stringify(spec)));
  requireNoFault(name, selects ? ciliumPolicyFault(policy) : 'a spec has neither endpointSelector nor nodeSelector');
  return { networkPolicies: [], ciliumPolicies: [policy] };
}

/** Of several policies of one name the last, as `kubectl apply` would leave them. */
function lastOfEach<T extends { readonly namespace: string; readonly name: string }>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [`${each.namespace}/${each.name}`, each])).values()];
}

/**
 * The policies of a text in YAML or JSON, as people paste it; those without a namespace count in `namespace`.
 * @throws Trouble `bad-input` for anything that an API server would refuse
 */
export function parseProposedPolicies(pasted: string, namespace: string): ProposedPolicies {
  if (pasted.length > proposalLimits.characters)
    throw refuse(`the policy is longer than ${proposalLimits.characters} characters`);
  const text = straightenPastedText(pasted);
  if (text.trim() === '') throw refuse('there is no policy in what you gave');
  const foreign = recogniseForeignOutput(text);
  if (foreign) throw refuse(`what you gave ${foreign.what}`, 'Give the policy itself, in YAML: kubectl get … -o yaml.');
  const objects = documentsIn(text)
    .filter((value) => value !== null && value !== undefined)
    .flatMap((value) => list.safeParse(value).data?.items ?? [value]);
  if (objects.length > proposalLimits.policies)
    throw refuse(`more than ${proposalLimits.policies} policies at once cannot be tried`);
  const found = objects.map((value) => policyIn(value, namespace));
  if (found.length === 0) throw refuse('there is no policy in what you gave');
  return {
    networkPolicies: lastOfEach(found.flatMap(({ networkPolicies }) => networkPolicies)),
    ciliumPolicies: lastOfEach(found.flatMap(({ ciliumPolicies }) => ciliumPolicies)),
    placed: objects.some((value) => {
      const { data } = head.safeParse(value);
      return data !== undefined && data.kind !== 'CiliumClusterwideNetworkPolicy' && !data.metadata?.namespace;
    }),
  };
}
