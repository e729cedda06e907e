import type { Judgement } from '../model/finding.ts';
import type { Unreadable } from '../model/read.ts';
import { permissionName } from '../network/phrases.ts';
import { capitalizeFirst } from '../network/policy/rule-words.ts';

// A row of the problems that is not seen begins with its own words for that.
const unseenWords = 'I could not see this: ';

/** What a finding observed; where it could not be seen, why, without saying once more that it could not. */
export function reasonWithoutPreamble(observed: string): string {
  if (!observed.startsWith(unseenWords)) return observed;
  const reason = observed.slice(unseenWords.length);
  return reason.startsWith('netlab') ? reason : capitalizeFirst(reason);
}

/** Whether the API server does not take netlab's login, or there was none to ask with. */
export function isLoginFault({ fault, code }: Pick<Unreadable, 'fault' | 'code'>): boolean {
  return fault === 'credentials' || code === 401;
}

/** What to do about a read that failed, whose turn it is: waiting heals an outage alone. */
export function adviceOnFailure(read: Unreadable): { readonly owner: 'bot' | 'lab'; readonly nextStep: string } {
  if (isLoginFault(read)) {
    const nextStep =
      'Whoever runs netlab renews its credentials for the cluster; waiting does not help. You did nothing wrong: tell your instructor.';
    return { owner: 'bot', nextStep };
  }
  if (read.fault === 'size') {
    const nextStep =
      'Tell your instructor: the cluster’s API sends more than netlab takes in, and asking again does not help. It is not your doing.';
    return { owner: 'lab', nextStep };
  }
  const nextStep =
    'Try again in a minute. If it stays so, tell your instructor: the cluster’s API is at fault, not your work.';
  return { owner: 'lab', nextStep };
}

/**
 * How a finding reads when something it needs could not be read: never a pass, never the student's failure.
 */
export function unreadableFinding(
  read: Unreadable,
  others: readonly Unreadable[] = [],
): Pick<Judgement, 'status' | 'owner' | 'observed' | 'nextStep'> {
  const { ask, outcome, because } = read;
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
  return { status: 'error', observed: `${unseenWords}${because}.`, ...adviceOnFailure(read) };
}
