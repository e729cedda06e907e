import type { PlanRequest } from '../../model/plan.ts';
import { Trouble } from '../../model/trouble.ts';
import { parseCidr } from '../../network/ip/address.ts';
import { plan as planAddresses } from '../../network/plan/plan.ts';
import type { Command } from '../command.ts';
import { nearestWord } from '../input/spelling.ts';
import { askForWords, asksForWords } from '../input/word-forms.ts';
import { describePlan } from './words.ts';

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

const numbers = { nodes: 'nodes', pods: 'maxPods', 'max-pods': 'maxPods', surge: 'surge' } as const;
const ranges = { subnet: 'subnet', 'pod-cidr': 'podCidr', 'service-cidr': 'serviceCidr' } as const;

function refuse(what: string): Trouble {
  return new Trouble('bad-input', { what });
}

function modelOf(word: string | undefined): PlanRequest['model'] {
  const known = Object.keys(models);
  const meant = word === undefined ? null : nearestWord(word, known);
  const model = meant === null ? undefined : models[meant];
  if (model === undefined) throw refuse(`plan which model? There are ${planModels.join(', ')}`);
  return model;
}

function numberOf(name: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,6}$/u.test(text))
    throw refuse(`${name} needs a whole number, not “${text ?? 'nothing'}”`);
  return Number(text);
}

function rangeOf(name: string, text: string | undefined): string {
  const block = parseCidr(text ?? '');
  if (block?.family !== 4) throw refuse(`${name} needs an IPv4 range such as 10.0.0.0/16, not “${text ?? 'nothing'}”`);
  return block.text;
}

function isKey<T extends object>(table: T, word: string): word is Extract<keyof T, string> {
  return Object.hasOwn(table, word);
}

/** Options by their words; a peer may be named more than once. */
type PlanOptions = Partial<PlanRequest>;

/** Reads `nodes 50`, `50 nodes`, `subnet 10.0.0.0/24`, … in any order. */
function optionsOf(words: readonly string[]): PlanOptions {
  const [first, second, ...rest] = words;
  if (first === undefined) return {};
  if (isKey(numbers, first)) return { [numbers[first]]: numberOf(first, second), ...optionsOf(rest) };
  if (first === 'peer') {
    const others = optionsOf(rest);
    return { ...others, peers: [rangeOf(first, second), ...(others.peers ?? [])] };
  }
  if (isKey(ranges, first)) return { [ranges[first]]: rangeOf(first, second), ...optionsOf(rest) };
  if (/^\d+$/u.test(first) && second !== undefined && isKey(numbers, second))
    return { [numbers[second]]: numberOf(second, first), ...optionsOf(rest) };
  throw refuse(`“${first.slice(0, 40)}” is no part of a plan; say for example: plan overlay 50 nodes 110 pods`);
}

/** Turns words into a request. @throws Trouble `bad-input` */
export function parsePlanRequest([model, ...words]: readonly string[]): PlanRequest {
  const none = { nodes: null, maxPods: null, surge: 1, subnet: null, podCidr: null, serviceCidr: null, peers: [] };
  const request = { model: modelOf(model), ...none, ...optionsOf(words.map((word) => word.toLowerCase())) };
  if (request.nodes === null && request.subnet === null)
    throw refuse('for how many nodes, or for which subnet? For example: plan overlay 50 nodes');
  if (request.nodes === 0) throw refuse('a cluster has at least one node');
  return request;
}

/** `plan MODEL N nodes …`: how many addresses a cluster needs, or what fits into a subnet. */
export const plan: Command = {
  word: 'plan',
  usage: 'plan MODEL N nodes [P pods] [surge S] [subnet CIDR] [pod-cidr CIDR] [service-cidr CIDR] [peer CIDR]…',
  purpose: 'how many addresses a cluster needs, or with a subnet and no number of nodes, what fits',
  for: 'anyone',
  opensForm: asksForWords,
  async run({ words }) {
    if (words.length === 0) return askForWords('plan');
    const made = planAddresses(parsePlanRequest(words));
    return { answer: { kind: 'plan', plan: made, words: describePlan(made) } };
  },
};
