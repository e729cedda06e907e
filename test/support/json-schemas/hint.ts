import { z } from 'zod';
import { list, nullableText, taskNumber } from './common.ts';

/** `netlab.hint/1`. */
export const hintSchema = z.strictObject({
  schema: z.literal('netlab.hint/1'),
  task: taskNumber,
  hints: list(
    z.strictObject({
      rung: z.enum(['idea', 'where', 'read', 'example', 'yours']),
      title: z.string(),
      body: list(z.string()),
    }),
  ),
  more: nullableText,
});
