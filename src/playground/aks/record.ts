import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOwnValue } from '../own-value.ts';

const system = '/namespaces/kube-system';

/** What somebody would save of a cluster for one namespace, by file name. */
function pathsFor(namespace: string): Readonly<Record<string, string>> {
  const own = `/namespaces/${namespace}`;
  return {
    namespace: `/api/v1${own}`,
    nodes: '/api/v1/nodes',
    pods: `/api/v1${own}/pods`,
    services: `/api/v1${own}/services`,
    endpointslices: `/apis/discovery.k8s.io/v1${own}/endpointslices`,
    networkpolicies: `/apis/networking.k8s.io/v1${own}/networkpolicies`,
    ciliumnetworkpolicies: `/apis/cilium.io/v2${own}/ciliumnetworkpolicies`,
    ciliumclusterwidenetworkpolicies: '/apis/cilium.io/v2/ciliumclusterwidenetworkpolicies',
    ciliumnodes: '/apis/cilium.io/v2/ciliumnodes',
    'system-pods': `/api/v1${system}/pods`,
    'system-services': `/api/v1${system}/services`,
    'system-endpointslices': `/apis/discovery.k8s.io/v1${system}/endpointslices`,
    'system-daemonsets': `/apis/apps/v1${system}/daemonsets`,
    nodenetworkconfigs: `/apis/acn.azure.com/v1alpha${system}/nodenetworkconfigs`,
    'configmap-networkmonitor': `/api/v1${system}/configmaps/azure-cni-networkmonitor`,
    'configmap-cilium': `/api/v1${system}/configmaps/cilium-config`,
    'configmap-masquerade': `/api/v1${system}/configmaps/azure-ip-masq-agent-config-reconciled`,
    'calico-daemonsets': '/apis/apps/v1/namespaces/calico-system/daemonsets',
  };
}

/**
 * Saves what one account can read of a cluster: each answer as the API server sent it (lists with their kind, refusals
 * as Status), a path that nothing serves as an empty list of its kind, and the server's address as a kubeconfig.
 */
export async function recordDump(server: string, token: string, namespace: string, into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const save = (name: string, value: unknown) =>
    writeFileSync(join(into, `${name}.json`), `${JSON.stringify(value, null, 1)}\n`);
  for (const [name, path] of Object.entries(pathsFor(namespace))) {
    const response = await fetch(server + path, { headers: { authorization: `Bearer ${token}` } });
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    const text = await response.text();
    if (json) save(name, JSON.parse(text));
    else save(name, { kind: `${findOwnValue(customKinds, name) ?? 'Unknown'}List`, items: [] });
  }
  // The port is another one each time, and only the host is ever judged.
  const address = server.replace(/:\d+\//u, '/');
  save('config', { apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'cluster', cluster: { server: address } }] });
}

const customKinds: Readonly<Record<string, string>> = {
  ciliumnetworkpolicies: 'CiliumNetworkPolicy',
  ciliumclusterwidenetworkpolicies: 'CiliumClusterwideNetworkPolicy',
  ciliumnodes: 'CiliumNode',
  nodenetworkconfigs: 'NodeNetworkConfig',
};
