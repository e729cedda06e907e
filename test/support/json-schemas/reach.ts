import { z } from 'zod';
import { list } from './common.ts';

const side = z.strictObject({
  verdict: z.enum(['allowed', 'denied', 'unknown']),
  policies: list(z.string()),
  because: z.string(),
});

/** The answer to `reach`; with `--queries` a list of them, in the order of the questions. */
export const reachSchema = z.strictObject({
  verdict: z.enum(['allowed', 'denied', 'unknown']),
  egress: side,
  ingress: side,
  notes: list(z.string()),
});
