import { z } from 'zod';
import { rawMetadata, text, textByKey, texts } from './api-schemas.ts';
import { keyedBy } from './keyed-values.ts';

// The shapes of policies, as lenient as those of api-schemas.ts.

const selector = z.looseObject({
  matchLabels: textByKey,
  matchExpressions: z.array(z.looseObject({ key: z.string(), operator: z.string(), values: texts })).nullish(),
});

const number = z.number().nullish();
const blocks = z.looseObject({ cidr: text, except: texts });
// An empty text is no port; left out, or null, it means all of them.
const portOf = z.union([z.number(), z.string().min(1)]).nullish();
const port = z.looseObject({ protocol: text, port: portOf, endPort: number });

const peer = z.looseObject({
  ipBlock: blocks.nullish(),
  podSelector: selector.nullish(),
  namespaceSelector: selector.nullish(),
});
const peers = z.array(peer.nullable()).nullish();
const rule = z.looseObject({ from: peers, to: peers, ports: z.array(port.nullable()).nullish() }).nullable();
const rules = z.array(rule).nullish();

/** networking.k8s.io/v1 NetworkPolicy. */
export const rawNetworkPolicy = z.looseObject({
  metadata: rawMetadata,
  // The API server writes podSelector and policyTypes into every spec: where nothing is left, it was lost on the way.
  spec: z
    .looseObject({ podSelector: selector.nullish(), policyTypes: texts, ingress: rules, egress: rules })
    .refine((spec) => Object.keys(spec).length > 0, 'a NetworkPolicy that says nothing'),
});

const selectors = z.array(selector.nullable()).nullish();
const anything = z.array(z.unknown()).nullish();
const cidrRule = z.looseObject({
  cidr: text,
  cidrGroupRef: text,
  cidrGroupSelector: z.unknown().optional(),
  except: texts,
});
const ciliumRule = z
  .looseObject({
    fromEndpoints: selectors,
    toEndpoints: selectors,
    fromRequires: selectors,
    toRequires: selectors,
    fromEntities: texts,
    toEntities: texts,
    fromCIDR: texts,
    toCIDR: texts,
    fromCIDRSet: z.array(cidrRule).nullish(),
    toCIDRSet: z.array(cidrRule).nullish(),
    fromNodes: anything,
    toNodes: anything,
    fromGroups: anything,
    toGroups: anything,
    toServices: anything,
    toFQDNs: z.array(z.looseObject({ matchName: text, matchPattern: text })).nullish(),
    icmps: anything,
    toPorts: z
      .array(
        z.looseObject({
          ports: z.array(z.looseObject({ port: portOf, endPort: number, protocol: text })).nullish(),
          rules: keyedBy(z.unknown()).nullish(),
          serverNames: texts,
          listener: z.unknown().optional(),
        }),
      )
      .nullish(),
  })
  .nullable();
const ciliumRules = z.array(ciliumRule).nullish();

/** One spec of a CiliumNetworkPolicy. */
export const rawCiliumSpec = z.looseObject({
  endpointSelector: selector.nullish(),
  nodeSelector: selector.nullish(),
  ingress: ciliumRules,
  ingressDeny: ciliumRules,
  egress: ciliumRules,
  egressDeny: ciliumRules,
  enableDefaultDeny: z.looseObject({ ingress: z.boolean().nullish(), egress: z.boolean().nullish() }).nullish(),
});

/** cilium.io/v2 CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy. */
export const rawCiliumPolicy = z.looseObject({
  metadata: rawMetadata,
  spec: rawCiliumSpec.nullish(),
  specs: z.array(rawCiliumSpec).nullish(),
});

/** projectcalico.org NetworkPolicy and GlobalNetworkPolicy, only whom they select. */
export const rawCalicoPolicy = z.looseObject({
  metadata: rawMetadata,
  spec: z.looseObject({ selector: text, namespaceSelector: text }).nullish(),
});

/** Policies of the network policy API (policy.networking.k8s.io), only whom they select and in which directions. */
export const rawSubjectSpec = z.looseObject({
  spec: z.looseObject({
    subject: z.looseObject({
      namespaces: selector.nullish(),
      pods: z.looseObject({ namespaceSelector: selector.nullish(), podSelector: selector.nullish() }).nullish(),
    }),
    ingress: anything,
    egress: anything,
  }),
});

/** A rule of a CiliumNetworkPolicy as it stands in the object. */
export type RawCiliumRule = z.output<typeof ciliumRule>;
/** A rule of a NetworkPolicy as it stands in the object. */
export type RawRule = z.output<typeof rule>;
/** A label selector as it stands in the object. */
export type RawSelector = z.output<typeof selector>;
