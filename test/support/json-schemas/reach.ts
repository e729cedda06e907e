import { z } from 'zod';
import { list } from './common.ts';

const side = z.strictObject({
  verdict: z.enum(['allowed', 'denied', 'unknown']),
  policies: list(z.string()),
  because: z.string(),
});

const verdict = z.enum(['allowed', 'denied', 'unknown']);
const backend = z.strictObject({ to: z.string(), port: z.number(), verdict });
const judged = z.strictObject({
  verdict,
  egress: side,
  ingress: side,
  notes: list(z.string()),
  backends: list(backend).optional(),
});

const change = z.strictObject({
  from: z.string(),
  to: z.string(),
  port: z.number(),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']),
  without: verdict,
  with: verdict,
});

/** What policies that were tried change. */
const trial = z.strictObject({
  policies: list(z.string()),
  replaced: list(z.string()),
  placedIn: z.string().nullable(),
  namespaces: list(z.string()),
  compared: z.number(),
  untold: z.number(),
  changes: list(change),
  leftOut: list(z.string()),
});

/** The answer to `reach`; with `--queries` a list of them, in the order of the questions. */
export const reachSchema = judged.extend({ without: judged.optional(), trial: trial.optional() });
