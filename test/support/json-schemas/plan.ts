import { z } from 'zod';
import { list, model, nullableNumber, nullableText } from './common.ts';

const plannedModel = model.exclude(['mixed', 'undetermined', 'byo-cni']);
const rangeName = z.enum(['node subnet', 'Pod subnet', 'Pod CIDR']);
const namedRange = z.enum([...rangeName.options, 'service CIDR', 'peered network']);
const surgeFields = { surge: nullableNumber, surgePercent: nullableNumber };
const size = { nodes: z.number(), maxPods: z.number() };
const figureFields = { value: z.number(), source: z.string(), date: z.string() };

const range = z.strictObject({
  range: rangeName,
  addresses: z.number(),
  formula: z.string(),
  prefix: nullableNumber,
});

const need = z.strictObject({
  of: z.enum([...rangeName.options, 'cluster', 'VNet']),
  given: nullableText,
  formula: z.string(),
  needed: z.number(),
  room: z.number(),
  fits: z.boolean(),
});

const step = z.strictObject({
  ...surgeFields,
  source: nullableText,
  date: nullableText,
  nodes: z.number(),
  surgeNodes: z.number(),
  nodesInAll: z.number(),
  ranges: list(range),
  needs: list(need),
  fits: z.boolean(),
});

const pool = nullableText;
const given = z.string();
const problem = z.discriminatedUnion('id', [
  z.strictObject({ id: z.literal('no-node-fits'), capacity: z.number() }),
  z.strictObject({ id: z.literal('range-too-small'), need, withoutUpgrade: need }),
  z.strictObject({ id: z.literal('too-many-nodes'), model: plannedModel, most: z.number(), needed: z.number() }),
  z.strictObject({ id: z.literal('too-many-addresses'), most: z.number(), needed: z.number() }),
  z.strictObject({ id: z.literal('pods-per-node'), pool, maxPods: z.number() }),
  z.strictObject({ id: z.literal('too-few-pods'), pool, ...size }),
  z.strictObject({ id: z.literal('pool-too-large'), pool: z.string(), nodes: z.number(), most: z.number() }),
  z.strictObject({ id: z.literal('pool-name'), pool: z.string() }),
  z.strictObject({ id: z.literal('reserved-range'), range: namedRange, given, reserved: z.string() }),
  z.strictObject({
    id: z.literal('overlap'),
    ranges: z.tuple([namedRange, namedRange]).readonly(),
    given: z.tuple([given, given]).readonly(),
  }),
  z.strictObject({ id: z.literal('range-too-wide'), range: namedRange, given, widest: z.number() }),
]);

const figure = z.strictObject(figureFields);
const note = z.discriminatedUnion('id', [
  z.strictObject({ id: z.literal('of-model'), model: plannedModel }),
  z.strictObject({ id: z.literal('others-in-subnet'), given }),
  z.strictObject({ id: z.literal('surge-of-pool'), surge: z.number() }),
  z.strictObject({ id: z.literal('overlay-pods'), pods: z.number(), most: figure, other: figure }),
  z.strictObject({ id: z.literal('pools-needed'), nodes: z.number(), most: z.number(), pools: z.number() }),
  z.strictObject({ id: z.literal('windows-server') }),
  z.strictObject({ id: z.literal('windows-pods'), advised: z.number() }),
  z.strictObject({ id: z.literal('exercise-nodes'), most: z.number() }),
  z.strictObject({ id: z.literal('cilium') }),
  z.strictObject({ id: z.literal('unused-pod-cidr'), given }),
  z.strictObject({ id: z.literal('default-overlap'), range: namedRange, usual: z.string(), other: namedRange, given }),
  z.strictObject({
    id: z.literal('default-too-small'),
    usual: z.string(),
    serves: z.number(),
    needed: z.number(),
  }),
  z.strictObject({
    id: z.literal('blocks-at-the-edge'),
    subnet: z.string(),
    blocks: z.number(),
    whole: z.number(),
  }),
  z.strictObject({ id: z.literal('batch-ahead'), each: list(z.number()), inAll: z.number(), beyond: nullableText }),
]);

/** `netlab.plan/1`. */
export const planSchema = z.strictObject({
  schema: z.literal('netlab.plan/1'),
  request: z.strictObject({
    model: plannedModel,
    nodes: nullableNumber,
    maxPods: nullableNumber,
    pools: list(z.strictObject({ name: z.string(), ...size })),
    ...surgeFields,
    surgeSaid: z.boolean(),
    subnet: nullableText,
    podCidr: nullableText,
    serviceCidr: nullableText,
    peers: list(z.string()),
  }),
  pools: list(z.strictObject({ name: nullableText, ...size, surgeNodes: z.number() })),
  nodes: z.number(),
  nodesInAll: z.number(),
  pods: z.number(),
  maxPods: nullableNumber,
  capacity: z.strictObject({ nodes: z.number(), endsAt: need.shape.of }).nullable(),
  ranges: list(range),
  withoutUpgrade: step,
  upgrades: list(step),
  upgrade: z
    .strictObject({ verdict: z.enum(['fits', 'does-not-fit', 'depends']), unnamed: list(rangeName) })
    .nullable(),
  exercise: z.strictObject({ formula: z.string(), addresses: z.number() }).nullable(),
  problems: list(z.string()),
  against: list(problem),
  remarks: list(z.string()),
  notes: list(note),
  figures: list(z.strictObject({ what: z.string(), ...figureFields })),
});
