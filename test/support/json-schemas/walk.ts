import { z } from 'zod';
import { list, problemId, problemStatus, source } from './common.ts';

/** `netlab.walk/1`. */
export const walkSchema = z.strictObject({
  schema: z.literal('netlab.walk/1'),
  namespace: z.string(),
  source,
  readAt: z.iso.datetime(),
  problems: list(
    z.strictObject({
      id: problemId,
      symptom: z.string(),
      status: problemStatus,
      normal: z.boolean(),
      because: z.string(),
      todo: z.string().nullable(),
      nextCommand: z.string(),
      outcomes: list(z.strictObject({ sees: z.string(), means: problemStatus })),
    }),
  ),
});
