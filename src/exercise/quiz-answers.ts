import { z } from 'zod';
import type { ExpectedAnswer, NumberSource } from '../model/quiz.ts';
import { nonEmptyText } from './front-matter.ts';

const count = z.number().int().min(0).max(1_000_000);
const block = z.cidrv4('must be a range, 10.244.7.0/24');
const near = z
  .record(z.string(), nonEmptyText)
  .default({})
  .transform((all) => Object.entries(all).map(([value, because]) => ({ value, because })));

const nodeSubnet = z
  .strictObject({ formula: z.literal('node-subnet'), nodes: count, surge: count.default(0), 'max-pods': count })
  .transform(({ 'max-pods': maxPods, ...rest }): NumberSource => ({ ...rest, maxPods }));

const nodesInPodCidr = z
  .strictObject({ formula: z.literal('nodes-in-pod-cidr'), 'pod-cidr': block })
  .transform(({ 'pod-cidr': podCidr, ...rest }): NumberSource => ({ ...rest, podCidr }));

const written = count.transform((value): NumberSource => ({ formula: 'none', value }));

/** What an open question expects, as its file writes it. */
export const expectedAnswer: z.ZodType<ExpectedAnswer> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), from: z.union([written, nodeSubnet, nodesInPodCidr]), near }),
  z.strictObject({ kind: z.literal('address'), within: block, near }),
  z.strictObject({ kind: z.literal('range'), value: block, near }),
]);
