import { isAksHost } from '../../network/facts/aks.ts';
import { defineCheck } from '../define-check.ts';

const command = "kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}'";

// What the private zones of AKS have in their names: `….privatelink.<region>.azmk8s.io` for a private
// endpoint, and `….private.<region>.azmk8s.io` with API Server VNet Integration (Microsoft Learn, private AKS
// clusters, 2026-08).
const privateZone = /\.(?<kind>privatelink|private)\./u;
const reached = {
  privatelink: 'A privatelink name: the API server is reached through a private endpoint in the VNet.',
  private: 'A private name: the API server has an address inside the VNet.',
};

/** The form of the API server's host name: the private ones lie in a zone of their own. */
export const apiEndpoint = defineCheck({
  code: 'api-endpoint',
  task: null,
  asks: 'Is the API server’s name a public or a private one?',
  needs: [],
  uses: [],
  expected: 'A public name of the form ….hcp.<region>.azmk8s.io.',
  theory: ['private-clusters'],
  problems: [],
  run: ({ apiHost }) => {
    const evidence = [{ command, value: apiHost ?? 'no server address was recorded' }];
    const host = apiHost?.toLowerCase() ?? '';
    const isAks = isAksHost(host);
    const kind = privateZone.exec(host)?.groups?.kind;
    if (isAks && kind !== undefined) {
      const observed = kind === 'private' ? reached.private : reached.privatelink;
      const nextStep = 'Say from where you could manage such a cluster.';
      return { status: 'differs', owner: null, observed, nextStep, counted: { names: 1 }, evidence };
    }
    if (isAks) {
      // A private cluster may publish such a name as well; only its address would tell, and netlab looks none
      // up.
      const observed =
        'A public AKS name, no private one. (A private cluster can have a public name besides; the name alone does not rule that out.)';
      const nextStep = 'Say what a private cluster would ask of you before kubectl works.';
      return { status: 'pass', owner: null, observed, nextStep, counted: { names: 1 }, evidence };
    }
    const observed =
      apiHost === null
        ? 'The server’s name is not part of what was read.'
        : 'This is no AKS host name, so it does not tell public from private.';
    const nextStep = 'Look at the server line of your own kubeconfig, or ask your instructor.';
    return { status: 'not-measurable', owner: 'instructor', observed, nextStep, counted: { names: 0 }, evidence };
  },
});
