import { modelNames } from '../../model/display-names.ts';
import type { PlanNeed, PlanProblem, PlanProblemFields } from '../../model/plan.ts';
import { nodeBlockPrefix, podLimits, reservedRanges } from '../../network/plan/azure-limits.ts';

const number = new Intl.NumberFormat('en-US');

/** How a count is measured in a range: a Pod CIDR in nodes, each of which takes a whole block of it. */
export function countOfRange({ of }: Pick<PlanNeed, 'of'>, addresses: number): number {
  return of === 'Pod CIDR' ? addresses / 2 ** (32 - nodeBlockPrefix.value) : addresses;
}

function sayTooSmall({ need, withoutUpgrade }: PlanProblem<'range-too-small'>): string {
  const count = (addresses: number) => number.format(countOfRange(need, addresses));
  const has = need.of === 'Pod CIDR' ? `serves ${count(need.room)} nodes` : `has ${count(need.room)} usable addresses`;
  const formula = (each: PlanNeed) => (need.of === 'Pod CIDR' ? '' : ` (${each.formula})`);
  const needed = `The ${need.of} ${need.given} ${has}; ${count(need.needed)} are needed${formula(need)}`;
  const before = `${count(withoutUpgrade.needed)} without an upgrade${formula(withoutUpgrade)}`;
  if (need.needed === withoutUpgrade.needed) return `${needed}.`;
  return `${needed}, ${before}${withoutUpgrade.fits ? ', which fit' : ''}.`;
}

const ofPool = (pool: string | null, sentence: string) => (pool === null ? sentence : `Pool ${pool}: ${sentence}`);

const { least, most, leastOfPool } = podLimits;

const problemTexts: {
  readonly [I in keyof PlanProblemFields]: (problem: PlanProblem<I>) => string;
} = {
  'no-node-fits': ({ capacity }) =>
    capacity === 0 ? 'Not even one node fits.' : 'One node fits, but not the node that its upgrade adds.',
  'range-too-small': sayTooSmall,
  'too-many-nodes': ({ model, most: end, needed }) => {
    const what = model === 'kubenet' || model === 'azure-cni-overlay' ? modelNames[model] : 'A cluster';
    return `${what} ends at ${number.format(end)} nodes; ${number.format(needed)} are needed.`;
  },
  'too-many-addresses': ({ most: end, needed }) =>
    `A VNet takes ${number.format(end)} addresses in use; ${number.format(needed)} are needed.`,
  'pods-per-node': ({ pool, maxPods }) =>
    ofPool(pool, `A node takes ${least.value} to ${most.value} Pods, not ${number.format(maxPods)}.`),
  'too-few-pods': ({ pool, nodes, maxPods }) =>
    ofPool(
      pool,
      `AKS wants room for ${leastOfPool.value} Pods in a pool; ${nodes} × ${maxPods} are ${nodes * maxPods}.`,
    ),
  'pool-too-large': ({ pool, nodes, most: end }) =>
    `Pool ${pool}: a pool ends at ${number.format(end)} nodes, and this has ${number.format(nodes)}.`,
  'pool-name': ({ pool }) =>
    `AKS takes pool names of 1 to 12 small letters and digits that begin with a letter, not “${pool}”.`,
  'reserved-range': ({ range, given, reserved }) =>
    `The ${range} ${given} overlaps with ${reserved}, which AKS keeps for itself (${reservedRanges.source}, ${reservedRanges.date}).`,
  overlap: ({ ranges: [one, two], given: [first, second] }) => `The ${one} ${first} and the ${two} ${second} overlap.`,
  'range-too-wide': ({ range, given, widest }) =>
    range === 'service CIDR'
      ? `The service CIDR ${given} must be smaller than a /${widest - 1}.`
      : `The ${range} ${given} is wider than a /${widest}, the widest that Azure takes there.`,
};

/** One sentence of what stands against a plan. */
export function describePlanProblem<I extends keyof PlanProblemFields>(problem: PlanProblem<I>): string {
  return problemTexts[problem.id](problem);
}
