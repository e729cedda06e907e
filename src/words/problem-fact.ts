import type { ShutEgress, WalkRow } from '../model/walk.ts';
import { listNames } from './pod-names.ts';
import { shortenOverlong } from './short-names.ts';

// A longer sentence is not read at a glance.
const mostWords = 14;

const countWords = (text: string): number => text.split(/\s+/u).length;

/** The first sentence of a reason; where it is long, without the list behind its colon. The whole reason stands elsewhere. */
export function shortReason(because: string): string {
  // A full stop inside a name or an address ends no sentence.
  const [sentence = because] = because.split(/(?<=[.!?])\s+(?=[\p{Lu}“])/u);
  const [head = '', ...tail] = sentence.split(': ');
  return tail.length > 0 && countWords(sentence) > mostWords ? `${head}.` : sentence;
}

/** A policy as a sentence names it: its kind and its name. */
function policyWords(name: string): string {
  const parts = name.split('/');
  return parts.length < 2 ? name : `${parts[0]} ${parts.at(-1)}`;
}

/** Policies as a sentence names them. */
export function listPolicies(names: readonly string[]): string {
  const [only = ''] = names;
  return names.length === 1 ? policyWords(only) : `${names.length} policies`;
}

/** What policies shut, in one sentence. */
export function shutSentence({ what, pods, policies }: ShutEgress): string {
  const verb = policies.length === 1 ? 'limits' : 'limit';
  const lacks = what === 'everything' ? 'no rule leads out of the cluster' : 'no rule lets them ask for names';
  return `${startUpper(listPolicies(policies))} ${verb} ${listNames(pods)}, and ${lacks}.`;
}

/** A sentence that begins with a capital. */
export const startUpper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const lostWords = {
  forbidden: 'A permission is missing.',
  failed: 'The cluster gave no usable answer.',
  'not-in-dump': 'The dump does not hold it.',
} as const;

/** The one fact that a row of the table of problems shows. */
export function factOfRow({ because, lost, shut }: WalkRow): string {
  if (shut !== null) return shortenOverlong(shutSentence(shut));
  return lost === null ? shortenOverlong(shortReason(because)) : lostWords[lost];
}
