// What several documents of docs/json.md have in common. A strict object: nothing may be missing and nothing be added.
import { z } from 'zod';

/** A network model, `mixed` and `undetermined` among them. */
export const model = z.enum([
  'kubenet',
  'azure-cni-node-subnet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
  'azure-cni-overlay',
  'byo-cni',
  'mixed',
  'undetermined',
]);

/** Where a snapshot came from. */
export const source = z.strictObject({ kind: z.enum(['cluster', 'dump', 'snapshot']), name: z.string() });

/** A task of the exercise. */
export const taskNumber = z.literal([1, 2, 3]);

/** A list of the same items. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

/** The id of a common problem. */
export const problemId = z.enum(['same-range', 'no-cilium-pods', 'no-configmap', 'no-egress']);

/** What the evidence says about a problem. */
export const problemStatus = z.enum(['supported', 'ruled-out', 'cannot-see']);

export const nullableText = z.string().nullable();

export const nullableNumber = z.number().nullable();

const status = z.enum(['pass', 'differs', 'fail', 'not-measurable', 'blocked', 'error']);

/** What a finding and its card share. */
export const findingFields = {
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
  task: taskNumber.nullable(),
  asks: z.string(),
  status,
  owner: z.enum(['you', 'instructor', 'lab', 'bot']).nullable(),
  observed: z.string(),
};
