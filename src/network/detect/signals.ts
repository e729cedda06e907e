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

/**
 * What was seen (or with `isAbsence`, what was proven not to be there), and the models that stay possible
 * with it.
 */
export type ModelSignal = Signal & { readonly possibleModels: readonly PoolModel[]; readonly isAbsence: boolean };

/** Overlay alone. */
export const overlayModels: readonly PoolModel[] = ['azure-cni-overlay'];
/** Both kinds of Pod subnet. */
export const podSubnetModels: readonly PoolModel[] = ['azure-cni-pod-subnet-dynamic', 'azure-cni-pod-subnet-static'];
/** The models in which azure-cns hands out addresses. */
export const cnsModels: readonly PoolModel[] = [...podSubnetModels, ...overlayModels];

/** A signal from something that was seen. */
export function presenceSignal(
  id: string,
  weight: Weight,
  observed: string,
  says: string,
  leaves: readonly PoolModel[],
): ModelSignal {
  return { id, weight, observed, says, possibleModels: leaves, isAbsence: false };
}

/** A signal from something that is proven not to be there. */
export function absenceSignal(
  id: string,
  weight: Weight,
  observed: string,
  says: string,
  leaves: readonly PoolModel[],
): ModelSignal {
  return { id, weight, observed, says, possibleModels: leaves, isAbsence: true };
}

/** Every model but these. */
export function modelsExcept(...gone: readonly PoolModel[]): readonly PoolModel[] {
  return poolModels.filter((model) => !gone.includes(model));
}

/** Models in words: `Azure CNI Overlay or kubenet`. */
export function joinModelNames(models: readonly PoolModel[]): string {
  return models.map((model) => modelNames[model]).join(' or ');
}

const order: readonly Weight[] = ['decisive', 'strong', 'medium', 'weak'];

/** Signals, strongest first; among equals the order in which they were found. */
export function rankByWeight<S extends Pick<Signal, 'weight'>>(signals: readonly S[]): readonly S[] {
  return [...signals].sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

/** The models that signals leave, and the signals that contradict stronger ones. */
export type Elimination = { readonly remaining: readonly PoolModel[]; readonly against: readonly ModelSignal[] };

function leaving(left: readonly PoolModel[], signals: readonly ModelSignal[]): readonly PoolModel[] {
  return left.filter((model) => signals.every((each) => each.possibleModels.includes(model)));
}

function eliminateByWeight(signals: readonly ModelSignal[]): Elimination {
  let left = poolModels;
  const against: ModelSignal[] = [];
  for (const weight of order) {
    const group = signals.filter((each) => each.weight === weight);
    const possible = group.filter((each) => leaving(left, [each]).length > 0);
    against.push(...group.filter((each) => !possible.includes(each)));
    const next = leaving(left, possible);
    if (next.length === 0) {
      const union = left.filter((model) => possible.some((each) => each.possibleModels.includes(model)));
      return { remaining: union, against: [...against, ...possible] };
    }
    left = next;
  }
  return { remaining: left, against };
}

// A signal that leaves more than half of the models names none of them.
const specific = poolModels.length / 2;

/**
 * Weighs signals by their weight. One against what stronger ones left is named and does not count; signals of
 * one weight that contradict each other leave everything that any of them allows, and nothing weaker may
 * settle it. A single model must be named by something that was seen: what is only lacking can rule out,
 * never prove.
 */
export function eliminate(signals: readonly ModelSignal[]): Elimination {
  const all = eliminateByWeight(signals);
  const [model, ...others] = all.remaining;
  if (model === undefined || others.length > 0) return all;
  const named = signals.some(
    ({ isAbsence, possibleModels }) =>
      !isAbsence && possibleModels.length <= specific && possibleModels.includes(model),
  );
  return named
    ? all
    : { ...all, remaining: eliminateByWeight(signals.filter(({ isAbsence }) => !isAbsence)).remaining };
}
