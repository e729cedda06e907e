import type { Judgement } from '../model/finding.ts';
import type { Unreadable } from '../model/read.ts';
import { permissionName } from '../network/phrases.ts';

// A row of the problems that is not seen begins with its own words for that.
const unseenWords = 'I could not see this: ';

/** What a finding observed; where it could not be seen, why, without saying once more that it could not. */
export function reasonWithoutPreamble(observed: string): string {
  if (!observed.startsWith(unseenWords)) return observed;
  const reason = observed.slice(unseenWords.length);
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

/**
 * How a finding reads when something it needs could not be read: never a pass, never the student's failure.
 */
export function unreadableFinding(
  { ask, outcome, because }: Unreadable,
  others: readonly Unreadable[] = [],
): Pick<Judgement, 'status' | 'owner' | 'observed' | 'nextStep'> {
  if (outcome === 'forbidden') {
    const refused = others.filter((each) => each.outcome === 'forbidden').map((each) => permissionName(each.ask));
    const all = [...new Set([permissionName(ask), ...refused])].map((each) => `"${each}"`).join(', ');
    const nextStep = `netlab lacks a permission here; you did nothing wrong. Whoever runs the cluster grants ${all} to the account netlab reads with; your instructor knows who that is.`;
    const observed = `${unseenWords}the permission to ${permissionName(ask)} is missing.`;
    return { status: 'blocked', owner: 'instructor', observed, nextStep };
  }
  if (outcome === 'not-in-dump') {
    const observed = `${unseenWords}${because}.`;
    const nextStep =
      'Add that output to the dump (kubectl get --raw keeps the list’s type), or read the cluster itself.';
    return { status: 'not-measurable', owner: 'you', observed, nextStep };
  }
  const observed = `${unseenWords}${because}.`;
  const nextStep =
    'Try again in a minute. If it stays so, tell your instructor: the cluster’s API is at fault, not your work.';
  return { status: 'error', owner: 'lab', observed, nextStep };
}
