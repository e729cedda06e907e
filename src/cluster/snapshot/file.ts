import { z } from 'zod';
import type { TaskNumber } from '../../model/lesson.ts';
import { protocols } from '../../model/policy.ts';
import type { Read } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { fileTrouble } from '../file-text.ts';
import { readDocuments } from '../input-file.ts';
import { replaceFile } from '../replace-file.ts';
import { keyedBy } from '../translate/keyed-values.ts';
import { ciliumPolicyShape, labels, maybe, networkPolicyShape, text, texts } from './policies.ts';

const ask = z.strictObject({
  verb: z.enum(['get', 'list']),
  resource: text,
  group: text,
  namespace: maybe,
  name: maybe,
});

const unreadable = z.strictObject({
  ask,
  outcome: z.enum(['forbidden', 'not-found', 'failed', 'not-in-dump']),
  because: text,
  code: z.number().nullable(),
  fault: z.enum(['credentials', 'size']).exactOptional(),
});

function read<T>(data: z.ZodType<T>): z.ZodType<Read<T>> {
  const absence = z.enum(['proven', 'agents', 'unproven']);
  return z.union([z.strictObject({ ask, outcome: z.literal('ok'), data, absence }), unreadable]);
}

const node = z.strictObject({
  name: text,
  labels,
  annotationKeys: texts,
  internalIPs: texts,
  internalIPsWhole: z.boolean().default(true),
  podCIDRs: texts.nullable(),
  ready: z.boolean().nullable(),
  awaitsCni: z.boolean().default(false),
  os: z.enum(['linux', 'windows', 'unknown']),
  networkUnavailable: z.boolean().nullable().default(false),
  networkReason: maybe,
  // Snapshots from before it was recorded do not tell.
  localDns: maybe.default(null),
  provider: maybe,
});

const pod = z.strictObject({
  namespace: text,
  name: text,
  labels,
  hostNetwork: z.boolean(),
  nodeName: maybe,
  phase: text,
  deleting: z.boolean(),
  ready: z.boolean().nullable(),
  ips: texts,
  ipsWhole: z.boolean().default(true),
  hostIPs: texts,
  ports: z
    .array(z.strictObject({ name: maybe, port: z.number(), protocol: z.enum(protocols) }))
    .readonly()
    .nullable()
    .default(null),
  owner: maybe,
});

const daemonSet = z.strictObject({
  namespace: text,
  name: text,
  labels,
  desired: z.number().nullable(),
  ready: z.number().nullable(),
  flags: labels.nullable(),
});

const container = z.strictObject({
  mode: maybe,
  type: maybe,
  primary: maybe,
  primaryV6: maybe,
  space: maybe,
  spaceV6: maybe,
  assigned: texts,
});

const list = <T>(item: z.ZodType<T>) => read(z.array(item).readonly());
const configMap = read(z.strictObject({ name: text, values: labels }));

/** Snapshots that were recorded before netlab read CiliumNodes hold none. */
const unrecorded: Read<never> = {
  ask: { verb: 'list', resource: 'ciliumnodes', group: 'cilium.io', namespace: null, name: null },
  outcome: 'not-in-dump',
  because: 'the snapshot does not hold ciliumnodes.cilium.io',
  code: null,
};

const schema = z.strictObject({
  schema: z.literal('netlab.snapshot/1'),
  namespace: text,
  source: z.strictObject({ kind: z.enum(['cluster', 'dump', 'snapshot']), name: text }),
  readAt: z.iso.datetime(),
  as: maybe,
  apiHost: maybe,
  reads: z.strictObject({
    ownNamespace: read(z.strictObject({ name: text, labels: labels.default({}) })),
    nodes: list(node),
    pods: list(pod),
    systemPods: list(pod),
    daemonSets: list(daemonSet),
    calicoDaemonSets: list(daemonSet),
    nodeNetworkConfigs: list(z.strictObject({ node: text, labels, containers: z.array(container).readonly() })),
    networkmonitor: configMap,
    ciliumConfig: configMap,
    ciliumNodes: list(z.strictObject({ name: text, podCIDRs: texts })).default(unrecorded),
    masquerade: configMap,
    networkPolicies: list(networkPolicyShape),
    ciliumPolicies: list(ciliumPolicyShape),
    ciliumClusterPolicies: list(ciliumPolicyShape),
  }),
  ignored: keyedBy(z.number(), text),
  assumed: texts.exactOptional(),
  discovery: z
    .array(z.strictObject({ path: text, outcome: z.enum(['ok', 'forbidden', 'failed']) }))
    .readonly()
    .exactOptional(),
  task: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
});

/** A snapshot as it was recorded, and the task of the check that recorded it; undefined for all of them. */
export type RecordedSnapshot = { readonly snapshot: Snapshot; readonly task: TaskNumber | undefined };

/** Reads a recorded snapshot. @throws Trouble `bad-input` naming the file, and the field that is not as recorded */
export function readSnapshot(file: string): RecordedSnapshot {
  const [document] = readDocuments(file);
  const parsed = schema.safeParse(document?.value);
  if (parsed.success) {
    const { task, ...snapshot } = parsed.data;
    return { snapshot, task };
  }
  const [issue] = parsed.error.issues;
  throw fileTrouble(
    file,
    document?.line ?? 1,
    `not a netlab snapshot: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? ''}`,
  );
}

/**
 * Writes a snapshot for `replay`, readable by its owner only, whatever stood there: it names nodes and addresses. @throws Trouble
 * `bad-input`
 */
export function writeSnapshot(file: string, { snapshot, task }: RecordedSnapshot): void {
  replaceFile(file, `${JSON.stringify({ ...snapshot, task }, null, 1)}\n`, 0o600);
}
