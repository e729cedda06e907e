// Raw Kubernetes objects, as kubectl prints them, for tests that need a cluster of their own.

import { collectReads } from '../../src/cluster/collect.ts';
import { sortDocuments } from '../../src/cluster/dump/documents.ts';
import { dumpSource } from '../../src/cluster/dump/source.ts';
import { countEach, unusedIn } from '../../src/cluster/dump/unused.ts';
import type { DumpDocument } from '../../src/cluster/input-file.ts';
import type { ReadName, Reads, Snapshot } from '../../src/model/snapshot.ts';

type Fields = Readonly<Record<string, unknown>>;

export const aksLabels = {
  'kubernetes.azure.com/cluster': 'MC_rg_aks_westeurope',
  'kubernetes.azure.com/agentpool': 'nodepool1',
  'kubernetes.io/os': 'linux',
};

export const overlayLabels = {
  ...aksLabels,
  'kubernetes.azure.com/azure-cni-overlay': 'true',
  'kubernetes.azure.com/podnetwork-type': 'overlay',
};

export function node(
  name: string,
  address: string,
  more: { labels?: Fields; podCIDR?: string; route?: boolean; ready?: boolean; annotations?: Fields } = {},
): Fields {
  const route = more.route ? [{ type: 'NetworkUnavailable', status: 'False', reason: 'RouteCreated' }] : [];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: more.labels ?? aksLabels,
      annotations: more.annotations ?? { 'node.alpha.kubernetes.io/ttl': '0' },
    },
    spec: { providerID: 'azure:///x', ...(more.podCIDR ? { podCIDR: more.podCIDR, podCIDRs: [more.podCIDR] } : {}) },
    status: {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      conditions: [...route, { type: 'Ready', status: more.ready === false ? 'False' : 'True' }],
    },
  };
}

export function pod(
  namespace: string,
  name: string,
  nodeName: string,
  podIP: string,
  hostIP: string,
  more: {
    labels?: Fields;
    hostNetwork?: boolean;
    phase?: string;
    deleting?: boolean;
    owner?: string;
    ready?: boolean;
  } = {},
): Fields {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: more.labels ?? {},
      ...(more.deleting ? { deletionTimestamp: '2026-11-24T00:00:00Z' } : {}),
      ...(more.owner ? { ownerReferences: [{ kind: 'DaemonSet', name: more.owner, controller: true }] } : {}),
    },
    spec: { nodeName, containers: [{ name: 'c' }], ...(more.hostNetwork ? { hostNetwork: true } : {}) },
    status: {
      phase: more.phase ?? 'Running',
      conditions: [{ type: 'Ready', status: more.ready === false ? 'False' : 'True' }],
      ...(podIP === '' ? {} : { podIP, podIPs: [{ ip: podIP }] }),
      hostIP,
      hostIPs: [{ ip: hostIP }],
    },
  };
}

export function daemonSet(
  name: string,
  desired: number,
  more: { namespace?: string; labels?: Fields; ready?: number; command?: readonly string[] } = {},
): Fields {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: more.namespace ?? 'kube-system', labels: more.labels ?? { 'k8s-app': name } },
    spec: { template: { spec: { containers: [{ command: more.command ?? [] }] } } },
    status: { desiredNumberScheduled: desired, numberReady: more.ready ?? desired },
  };
}

export function nodeNetworkConfig(
  name: string,
  primaryIP: string,
  space: string,
  more: { type?: string; mode?: string } = {},
): Fields {
  return {
    apiVersion: 'acn.azure.com/v1alpha',
    kind: 'NodeNetworkConfig',
    metadata: { name, namespace: 'kube-system' },
    status: {
      networkContainers: [
        { type: more.type ?? 'overlay', assignmentMode: more.mode ?? 'static', primaryIP, subnetAddressSpace: space },
      ],
    },
  };
}

export function configMap(name: string, data: Fields, namespace = 'kube-system'): Fields {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

export function networkPolicy(namespace: string, name: string, spec: Fields): Fields {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

/** A typed list, as `kubectl get --raw` prints it. */
/** A Service with this spec. */
export function service(namespace: string, name: string, spec: Fields): Fields {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec };
}

/** An EndpointSlice of a Service, whose endpoints are Pods by name and address. */
export function endpointSlice(
  namespace: string,
  of: string,
  ports: readonly Fields[],
  pods: readonly (readonly [name: string, address: string, conditions?: Fields])[],
): Fields {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${of}-${pods.length}${ports.length}`, namespace, labels: { 'kubernetes.io/service-name': of } },
    addressType: 'IPv4',
    ports,
    endpoints: pods.map(([pod, address, conditions]) => ({
      addresses: [address],
      ...(conditions === undefined ? {} : { conditions }),
      targetRef: { kind: 'Pod', namespace, name: pod },
    })),
  };
}

export function listOf(kind: string, items: readonly Fields[]): Fields {
  return { apiVersion: 'v1', kind: `${kind}List`, metadata: { resourceVersion: '1' }, items };
}

/** What the API server says when it refuses. */
export function forbidden(resource: string, namespace: string | null, name = ''): Fields {
  const scope = namespace === null ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message = `${resource} is forbidden: User "x" cannot list resource "${resource}" in API group "" ${scope}`;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    code: 403,
    reason: 'Forbidden',
    message,
    details: { kind: resource, ...(name ? { name } : {}) },
  };
}

export const azureCilium = configMap('cilium-config', {
  ipam: 'delegated-plugin',
  'local-router-ipv4': '169.254.23.0',
});

/** Documents as one file of a dump. */
export function documents(...values: readonly unknown[]): readonly DumpDocument[] {
  return values.map((value) => ({ file: 'test.yaml', line: 1, value }));
}

/** A snapshot of what a dump with these documents shows. */
export async function snapshotOf(values: readonly unknown[], namespace = 'student-07'): Promise<Snapshot> {
  const dump = sortDocuments(documents(...values));
  return {
    schema: 'netlab.snapshot/1',
    namespace,
    source: { kind: 'dump', name: 'test' },
    readAt: '2026-11-24T16:40:00.000Z',
    as: null,
    apiHost: null,
    reads: await collectReads(dumpSource(dump), namespace),
    ignored: countEach(unusedIn(dump, namespace)),
  };
}

/** A continue token as API servers write it; `start` is the key after which the next page begins. */
export function continueToken(start: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: 7, start: `${start}\0` })).toString('base64url');
}

/** The same snapshot with some reads replaced. */
export function withReads(snapshot: Snapshot, reads: Partial<Reads>): Snapshot {
  return { ...snapshot, reads: { ...snapshot.reads, ...reads } };
}

/** The same snapshot with one list emptied, as if the API server had answered with no items. */
export function emptied(snapshot: Snapshot, name: ReadName): Snapshot {
  const read = snapshot.reads[name];
  return withReads(snapshot, { [name]: { ask: read.ask, outcome: 'ok', data: [], absence: 'proven' } });
}
