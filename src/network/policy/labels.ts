import { findOwnValue } from '../../model/own-value.ts';
import type { LabelSelector } from '../../model/policy.ts';
import { allTrue, no, type Truth, toTruth, unsure, yes } from './kleene.ts';

/** The value of a label, undefined where there is none, null where that could not be seen. */
export type LabelLookup = (key: string) => string | undefined | null;

/** Looks labels up; `whole` where no others exist than those that are known. */
export function createLabelLookup({
  labels,
  whole,
}: {
  labels: Readonly<Record<string, string>>;
  whole: boolean;
}): LabelLookup {
  return (key) => findOwnValue(labels, key) ?? (whole ? undefined : null);
}

function expressed({ key, operator, values }: LabelSelector['matchExpressions'][number], look: LabelLookup): Truth {
  const value = look(key);
  if (value === null) return unsure;
  switch (operator) {
    case 'Exists':
      return toTruth(value !== undefined);
    case 'DoesNotExist':
      return toTruth(value === undefined);
    case 'In':
      return toTruth(value !== undefined && values.includes(value));
    case 'NotIn':
      // By the API's words NotIn holds where the key is missing.
      return toTruth(value === undefined || !values.includes(value));
    default:
      return unsure;
  }
}

/**
 * Whether a selector matches labels. An empty selector matches everything; an empty value is a value, which a
 * missing key does not have.
 */
export function matchSelector({ matchLabels, matchExpressions }: LabelSelector, look: LabelLookup): Truth {
  let found: Truth = yes;
  for (const [key, wanted] of Object.entries(matchLabels)) {
    const value = look(key);
    found = allTrue(found, value === null ? unsure : toTruth(value === wanted));
    if (found === no) return no;
  }
  for (const expression of matchExpressions) found = allTrue(found, expressed(expression, look));
  return found;
}
