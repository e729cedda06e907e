import { z } from 'zod';
import { list } from './common.ts';

const fault = z.enum([
  'timeout',
  'refused',
  'name',
  'no-such-name',
  'name-timeout',
  'no-route',
  'certificate',
  'broken-off',
  'other',
]);
const agent = z.enum(['cilium', 'kube-proxy']).nullable();
const text = z.string().nullable();
const whole = z.boolean();

const reading = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('nodes'),
    nodes: list(
      z.strictObject({
        name: z.string(),
        addresses: list(z.string()),
        ready: z.boolean().nullable(),
        blocks: list(z.string()).nullable(),
      }),
    ),
    whole,
  }),
  z.strictObject({
    kind: z.literal('pods'),
    agent,
    namespace: text,
    pods: list(z.strictObject({ namespace: text, name: z.string(), ip: text, node: text, status: z.string() })),
    listsAll: z.boolean(),
    whole,
  }),
  z.strictObject({ kind: z.literal('none'), agent, resource: text, namespace: text, listsAll: z.boolean() }),
  z.strictObject({
    kind: z.literal('blocks'),
    rows: list(z.strictObject({ node: z.string(), blocks: list(z.string()) })),
    whole,
  }),
  z.strictObject({
    kind: z.literal('annotations'),
    rows: list(z.strictObject({ node: z.string(), keys: list(z.string()) })),
    whole,
  }),
  z.strictObject({ kind: z.literal('objects'), of: z.string(), count: z.int().min(0), whole }),
  z.strictObject({ kind: z.literal('configmap'), name: text, whole }),
  z.strictObject({
    kind: z.literal('refusal'),
    reason: z.enum(['NotFound', 'Forbidden', 'Unauthorized', 'other']),
    resource: text,
    name: text,
    verb: text,
    namespace: text,
  }),
  z.strictObject({ kind: z.literal('no-such-kind'), resource: z.string() }),
  z.strictObject({ kind: z.literal('unreachable'), fault }),
  z.strictObject({ kind: z.literal('connection'), tool: z.string(), fault }),
  z.strictObject({
    kind: z.literal('complaint'),
    about: z.enum([
      'subnet-full',
      'subnet-small',
      'too-many-pods',
      'no-addresses',
      'cni-missing',
      'sandbox',
      'sandbox-cni',
      'unschedulable',
    ]),
    figures: list(z.string()),
  }),
  z.strictObject({ kind: z.literal('unread'), why: z.enum(['wrapped', 'tabs', 'broken']), of: z.string() }),
]);

const look = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.enum(['agrees', 'differs']), sees: list(z.string()), count: z.int().min(0) }),
  z.strictObject({
    verdict: z.literal('unseen'),
    because: z.enum(['forbidden', 'failed', 'not-in-dump', 'not-found']),
  }),
  z.strictObject({ verdict: z.literal('elsewhere') }),
  z.strictObject({ verdict: z.literal('none') }),
]);

/** `netlab.pasted/1`. */
export const pastedSchema = z.strictObject({
  schema: z.literal('netlab.pasted/1'),
  readings: list(
    z.strictObject({
      reading,
      look,
      sides: z.strictObject({ alike: z.int(), apart: z.int(), nodes: z.int() }).nullable(),
      span: z.tuple([z.string(), z.string()]).nullable(),
      others: z.int().min(0),
    }),
  ),
  secrets: list(
    z.enum(['private key', 'token', 'password', 'kubeconfig', 'Secret', 'connection string', 'certificate']),
  ),
  cut: z.boolean(),
  left: z.int().min(0),
  beside: z.strictObject({ namespace: z.string(), readAt: z.iso.datetime() }).nullable(),
  run: text,
});
