import { z } from 'zod';
import { keyedBy } from '../translate/keyed-values.ts';
import { sanitizeText } from '../translate/sanitize.ts';

// Policies as a recorded snapshot holds them, and the plain shapes that its other parts share.

/** Text, cleaned again: the file may have been written by another hand. */
export const text = z.string().transform((value) => sanitizeText(value, 2000));
/** Text that may be null. */
export const maybe = text.nullable();
/** A list of texts. */
export const texts = z.array(text).readonly();
/** Text by key. */
export const labels = keyedBy(text, text);

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const selector = z.strictObject({
  matchLabels: labels,
  matchExpressions: list(z.strictObject({ key: text, operator: text, values: texts })),
});
const block = z.strictObject({ cidr: text, except: texts });
const port = z.strictObject({
  protocol: text,
  port: z.union([z.number(), text]).nullable(),
  endPort: z.number().nullable(),
});
const rule = z.strictObject({
  peers: list(z.strictObject({ block: block.nullable(), pods: selector.nullable(), namespaces: selector.nullable() })),
  ports: list(port),
});

/** NetworkPolicy. */
export const networkPolicyShape = z.strictObject({
  namespace: text,
  name: text,
  selects: selector,
  types: texts,
  ingress: list(rule),
  egress: list(rule),
});

const ciliumRule = z.strictObject({
  endpoints: list(selector),
  entities: texts,
  blocks: list(block),
  unjudged: list(z.enum(['fqdns', 'services', 'nodes', 'groups', 'cidrGroups', 'requires'])),
  names: texts,
  emptyPeers: z.boolean(),
  ports: list(port).nullable(),
  icmp: z.boolean(),
  l7: z.boolean(),
});
const rules = list(ciliumRule);

/** CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy. */
export const ciliumPolicyShape = z.strictObject({
  namespace: text,
  name: text,
  specs: list(
    z.strictObject({
      selects: selector.nullable(),
      ingress: rules,
      ingressDeny: rules,
      egress: rules,
      egressDeny: rules,
      denies: z.strictObject({ ingress: z.boolean(), egress: z.boolean() }),
    }),
  ),
});
