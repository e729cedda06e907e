// The law that no verdict stands beside its own contradiction, held by the tests over every cluster that they have.
import type { ClusterNetwork } from '../../src/model/network.ts';

type Axis = 'model' | 'dataplane' | 'policyEngine';

const axisOf: Readonly<Record<string, Axis>> = {
  cilium: 'dataplane',
  'kube-proxy': 'dataplane',
  'kube-proxy-replacement': 'dataplane',
  'cilium-is-up': 'dataplane',
  'ebpf-label': 'dataplane',
  'azure-npm': 'policyEngine',
  calico: 'policyEngine',
  'policy-label': 'policyEngine',
};

/** The conflicts that may say why an axis stays open beside what seems to decide it. */
const reasons: { readonly [A in Axis]: RegExp } = {
  model: /^(?:mixed|nodes-differ|not-aks|against-.*)$/u,
  dataplane: /^(?:two-data-planes|no-service-router|cilium-elsewhere)$/u,
  policyEngine: /^two-policy-engines$/u,
};

function besideOpenAxis({ signals, conflicts, ...axes }: ClusterNetwork): readonly string[] {
  const explained = (axis: Axis) => conflicts.some(({ id }) => reasons[axis].test(id));
  const decisive = signals.filter(({ weight }) => weight === 'decisive');
  return decisive
    .filter(({ id }) => axes[axisOf[id] ?? 'model'] === 'undetermined' && !explained(axisOf[id] ?? 'model'))
    .map(({ id }) => `${id} is decisive, and ${axisOf[id] ?? 'model'} is undetermined`);
}

function twoRouters({ signals, conflicts }: ClusterNetwork): readonly string[] {
  const says = signals.filter(({ weight }) => weight === 'decisive').map((each) => each.says);
  const cilium = says.some((each) => /^(?:the data plane is Azure|Cilium (?:was installed|replaces))/u.test(each));
  return cilium && says.includes('kube-proxy routes Service traffic') && conflicts.length === 0
    ? ['Cilium and kube-proxy both decide who routes']
    : [];
}

function unnamedMixture({ model, pools, conflicts }: ClusterNetwork): readonly string[] {
  const settled = new Set(pools.map((pool) => pool.model).filter((each) => each !== 'undetermined'));
  const differs = model === 'mixed' || (model === 'undetermined' && settled.size > 0 && pools.length > 1);
  const named = conflicts.some(({ id }) => id === 'mixed' || id === 'nodes-differ' || id === 'not-aks');
  return differs && !named ? ['nodes of different models, and no conflict names them'] : [];
}

/** What contradicts itself in what is said of a network, in words. */
export function contradictionsIn(network: ClusterNetwork): readonly string[] {
  return [...besideOpenAxis(network), ...twoRouters(network), ...unnamedMixture(network)];
}
