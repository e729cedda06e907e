import { modelNames } from '../../model/display-names.ts';
import type { PoolModel } from '../../model/network.ts';
import { describeEnd } from '../../model/time.ts';

/** The last day of each model that AKS gives up. Source: Azure/AKS#4859. */
const lastDays: { readonly [M in PoolModel]?: string } = { kubenet: '2028-03-31' };

/** Until when AKS supports a model, as a sentence that holds at `now` (ISO); null for one that stays. */
export function describeModelEnd(model: PoolModel, now: string): string | null {
  const day = lastDays[model];
  return day === undefined ? null : `AKS’s support for ${modelNames[model]} ${describeEnd(day, now)}.`;
}
