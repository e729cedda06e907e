import type { ProblemId } from '../../model/finding.ts';
import { commandInNamespace, type Lesson, type TaskNumber } from '../../model/lesson.ts';
import type { Next } from '../../model/outcome.ts';
import { findOwnValue } from '../../model/own-value.ts';
import {
  type ConnectionFault,
  isMissingNetworkmonitor,
  type PastedComplaint,
  type PastedReading,
} from '../../model/pasted.ts';
import { offerPassages } from './next-steps.ts';
import { nodeAddressesIn } from './pasted-addresses.ts';

/** What follows a reading: a task, the step of it that comes next (counted from 1), a problem to walk through, a page. */
type Follow = {
  readonly task?: TaskNumber;
  readonly step?: number;
  readonly problem?: ProblemId;
  readonly page?: string;
};

const complaintPages: { readonly [C in PastedComplaint]: string } = {
  'subnet-full': 'node-subnet-size',
  'subnet-small': 'node-subnet-size',
  'too-many-pods': 'max-pods',
  'no-addresses': 'pod-addresses',
  'cni-missing': 'byo-cni',
  sandbox: 'pending-pods',
  'sandbox-cni': 'pending-pods',
  unschedulable: 'max-pods',
};

const isNameFault = (fault: ConnectionFault): boolean => ['name', 'no-such-name', 'name-timeout'].includes(fault);

const missingKindPages: Readonly<Record<string, string>> = {
  nsg: 'nsg',
  networksecuritygroups: 'nsg',
  servicecidrs: 'service-cidr-objects',
  ciliumnodes: 'without-cilium',
  ciliumendpoints: 'without-cilium',
  ciliumnetworkpolicies: 'without-cilium',
};

const objectPages: Readonly<Record<string, string>> = {
  Service: 'service',
  NetworkPolicy: 'network-policy',
  DaemonSet: 'kube-system',
  NodeNetworkConfig: 'node-network-config',
};

function followPods(reading: Extract<PastedReading, { readonly kind: 'pods' | 'none' }>): Follow {
  const { agent } = reading;
  if (agent === 'cilium')
    return reading.kind === 'none'
      ? { task: 2, step: 2, problem: 'no-cilium-pods', page: 'without-cilium' }
      : { task: 2, step: 2, page: 'agents' };
  if (agent === 'kube-proxy') return { task: 2, page: 'kube-proxy' };
  if (reading.kind === 'pods') {
    const hasAddresses = reading.pods.some(({ ip }) => ip !== null);
    return { task: 1, page: 'comparing-ranges', ...(hasAddresses ? {} : { step: 2 }) };
  }
  return reading.namespace === 'kube-system' ? { task: 2, page: 'kube-system' } : { task: 1 };
}

function followRefusal(refusal: Extract<PastedReading, { readonly kind: 'refusal' }>): Follow {
  const { reason, resource } = refusal;
  if (isMissingNetworkmonitor(refusal)) return { task: 3, step: 2, page: 'networkmonitor' };
  if (reason === 'NotFound') return { page: 'not-found' };
  if (reason === 'Unauthorized') return { page: 'unauthorized' };
  if (reason === 'Forbidden' && resource === 'pods') return { task: 2, page: 'kube-system' };
  if (reason === 'Forbidden') return { task: resource === 'configmaps' ? 3 : 1 };
  return {};
}

function followOf(reading: PastedReading): Follow {
  switch (reading.kind) {
    case 'nodes':
      return { task: 1, step: nodeAddressesIn(reading).length > 0 ? 2 : 1, page: 'node-addresses' };
    case 'pods':
    case 'none':
      return followPods(reading);
    case 'blocks':
      return { task: 3, page: reading.rows.every(({ blocks }) => blocks.length === 0) ? 'empty-pod-cidr' : 'pod-cidr' };
    case 'annotations':
      return { task: 3, step: 3, page: 'annotations' };
    case 'configmap':
      return { task: 3, step: 2, page: 'networkmonitor' };
    case 'objects':
      return {
        ...(reading.of === 'NetworkPolicy' ? ({ problem: 'no-egress' } as const) : {}),
        page: findOwnValue(objectPages, reading.of) ?? '',
      };
    case 'refusal':
      return followRefusal(reading);
    case 'no-such-kind':
      return { page: findOwnValue(missingKindPages, reading.resource) ?? 'node-network-config' };
    case 'unreachable':
      return { page: ['timeout', 'name'].includes(reading.fault) ? 'private-access' : 'api-server' };
    case 'connection':
      return { problem: 'no-egress', page: isNameFault(reading.fault) ? 'dns-egress' : 'egress' };
    case 'complaint':
      return { page: complaintPages[reading.about] };
    case 'unread':
      return {};
  }
}

/** The command of the exercise that comes after what was pasted last; null for none. */
export function nextRunAfter(
  readings: readonly PastedReading[],
  namespace: string | null,
  { tasks }: Lesson,
): string | null {
  const last = readings.map(followOf).findLast(({ step }) => step !== undefined);
  const run = tasks.find(({ task }) => task === last?.task)?.steps[(last?.step ?? 1) - 1]?.run;
  if (run === undefined) return null;
  return namespace === null ? run : commandInNamespace(run, namespace);
}

/** What to press after a paste: the check of its task, the problem, the pages. */
export function offerAfterPaste(
  readings: readonly PastedReading[],
  namespace: string | null,
  { passages }: Lesson,
): readonly Next[] {
  const follows = readings.map(followOf);
  const own = namespace === null ? [] : follows;
  const steps = [
    ...own.flatMap(({ task }) =>
      task === undefined ? [] : [{ label: `Check task ${task}`, command: `check ${task}` }],
    ),
    ...own.flatMap(({ problem }) =>
      problem === undefined ? [] : [{ label: 'Find the cause', command: `walk ${problem}` }],
    ),
    ...offerPassages(follows.flatMap(({ page }) => passages.filter(({ id }) => id === page))),
  ];
  return [...new Map(steps.map((each) => [each.command, each])).values()];
}
