import { z } from 'zod';
import { findingFields, list, source } from './common.ts';

/** `netlab.extract/1`. */
export const extractSchema = z.strictObject({
  schema: z.literal('netlab.extract/1'),
  about: z.enum(['result', 'question']),
  by: z.enum(['handbook', 'tutor']),
  pages: list(
    z.strictObject({
      id: z.string().regex(/^(?:passage|finding|problem)\//u),
      title: z.string(),
      status: findingFields.status.nullable(),
      model: z.string().nullable(),
      paragraphs: list(list(z.string())),
    }),
  ),
  readAs: z.string().nullable(),
  look: z.strictObject({ namespace: z.string(), source, readAt: z.iso.datetime() }).nullable(),
});
