import { outcomeWords, stepWords } from '../model/display-names.ts';
import type { Doc, DocPart, DocSection, Line, Medium } from '../model/doc.ts';
import { type ProblemTitles, problemIds } from '../model/finding.ts';
import type { WalkAnswer, WalkRow } from '../model/walk.ts';
import { factOfRow, startUpper } from './problem-fact.ts';
import { boldRun, codePart, createDoc, headingPart, listPart, paragraphPart, textRun, timeRun } from './runs.ts';
import { remarkLines } from './walk-remarks.ts';

const causes = {
  forbidden: 'a permission is missing. You did nothing wrong.',
  // It may have answered with an error.
  failed: 'the cluster gave no usable answer. This is not your doing.',
  'not-in-dump': 'the dump does not hold it.',
} as const;
const bothCauses = 'a permission is missing, and the cluster gave no usable answer. You did nothing wrong.';

function causeOf(lost: readonly NonNullable<WalkRow['lost']>[]): string | null {
  if (lost.includes('forbidden') && lost.includes('failed')) return bothCauses;
  const cause = (['forbidden', 'failed', 'not-in-dump'] as const).find((each) => lost.includes(each));
  return cause === undefined ? null : causes[cause];
}

const startLower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What the rows came to, in one sentence. */
function verdictOf(steps: readonly WalkRow[]): string {
  const found = steps.filter(({ status, normal }) => status === 'supported' && !normal);
  const lost = steps.flatMap((step) => step.lost ?? []);
  const [first] = found;
  if (first !== undefined) {
    const head = found.length === 1 ? 'One problem found' : `${found.length} problems found. The first`;
    return `${head}: ${startLower(first.symptom)}.`;
  }
  const cause = causeOf(lost);
  const many = steps.length > 1 ? ` at ${lost.length} of ${steps.length}` : '';
  if (cause !== null) return `I could not look${many}: ${cause}`;
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return `${only.symptom}: ${stepWords(only).words}.`;
  return 'None of the four problems is visible here.';
}

function rowLine(row: WalkRow): Line {
  const { sign, words } = stepWords(row);
  // A read that is missing is told once, above.
  const fact = row.lost === null ? ` ${factOfRow(row)}` : '';
  return [boldRun(`${sign} ${row.symptom}: ${words}.`), textRun(fact)];
}

/** All that is known of a row: why, what to do, the command that shows it, and what it may show. */
function rowParts({ because, status, todo, nextCommand, outcomes }: WalkRow): readonly DocPart[] {
  // A reason may begin with a Pod’s name, which has its own letters.
  const said = paragraphPart(textRun(/^[a-z]+ /u.test(because) ? startUpper(because) : because));
  if (status === 'ruled-out') return [said];
  const meant = outcomes.map(({ sees, means }) => [textRun(`${sees} → ${outcomeWords[means]}`)]);
  return [
    said,
    ...(todo === null ? [] : [paragraphPart(textRun(`Do: ${todo}`))]),
    codePart(nextCommand),
    ...(meant.length > 0 ? [listPart(meant)] : []),
  ];
}

function titlesOf(steps: readonly WalkRow[]): ProblemTitles {
  const titleOf = (id: WalkRow['id']) => steps.find((step) => step.id === id)?.symptom ?? '';
  const [range, agents, map, egress] = problemIds;
  return { [range]: titleOf(range), [agents]: titleOf(agents), [map]: titleOf(map), [egress]: titleOf(egress) };
}

/** The answer to `walk`: what was found, a line for each row of the table of problems, and all about each of them folded. */
export function walkDoc({ namespace, readAt, steps, source, remarks = [] }: WalkAnswer, medium: Medium): Doc {
  const from = medium === 'slack' ? '' : ` in ${namespace}, from ${source.kind} ${source.name}`;
  const sections: readonly DocSection[] = steps.map((row) => ({ title: row.symptom, parts: rowParts(row) }));
  const open = steps.filter(({ status }) => status !== 'ruled-out');
  // What is one press away in Slack is read at once in a terminal.
  const whole = open.flatMap((row) => [headingPart(row.symptom), ...rowParts(row)]);
  const { shown, folded } = remarkLines(remarks, titlesOf(steps));
  const changes = folded.length === 0 ? [] : [{ title: 'What changed', parts: [listPart(folded)] }];
  return createDoc([boldRun(verdictOf(steps))], [listPart(steps.map(rowLine)), ...(medium === 'slack' ? [] : whole)], {
    changed: shown,
    smallPrint: [[textRun('Looked at '), timeRun(readAt), textRun(`${from}. I only read.`)]],
    details:
      medium === 'slack' ? [...sections, ...changes] : sections.filter((_, at) => steps[at]?.status === 'ruled-out'),
  });
}

/** What is left of a step of a walk that went on in a later message. */
export const earlierWalkDoc: Doc = createDoc([textRun('This walk went on in a later message.')], []);
