import { stringify } from 'yaml';

/** A kubeconfig with one context for each scenario, all for one user. */
export function kubeconfigOf(url: string, scenarios: readonly string[], user: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: scenarios.map((name) => ({
      name,
      // Plain HTTP on loopback: nothing to verify, and client-node wants that said.
      cluster: { server: `${url}/clusters/${name}`, 'insecure-skip-tls-verify': true },
    })),
    users: [{ name: user, user: { token: `${user}-token` } }],
    contexts: scenarios.map((name) => ({ name, context: { cluster: name, user } })),
    'current-context': 'overlay-cilium',
  });
}
