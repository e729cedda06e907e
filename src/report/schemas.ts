import { z } from 'zod';
import type { CheckReport } from '../model/finding.ts';

const status = z.enum(['pass', 'differs', 'fail', 'not-measurable', 'blocked', 'error']);
const model = z.enum([
  'kubenet',
  'azure-cni-node-subnet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
  'azure-cni-overlay',
  'byo-cni',
  'mixed',
  'undetermined',
]);
const maybe = z.boolean().nullable();
const problemId = z.enum(['same-range', 'no-cilium-pods', 'no-configmap', 'no-egress']);
const problemStatus = z.enum(['supported', 'ruled-out', 'cannot-see']);
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const source = z.strictObject({ kind: z.enum(['cluster', 'dump', 'snapshot']), name: z.string() });

const judged = {
  id: z.enum([
    'node-addresses',
    'pods-outside-node-range',
    'cilium-agents',
    'kube-proxy-absent',
    'networkmonitor-configmap',
    'node-annotations',
    'pod-cidr-per-node',
    'api-endpoint',
  ]),
  task: z.union([z.literal(1), z.literal(2), z.literal(3), z.null()]),
  asks: z.string(),
  status,
  owner: z.enum(['you', 'instructor', 'lab', 'bot']).nullable(),
  observed: z.string(),
};

const finding = z.strictObject({
  ...judged,
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
  aks: maybe,
  model,
  dataplane: z.enum(['azure-cilium', 'self-managed-cilium', 'kube-proxy', 'none', 'undetermined']),
  policyEngine: z.enum(['azure-npm', 'calico', 'cilium', 'none', 'undetermined']),
  dualStack: maybe,
  windows: maybe,
  virtualNodes: maybe,
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

/** `netlab.explain/1`. */
export const explainSchema = z.strictObject({
  schema: z.literal('netlab.explain/1'),
  by: z.enum(['handbook', 'tutor']),
  remarks: list(z.string()),
  passages: list(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      aliases: list(z.string()),
      values: list(z.string()),
      body: list(z.string()),
      sources: list(z.string()),
      drift: z.strictObject({ where: z.string(), exercise: z.string(), date: z.string() }).nullable(),
    }),
  ),
  yours: list(z.strictObject({ label: z.string(), value: z.string() })),
  card: z
    .strictObject({
      ...judged,
      concept: z.string(),
      why: z.string(),
      next: z.string(),
      ask: z.string(),
      command: z.string().nullable(),
      namespace: z.string(),
      source,
      readAt: z.iso.datetime(),
    })
    .nullable(),
});

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

/** `netlab.notes/1`. */
export const notesSchema = z.strictObject({
  schema: z.literal('netlab.notes/1'),
  notes: list(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      where: z.string(),
      exercise: z.string(),
      today: list(z.string()),
      sources: list(z.string()),
      date: z.string(),
    }),
  ),
});

const maybeText = z.string().nullable();
const maybeNumber = z.number().nullable();

/** `netlab.plan/1`. */
export const planSchema = z.strictObject({
  schema: z.literal('netlab.plan/1'),
  request: z.strictObject({
    model: model.exclude(['mixed', 'undetermined', 'byo-cni']),
    nodes: maybeNumber,
    maxPods: maybeNumber,
    surge: z.number(),
    subnet: maybeText,
    podCidr: maybeText,
    serviceCidr: maybeText,
    peers: list(z.string()),
  }),
  nodes: z.number(),
  nodesInAll: z.number(),
  maxPods: z.number(),
  ranges: list(
    z.strictObject({
      range: z.enum(['node subnet', 'Pod subnet', 'Pod CIDR']),
      addresses: z.number(),
      formula: z.string(),
      prefix: maybeNumber,
    }),
  ),
  exercise: z.strictObject({ formula: z.string(), addresses: z.number() }).nullable(),
  problems: list(z.string()),
  remarks: list(z.string()),
  figures: list(z.strictObject({ what: z.string(), value: z.number(), source: z.string(), date: z.string() })),
});

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

/** `netlab.hint/1`. */
export const hintSchema = z.strictObject({
  schema: z.literal('netlab.hint/1'),
  task: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  hints: list(
    z.strictObject({
      rung: z.enum(['idea', 'where', 'read', 'example', 'yours']),
      title: z.string(),
      body: list(z.string()),
    }),
  ),
  more: maybeText,
});

const command = z.strictObject({ command: z.string(), value: z.string() });

/** `netlab.quiz/1`. */
export const quizSchema = z.strictObject({
  schema: z.literal('netlab.quiz/1'),
  namespace: maybeText,
  source: z.strictObject({ kind: z.enum(['cluster', 'dump', 'snapshot']), name: z.string() }).nullable(),
  readAt: z.iso.datetime().nullable(),
  questions: list(
    z.strictObject({
      id: z.string(),
      task: z.union([z.literal(1), z.literal(2), z.literal(3), z.null()]),
      kind: z.enum(['predict', 'transfer']),
      fact: maybeText,
      question: list(z.string()),
      choices: list(z.strictObject({ value: z.string(), text: z.string() })),
      observe: maybeText,
      answer: z
        .strictObject({
          value: maybeText,
          text: maybeText,
          observed: maybeText,
          evidence: list(command),
          answer: list(z.string()),
          passage: maybeText,
        })
        .nullable(),
    }),
  ),
  leftOut: list(z.strictObject({ why: z.string(), count: z.number() })),
});
