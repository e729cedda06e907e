import { verdictWords } from '../model/display-names.ts';
import type { DocPart, Line } from '../model/doc.ts';
import type { PolicyTrial, Reach, VerdictChange } from '../model/reach.ts';
import { boldRun, listPart, paragraphPart, textRun } from './runs.ts';

/** A connection without the namespace that both ends share. */
function connectionRuns({ from, to, port, protocol, without, with: then }: VerdictChange): Line {
  const short = (end: string) => end.split('/').at(-1) ?? end;
  return [
    boldRun(`${verdictWords[then].sign} ${without} → ${then}: `),
    textRun(`${short(from)} → ${short(to)}, ${protocol} ${port}`),
  ];
}

function beforePart({ verdict, egress, ingress }: Reach, now: Reach | undefined): DocPart {
  const { sign } = verdictWords[verdict];
  const same = now?.verdict === verdict ? ', so the policy does not change this answer' : '';
  const side = egress.verdict === verdict ? egress : ingress;
  return paragraphPart(
    boldRun(`${sign} Without the policy: ${verdict}${same}.`),
    textRun(verdict === 'allowed' ? '' : ` ${side.because}`),
  );
}

function comparedLine({ changes, compared, untold, namespaces }: PolicyTrial): string {
  const many = `${compared} ${compared === 1 ? 'connection' : 'connections'}`;
  const some = changes.length > 0 ? `${changes.length} of ${many} change` : `None of ${many} changes`;
  const unknown = untold === 0 ? '' : `; ${untold} cannot be told, with or without`;
  return `${some} for the Pods of ${namespaces.join(', ')}; Pods with the same labels are compared once${unknown}.`;
}

/** What a policy that was tried changes. */
export function trialParts(trial: PolicyTrial, reaches: readonly Reach[]): readonly DocPart[] {
  const { policies, replaced, placedIn, changes, leftOut, without } = trial;
  const remarks = [
    `Tried, not applied: ${policies.join(', ')}.`,
    ...(replaced.length > 0 ? [`It takes the place of ${replaced.join(', ')}.`] : []),
    ...(placedIn === null ? [] : [`What names no namespace counts in ${placedIn}.`]),
    ...leftOut.map((each) => `Left out: ${each}.`),
  ];
  return [
    { part: 'rule' },
    ...without.map((each, at) => beforePart(each, reaches[at])),
    paragraphPart(boldRun(comparedLine(trial))),
    ...(changes.length > 0 ? [listPart(changes.map(connectionRuns))] : []),
    listPart(remarks.map((each) => [textRun(each)])),
  ];
}
