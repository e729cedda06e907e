import { findOwnValue } from '../../model/own-value.ts';
import type { PlanRequest } from '../../model/plan.ts';
import { nearestWord } from '../input/spelling.ts';
import { readPlanOptions, refusePlan } from './options.ts';

const models: Readonly<Record<string, PlanRequest['model']>> = {
  kubenet: 'kubenet',
  'node-subnet': 'azure-cni-node-subnet',
  traditional: 'azure-cni-node-subnet',
  'azure-cni-node-subnet': 'azure-cni-node-subnet',
  'pod-subnet': 'azure-cni-pod-subnet-dynamic',
  'pod-subnet-dynamic': 'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-dynamic': 'azure-cni-pod-subnet-dynamic',
  'pod-subnet-static': 'azure-cni-pod-subnet-static',
  'azure-cni-pod-subnet-static': 'azure-cni-pod-subnet-static',
  overlay: 'azure-cni-overlay',
  'azure-cni-overlay': 'azure-cni-overlay',
};

/** The models as the help lists them; others of the names above are other ways to say one of these. */
const planModels: readonly string[] = ['kubenet', 'node-subnet', 'pod-subnet-dynamic', 'pod-subnet-static', 'overlay'];

function modelOf(word: string | undefined): PlanRequest['model'] {
  const meant = word === undefined ? null : nearestWord(word, Object.keys(models));
  const model = meant === null ? undefined : findOwnValue(models, meant);
  if (model === undefined) throw refusePlan(`plan which model? There are ${planModels.join(', ')}`);
  return model;
}

const nothing = {
  ...{ nodes: null, maxPods: null, pools: [], surge: null },
  ...{ subnet: null, podCidr: null, serviceCidr: null, peers: [] },
} as const;

/** Turns words into a request. @throws Trouble `bad-input` */
export function parsePlanRequest([model, ...words]: readonly string[]): PlanRequest {
  const request: PlanRequest = { ...nothing, model: modelOf(model), ...readPlanOptions(words) };
  const { nodes, maxPods, pools, subnet } = request;
  if (pools.length > 0 && (nodes !== null || maxPods !== null))
    throw refusePlan('a pool says its own nodes and Pods; leave nodes and max-pods out, or say them without pools');
  if (nodes === null && pools.length === 0 && subnet === null)
    throw refusePlan('for how many nodes, or for which subnet? For example: plan overlay 50 nodes');
  if (nodes === 0) throw refusePlan('a cluster has at least one node');
  return request;
}
