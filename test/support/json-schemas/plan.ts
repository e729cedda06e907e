import { z } from 'zod';
import { list, model, nullableNumber, nullableText } from './common.ts';

/** `netlab.plan/1`. */
export const planSchema = z.strictObject({
  schema: z.literal('netlab.plan/1'),
  request: z.strictObject({
    model: model.exclude(['mixed', 'undetermined', 'byo-cni']),
    nodes: nullableNumber,
    maxPods: nullableNumber,
    surge: z.number(),
    subnet: nullableText,
    podCidr: nullableText,
    serviceCidr: nullableText,
    peers: list(z.string()),
  }),
  nodes: z.number(),
  nodesInAll: z.number(),
  maxPods: z.number(),
  ranges: list(
    z.strictObject({
      range: z.enum(['node subnet', 'Pod subnet', 'Pod CIDR']),
      addresses: z.number(),
      formula: z.string(),
      prefix: nullableNumber,
    }),
  ),
  exercise: z.strictObject({ formula: z.string(), addresses: z.number() }).nullable(),
  problems: list(z.string()),
  remarks: list(z.string()),
  figures: list(z.strictObject({ what: z.string(), value: z.number(), source: z.string(), date: z.string() })),
});
