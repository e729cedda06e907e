import type { Plan, PlanRequest, PoolRequest, Surge } from '../../src/model/plan.ts';
import { plan } from '../../src/network/plan/plan.ts';

/** A request that says nothing but the model. */
export const emptyRequest = {
  ...{ nodes: null, maxPods: null, pools: [], surge: null },
  ...{ subnet: null, podCidr: null, serviceCidr: null, peers: [] },
} as const;

/** A surge of so many nodes. */
export const surgeOf = (value: number): Surge => ({ unit: 'nodes', value });

/** A surge of so many percent. */
export const percentOf = (value: number): Surge => ({ unit: 'percent', value });

/** So many pools of the same size. */
export const samePools = (count: number, nodes: number, maxPods: number): readonly PoolRequest[] =>
  Array.from({ length: count }, (_, i) => ({ name: `pool${i}`, nodes, maxPods }));

/** The plan of a request that says no more than this. */
export const planOf = (model: PlanRequest['model'], more: Partial<PlanRequest>): Plan =>
  plan({ ...emptyRequest, model, ...more });

/** Every model that can be planned. */
export const plannedModels = [
  'kubenet',
  'azure-cni-node-subnet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
  'azure-cni-overlay',
] as const;
