import type { CheckAnswer } from '../model/check.ts';
import { type CheckOutlook, contradictionsOf, isNotInDump, lacksOwnPods, outlookOf } from '../model/check-outlook.ts';
import { dataplaneNames, modelNames, policyNames, problemWords, statusWords } from '../model/display-names.ts';
import type { Doc, DocPart, Line, Medium } from '../model/doc.ts';
import { causeParts } from './check-causes.ts';
import { changeLines } from './check-changes.ts';
import { taskParts } from './check-tasks.ts';
import { checkVerdict } from './check-verdict.ts';
import { evidenceSections } from './evidence.ts';
import { factOf } from './facts.ts';
import { roomOf } from './fit.ts';
import { boldRun, codePart, commandRun, createDoc, paragraphPart, textRun, timeRun } from './runs.ts';
import { createShortener, type Shorten } from './short-names.ts';

/** Names of nodes as the tables of this look have them. */
function shortenerFor({ tables }: CheckAnswer): Shorten {
  const named = tables.flatMap(({ columns, rows }) => {
    const at = columns.indexOf('NODE');
    return at < 0 ? [] : rows.map((row) => row[at] ?? '');
  });
  return createShortener([...new Set(named)]);
}

/** The problems that were found, and those that could not be looked for. */
function problemParts({ found, unseen }: CheckOutlook, answer: CheckAnswer, shorten: Shorten): readonly DocPart[] {
  const { sign, words } = problemWords.supported;
  const lines = found.map(({ because }) =>
    paragraphPart(boldRun(`${sign} Problem ${words}: `), textRun(shorten(factOf(because)))),
  );
  if (unseen.length === 0) return lines;
  const outcomes = answer.unread.map(({ outcome }) => outcome);
  const states = [
    ...(outcomes.includes('forbidden') ? [statusWords.blocked] : []),
    ...(outcomes.includes('failed') || !outcomes.includes('forbidden') ? [statusWords.error] : []),
  ];
  // Which of the two each problem lacks stands in the evidence.
  const signs = states.map((each) => each.sign).join(' ');
  const lacks = states.map((each) => each.words).join(' or ');
  const many = `${unseen.length} of ${answer.problems.length}`;
  return [...lines, paragraphPart(boldRun(`${signs} Common problems · ${lacks}, ${many}`))];
}

/** That the network is not known for sure; all of it stands in the evidence. */
function unclearParts({ clear, state }: CheckOutlook, { report: { cluster } }: CheckAnswer): readonly DocPart[] {
  const isRight = state === 'pass' || state === 'differs';
  const [first] = contradictionsOf(cluster);
  if (clear || (isRight && first === undefined)) return [];
  if (isRight && first !== undefined) return [paragraphPart(textRun(`What does not fit: ${factOf(`${first.says}.`)}`))];
  const isKnown = cluster.model !== 'undetermined' && cluster.model !== 'mixed';
  const mixed = cluster.model === 'mixed';
  const says = isKnown
    ? 'One observation does not fit the others: see the evidence.'
    : mixed
      ? 'Your cluster has more than one network model.'
      : 'I cannot tell which network model this is.';
  return [paragraphPart(textRun(says))];
}

/** The one thing to do, where no button says it. */
function nextParts(outlook: CheckOutlook, answer: CheckAnswer, medium: Medium): readonly DocPart[] {
  const { state, found, lead } = outlook;
  if (lead !== null && lacksOwnPods(lead) && lead.excluded.length === 0) {
    const start = `kubectl run web --image=nginx -n ${answer.report.namespace}`;
    return [paragraphPart(textRun('Start one, then check again:')), codePart(start)];
  }
  if (lead !== null && (state === 'fail' || (state === 'not-measurable' && !isNotInDump(lead, answer))))
    return [paragraphPart(boldRun('Next: '), textRun(lead.nextStep))];
  const [problem] = found;
  if (medium === 'slack' || problem === undefined) return [];
  return [paragraphPart(boldRun('Next: '), commandRun(`walk ${problem.id}`))];
}

/** What kind of cluster it is, as far as it is known. */
function networkLine({ report: { cluster }, task }: CheckAnswer): readonly Line[] {
  const { model, dataplane, policyEngine } = cluster;
  if (task !== null || model === 'undetermined') return [];
  const names = [
    modelNames[model],
    ...(dataplane === 'undetermined' ? [] : [dataplaneNames[dataplane]]),
    ...(policyEngine === 'undetermined' ? [] : [`policies: ${policyNames[policyEngine]}`]),
  ];
  return [[textRun(names.join(' · '))]];
}

function lookLines({ report: { namespace, readAt, source } }: CheckAnswer, medium: Medium): readonly Line[] {
  const from = medium === 'slack' ? '' : ` (${source.kind} ${source.name})`;
  return [
    [textRun(`Looked from ${namespace}${from}, `), timeRun(readAt), textRun('. I only read.')],
    ...(medium === 'slack' ? [] : [[textRun('--verbose shows the evidence.')]]),
  ];
}

/** What is said of all that is shown, but for the kind of cluster and what changed. */
function partsOf(answer: CheckAnswer, outlook: CheckOutlook, medium: Medium): Pick<Doc, 'verdict' | 'parts'> {
  const shorten = shortenerFor(answer);
  const remark = answer.remark === null ? '' : `${answer.remark} `;
  return {
    verdict: [boldRun(remark + shorten(checkVerdict(outlook, answer)))],
    parts: [
      ...taskParts(outlook, answer, shorten),
      ...problemParts(outlook, answer, shorten),
      ...unclearParts(outlook, answer),
      ...causeParts(answer.unread),
      ...nextParts(outlook, answer, medium),
    ],
  };
}

// docs/messages.md allows 120; a time is read as more than one.
const mostWords = 114;

const wordsOf = (runs: Line): number => roomOf({ part: 'paragraph', runs }).words;
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);

/** What was taken for granted while it was read: it limits the verdict, so it stands beside it. */
function assumedLines({ report: { receipt } }: CheckAnswer): readonly Line[] {
  return receipt.reads.flatMap(({ verb, resource }) => (verb === 'assume' ? [[textRun(`${resource}.`)]] : []));
}

/** The answer to `check`: the verdict, a line per task, what is in the way, and the next step; all else is evidence. */
export function checkDoc(answer: CheckAnswer, medium: Medium): Doc {
  const { verdict, parts } = partsOf(answer, outlookOf(answer), medium);
  const looked = [...lookLines(answer, medium), ...assumedLines(answer)];
  const said = wordsOf(verdict) + sumOf(parts.map((part) => roomOf(part).words)) + sumOf(looked.map(wordsOf));
  const changed = changeLines(answer, mostWords - said);
  const room = mostWords - said - sumOf(changed.map(wordsOf));
  // It stands in the evidence as well.
  const network = networkLine(answer).filter((line) => wordsOf(line) <= room);
  return createDoc(verdict, parts, {
    smallPrint: [...network, ...looked],
    changed,
    details: evidenceSections(answer),
    detailsLabel: 'Evidence',
  });
}
