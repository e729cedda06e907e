import { z } from 'zod';
import { list, nullableText, source } from './common.ts';

/** `netlab.verdict/1`. */
export const verdictSchema = z.strictObject({
  schema: z.literal('netlab.verdict/1'),
  about: z.string().regex(/^[a-z-]+$/u),
  verdict: z.enum(['yes', 'no', 'named', 'cannot-tell']),
  says: z.string().min(3),
  observed: list(z.string()),
  reasons: list(z.string()),
  next: nullableText,
  owner: z.enum(['you', 'instructor', 'lab', 'bot']).nullable(),
  unread: list(
    z.strictObject({ name: z.string(), outcome: z.enum(['forbidden', 'failed', 'not-in-dump']), because: z.string() }),
  ),
  evidence: list(z.strictObject({ command: z.string(), value: z.string() })),
  elsewhere: nullableText,
  namespace: nullableText,
  source: source.nullable(),
  readAt: z.iso.datetime().nullable(),
});
