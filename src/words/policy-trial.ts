import { verdictWords } from '../model/display-names.ts';
import type { DocPart, DocSection, Line, Medium } from '../model/doc.ts';
import type { PolicyTrial, Reach, VerdictChange } from '../model/reach.ts';
import { shortenPodNames } from './pod-names.ts';
import { boldRun, listPart, paragraphPart, textRun } from './runs.ts';

// So many changes stand in the first message; all of them one press away.
const mostChanges = 10;

const shortEnd = (end: string): string => end.split('/').at(-1) ?? end;

/** Connections as a table; a Pod's own name tells it from the others of its namespace. */
function changesTable(changes: readonly VerdictChange[], short: (name: string) => string): DocPart {
  const rows = changes.map(({ from, to, port, protocol, without, with: then }) => [
    short(from),
    short(to),
    `${protocol} ${port}`,
    `${without} → ${verdictWords[then].sign} ${then}`,
  ]);
  return { part: 'table', columns: ['from', 'to', 'port', 'verdict'], rows };
}

function beforePart({ verdict }: Reach, now: Reach | undefined): DocPart {
  const { sign } = verdictWords[verdict];
  const same = now?.verdict === verdict ? ', so the policy does not change this answer' : '';
  return paragraphPart(boldRun(`${sign} Without the policy: ${verdict}${same}.`));
}

/** Why it is so without the policy; nothing where all passes. */
function whyBefore({ verdict, egress, ingress }: Reach): readonly DocPart[] {
  const side = egress.verdict === verdict ? egress : ingress;
  return verdict === 'allowed' ? [] : [paragraphPart(textRun(side.because))];
}

function comparedLine({ changes, compared, untold, namespaces }: PolicyTrial): string {
  const many = `${compared} ${compared === 1 ? 'connection' : 'connections'}`;
  const some = changes.length > 0 ? `${changes.length} of ${many} change` : `None of ${many} changes`;
  const unknown = untold === 0 ? '' : ` ${untold} cannot be told, with or without.`;
  return `${some} for the Pods of ${namespaces.join(', ')}.${unknown}`;
}

/** What was tried and what it replaces. */
function remarkLines({ policies, replaced, placedIn, leftOut }: PolicyTrial): readonly Line[] {
  return [
    `Tried, not applied: ${policies.join(', ')}.`,
    ...(replaced.length > 0 ? [`It takes the place of ${replaced.join(', ')}.`] : []),
    ...(placedIn === null ? [] : [`What names no namespace counts in ${placedIn}.`]),
    ...leftOut.map((each) => `Left out: ${each}.`),
    'Pods with the same labels are compared once.',
  ].map((each) => [textRun(each)]);
}

/** What a message says of a policy that was tried, and what is folded. */
export type TrialWords = { readonly parts: readonly DocPart[]; readonly details: readonly DocSection[] };

/** What a policy that was tried changes. */
export function trialWords(trial: PolicyTrial, reaches: readonly Reach[], medium: Medium): TrialWords {
  const { changes, without } = trial;
  const names = changes.flatMap(({ from, to }) => [from, to].filter((end) => end.includes('/')));
  const short = medium === 'slack' ? shortenPodNames(names) : shortEnd;
  const [first = [], ...remarks] = remarkLines(trial);
  const shown = medium === 'slack' ? changes.slice(0, mostChanges) : changes;
  const left = changes.length - shown.length;
  const parts: readonly DocPart[] = [
    ...without.flatMap((each, at) => [
      beforePart(each, reaches[at]),
      ...(medium === 'terminal' ? whyBefore(each) : []),
    ]),
    paragraphPart(boldRun(comparedLine(trial))),
    ...(shown.length > 0 ? [changesTable(shown, short)] : []),
    ...(left > 0 ? [paragraphPart(textRun(`And ${left} more: see More.`))] : []),
    paragraphPart(...first),
  ];
  if (medium === 'terminal') return { parts: [{ part: 'rule' }, ...parts, listPart(remarks)], details: [] };
  const why = without.flatMap(whyBefore);
  return {
    parts,
    details: [
      ...(why.length > 0 ? [{ title: 'Without the policy', parts: why }] : []),
      ...(left > 0 ? [{ title: 'All that changes', parts: [changesTable(changes, short)] }] : []),
      { title: 'How it was tried', parts: [listPart(remarks)] },
    ],
  };
}
