import type { LabelSelector } from '../../model/policy.ts';
import { both, no, type Truth, truth, unsure, yes } from './kleene.ts';

/** The value of a label, undefined where there is none, null where that could not be seen. */
export type Look = (key: string) => string | undefined | null;

/** Looks labels up; `whole` where no others exist than those that are known. */
export function lookIn({ labels, whole }: { labels: Readonly<Record<string, string>>; whole: boolean }): Look {
  return (key) => (Object.hasOwn(labels, key) ? labels[key] : whole ? undefined : null);
}

function expressed({ key, operator, values }: LabelSelector['matchExpressions'][number], look: Look): Truth {
  const value = look(key);
  if (value === null) return unsure;
  switch (operator) {
    case 'Exists':
      return truth(value !== undefined);
    case 'DoesNotExist':
      return truth(value === undefined);
    case 'In':
      return truth(value !== undefined && values.includes(value));
    case 'NotIn':
      // By the API's words NotIn holds where the key is missing.
      return truth(value === undefined || !values.includes(value));
    default:
      return unsure;
  }
}

/**
 * Whether a selector matches labels. An empty selector matches everything; an empty value is a value, which a missing
 * key does not have.
 */
export function selected({ matchLabels, matchExpressions }: LabelSelector, look: Look): Truth {
  let found: Truth = yes;
  for (const key of Object.keys(matchLabels)) {
    const value = look(key);
    found = both(found, value === null ? unsure : truth(value === matchLabels[key]));
    if (found === no) return no;
  }
  for (const expression of matchExpressions) found = both(found, expressed(expression, look));
  return found;
}
