import type { KnownBlock } from '@slack/types';
import { verdictWords } from '../model/display-names.ts';
import type { PolicyTrial, Reach, VerdictChange } from '../model/reach.ts';
import { boldRun, bulletList, contextBlock, divider, paragraphBlock, type TextRun, textRun } from './builders.ts';
import { truncateText } from './limits.ts';

/** So many changes are listed; the terminal lists all. */
const mostChanges = 25;

/** A connection without the namespace that both ends share. */
function connectionRuns({ from, to, port, protocol, without, with: then }: VerdictChange): readonly TextRun[] {
  const short = (end: string) => end.split('/').at(-1) ?? end;
  return [
    boldRun(`${verdictWords[then].sign} ${without} → ${then}: `),
    textRun(`${short(from)} → ${short(to)}, ${protocol} ${port}`),
  ];
}

function beforeBlock({ verdict }: Reach, now: Reach | undefined): KnownBlock {
  const { sign } = verdictWords[verdict];
  const same = now?.verdict === verdict ? ', so the policy does not change this answer' : '';
  return paragraphBlock(boldRun(`${sign} Without the policy: ${verdict}${same}.`));
}

function comparedLine({ changes, compared, untold }: PolicyTrial): string {
  const some = changes.length > 0 ? `${changes.length} of ${compared}` : `None of ${compared}`;
  const unknown = untold === 0 ? '' : ` ${untold} cannot be told, with or without.`;
  return `${some} connections of your Pods that were compared change.${unknown}`;
}

/** What a policy that was tried changes. */
export function policyTrialBlocks(trial: PolicyTrial, reaches: readonly Reach[]): readonly KnownBlock[] {
  const { policies, replaced, placedIn, changes, leftOut, without } = trial;
  const more = changes.length - mostChanges;
  const remarks = [
    ...(replaced.length > 0 ? [`It takes the place of ${replaced.join(', ')}.`] : []),
    ...(placedIn === null ? [] : [`What names no namespace counts in ${placedIn}.`]),
    ...leftOut.map((each) => `Left out: ${each}.`),
    ...(more > 0 ? [`${more} more changes are not listed.`] : []),
  ];
  return [
    divider,
    ...without.map((each, at) => beforeBlock(each, reaches[at])),
    paragraphBlock(boldRun(comparedLine(trial)), textRun(`\nTried: ${truncateText(policies.join(', '), 600)}`)),
    ...(changes.length > 0 ? [bulletList(changes.slice(0, mostChanges).map(connectionRuns))] : []),
    ...remarks.map((each) => contextBlock(truncateText(each, 1500))),
  ];
}

/** The same in one sentence, for screen readers. */
export function policyTrialText(trial: PolicyTrial): string {
  return `With the policy that was tried. ${comparedLine(trial)}`;
}
