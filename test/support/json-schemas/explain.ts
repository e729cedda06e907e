import { z } from 'zod';
import { findingFields, list, source } from './common.ts';

/** `netlab.explain/1`. */
export const explainSchema = z.strictObject({
  schema: z.literal('netlab.explain/1'),
  by: z.enum(['handbook', 'tutor']),
  part: z.enum(['whole', 'simpler', 'rest']),
  remarks: list(z.string()),
  passages: list(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      aliases: list(z.string()),
      values: list(z.string()),
      body: list(z.string()),
      simpler: z.string().nullable(),
      sources: list(z.string()),
      drift: z.strictObject({ where: z.string(), exercise: z.string(), date: z.string() }).nullable(),
    }),
  ),
  offered: list(z.strictObject({ id: z.string(), title: z.string() })),
  yours: list(z.strictObject({ label: z.string(), value: z.string() })),
  card: z
    .strictObject({
      ...findingFields,
      concept: z.string(),
      why: z.string(),
      next: z.string(),
      ask: z.string(),
      simpler: z.string(),
      command: z.string().nullable(),
      namespace: z.string(),
      source,
      readAt: z.iso.datetime(),
    })
    .nullable(),
});
