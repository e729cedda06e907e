import { z } from 'zod';
import type { CheckReport } from '../../../src/model/finding.ts';
import { findingFields, list, model, problemId, problemStatus, source } from './common.ts';

const nullableFlag = z.boolean().nullable();

const finding = z.strictObject({
  ...findingFields,
  expected: z.string(),
  counted: z.record(z.string(), z.number()).readonly(),
  excluded: list(z.strictObject({ why: z.string(), count: z.number() })),
  evidence: list(z.strictObject({ command: z.string(), value: z.string() })),
  theory: list(z.string()),
  problems: list(problemId),
  drift: list(z.string()),
  nextStep: z.string(),
});

const cluster = z.strictObject({
  aks: nullableFlag,
  model,
  dataplane: z.enum(['azure-cilium', 'self-managed-cilium', 'kube-proxy', 'none', 'undetermined']),
  policyEngine: z.enum(['azure-npm', 'calico', 'cilium', 'none', 'undetermined']),
  dualStack: nullableFlag,
  windows: nullableFlag,
  virtualNodes: nullableFlag,
  candidates: list(model.exclude(['mixed', 'undetermined'])),
  pools: list(z.strictObject({ name: z.string(), model, nodes: z.number(), ready: z.number() })),
  signals: list(
    z.strictObject({
      id: z.string(),
      observed: z.string(),
      says: z.string(),
      weight: z.enum(['decisive', 'strong', 'medium', 'weak']),
    }),
  ),
  conflicts: list(z.strictObject({ id: z.string(), says: z.string() })),
});

const reads = list(
  z.strictObject({
    verb: z.string(),
    resource: z.string(),
    namespace: z.string().nullable(),
    count: z.number(),
    outcome: z.enum(['ok', 'forbidden', 'not-found', 'failed', 'not-in-dump']),
  }),
);

/** `netlab.check/1`, as docs/json.md describes it; nothing may be missing and nothing be added. */
export const checkSchema: z.ZodType<CheckReport> = z.strictObject({
  schema: z.literal('netlab.check/1'),
  exercise: z.string(),
  namespace: z.string(),
  source,
  readAt: z.iso.datetime(),
  cluster,
  findings: list(finding),
  problems: list(
    z.strictObject({
      id: problemId,
      status: problemStatus,
      because: z.string(),
      nextCommand: z.string(),
    }),
  ),
  receipt: z.strictObject({ reads, changed: z.literal(0), as: z.string().nullable() }),
});
