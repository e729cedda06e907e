import { modelNames } from '../../model/display-names.ts';
import type { PoolModel, Signal, Weight } from '../../model/network.ts';

/** Every model a pool can have, in the order of `cluster.candidates`. */
export const poolModels: readonly PoolModel[] = [
  'kubenet',
  'azure-cni-node-subnet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
  'azure-cni-overlay',
  'byo-cni',
];

/** A clue: what was seen (or, with `lacks`, what was proven not to be there), and the models that stay possible with it. */
export type Clue = Signal & { readonly leaves: readonly PoolModel[]; readonly lacks: boolean };

/** Overlay alone. */
export const overlay: readonly PoolModel[] = ['azure-cni-overlay'];
/** Both kinds of Pod subnet. */
export const podSubnets: readonly PoolModel[] = ['azure-cni-pod-subnet-dynamic', 'azure-cni-pod-subnet-static'];
/** The models in which azure-cns hands out addresses. */
export const fromCns: readonly PoolModel[] = [...podSubnets, ...overlay];

/** A clue from something that was seen. */
export function clue(id: string, weight: Weight, observed: string, says: string, leaves: readonly PoolModel[]): Clue {
  return { id, weight, observed, says, leaves, lacks: false };
}

/** A clue from something that is proven not to be there. */
export function lack(id: string, weight: Weight, observed: string, says: string, leaves: readonly PoolModel[]): Clue {
  return { id, weight, observed, says, leaves, lacks: true };
}

/** Every model but these. */
export function except(...gone: readonly PoolModel[]): readonly PoolModel[] {
  return poolModels.filter((model) => !gone.includes(model));
}

/** Models in words: `Azure CNI Overlay or kubenet`. */
export function either(models: readonly PoolModel[]): string {
  return models.map((model) => modelNames[model]).join(' or ');
}

const order: readonly Weight[] = ['decisive', 'strong', 'medium', 'weak'];

/** Signals, strongest first; among equals the order in which they were found. */
export function ranked<S extends Pick<Signal, 'weight'>>(signals: readonly S[]): readonly S[] {
  return [...signals].sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

/** What clues leave, and those that do not go with it. */
export type Weighed = { readonly left: readonly PoolModel[]; readonly against: readonly Clue[] };

function leaving(left: readonly PoolModel[], clues: readonly Clue[]): readonly PoolModel[] {
  return left.filter((model) => clues.every((each) => each.leaves.includes(model)));
}

function byClass(clues: readonly Clue[]): Weighed {
  let left = poolModels;
  const against: Clue[] = [];
  for (const weight of order) {
    const group = clues.filter((each) => each.weight === weight);
    const possible = group.filter((each) => leaving(left, [each]).length > 0);
    against.push(...group.filter((each) => !possible.includes(each)));
    const next = leaving(left, possible);
    if (next.length === 0) {
      const union = left.filter((model) => possible.some((each) => each.leaves.includes(model)));
      return { left: union, against: [...against, ...possible] };
    }
    left = next;
  }
  return { left, against };
}

// A clue that leaves more than half of the models names none of them.
const specific = poolModels.length / 2;

/**
 * Weighs clues class by class. A clue against what stronger ones left is named and does not count; clues of one class
 * that contradict each other leave everything that any of them allows, and nothing weaker may settle it. A single
 * model must be named by something that was seen: what is only lacking can rule out, never prove.
 */
export function weigh(clues: readonly Clue[]): Weighed {
  const all = byClass(clues);
  const [model, ...others] = all.left;
  if (model === undefined || others.length > 0) return all;
  const named = clues.some(({ lacks, leaves }) => !lacks && leaves.length <= specific && leaves.includes(model));
  return named ? all : { ...all, left: byClass(clues.filter(({ lacks }) => !lacks)).left };
}
