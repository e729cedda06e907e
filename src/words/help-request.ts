import { reportWords, statusWords, stepWords } from '../model/display-names.ts';
import type { Doc, DocPart, DocSection, Line } from '../model/doc.ts';
import { type ProblemId, type ProblemTitles, problemIds } from '../model/finding.ts';
import type { HelpRequest, HelpRequestAnswer, HelpRequestsAnswer, StudentReport } from '../model/help-request.ts';
import { hintLevels } from '../model/lesson.ts';
import { conversationStateLine } from './conversation.ts';
import { boldRun, codeRun, createDoc, listPart, paragraphPart, textRun, timeRun, userRun } from './runs.ts';

/** What was seen by the lesson's words, and what it means. */
function reportLine({ run, saw, verdict }: StudentReport): Line {
  const seen = saw === null ? ' → not sure' : ` → “${saw}”${verdict === null ? '' : ` (${reportWords[verdict]})`}`;
  return [codeRun(run), textRun(seen)];
}

type RequestAndTitles = Pick<HelpRequestAnswer, 'request' | 'titles'>;
type ProblemReports = { readonly title: string; readonly reports: readonly StudentReport[] };

/** The problem that is asked about; null where it is something else. */
const problemOf = ({ subject }: HelpRequest): ProblemId | null => (subject.about === 'problem' ? subject.id : null);

/** What was reported, by problem: first the one that is asked about, even where nothing was reported of it. */
function reportsByProblem({ request, titles }: RequestAndTitles): readonly ProblemReports[] {
  const problem = problemOf(request);
  const of = (id: ProblemId | undefined) => request.evidence.reports.filter((each) => each.problem === id);
  const asked = problem === null ? [] : [{ title: titles[problem], reports: of(problem) }];
  const others = problemIds.filter((id) => id !== problem).map((id) => ({ title: titles[id], reports: of(id) }));
  const unnamed = { title: 'Other steps', reports: of(undefined) };
  return [...asked, ...[...others, unnamed].filter(({ reports }) => reports.length > 0)];
}

function groupParts({ title, reports }: ProblemReports): readonly DocPart[] {
  if (reports.length === 0) return [paragraphPart(boldRun(`${title}: they reported nothing yet.`))];
  return [paragraphPart(boldRun(`${title}: what they reported, step by step`)), listPart(reports.map(reportLine))];
}

/** How each problem stood, in a line, first the one that is asked about; with its reason in the evidence. */
function rowLines({ request, titles }: RequestAndTitles, isWhole: boolean): readonly Line[] {
  const { rows } = request.evidence;
  const problem = problemOf(request);
  const sorted = [...rows.filter(({ id }) => id === problem), ...rows.filter(({ id }) => id !== problem)];
  // What is about something else needs the problems only where one was found.
  const shown =
    isWhole || problem !== null ? sorted : sorted.filter(({ status, normal }) => status === 'supported' && !normal);
  return shown.map((row): Line => {
    const { sign, words } = stepWords(row);
    return [boldRun(`${sign} ${titles[row.id]}: ${words}.`), ...(isWhole ? [textRun(` ${row.because}`)] : [])];
  });
}

/** The verdicts of the subject, in a line each. */
function findingLines({ evidence: { findings = [] } }: HelpRequest): readonly Line[] {
  return findings.map(({ task, status, observed }): Line => {
    const { sign, words } = statusWords[status];
    const about = task === null ? '' : ` Task ${task}:`;
    return [boldRun(`${sign} ${words}.${about} `), textRun(observed)];
  });
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

const checksWords = (checks: number): string =>
  checks === 0 ? 'They have not checked yet.' : `They checked ${counted(checks, 'time')}.`;

/** How far they came, in a sentence or two. */
function whereTheyStand({ evidence: { reports, standing }, subject }: HelpRequest, titles: ProblemTitles): string {
  const unsure = reports.filter(({ saw }) => saw === null).length;
  const ran = `They ran ${counted(reports.length, 'command')}${unsure === 0 ? '' : `, and were not sure of ${unsure}`}.`;
  const nothing = subject.about === 'problem' ? 'They reported nothing yet.' : '';
  const hints = (standing?.hints ?? []).map(({ task, level }) => {
    return `Task ${task}: hint ${hintLevels.indexOf(level) + 1} of ${hintLevels.length}.`;
  });
  return [
    reports.length === 0 ? nothing : ran,
    ...(standing === undefined ? [] : [checksWords(standing.checks)]),
    ...hints,
    ...(standing?.walk ? [`Their walk is at: ${titles[standing.walk]}.`] : []),
    ...(standing?.quiz ? [`Their quiz question: ${standing.quiz}`] : []),
  ]
    .filter((each) => each !== '')
    .join(' ');
}

function detailsOf(answer: RequestAndTitles): readonly DocSection[] {
  const reported = reportsByProblem(answer).flatMap(groupParts);
  return [
    { title: 'What I read', parts: [listPart([...findingLines(answer.request), ...rowLines(answer, true)])] },
    ...(reported.length === 0 ? [] : [{ title: 'What they reported', parts: reported }]),
  ];
}

/** So many verdicts are read at a glance; all of them are folded. */
const mostFindings = 3;

/** A question for instructors: who asks what, where they stand; the evidence is folded. */
export function helpRequestDoc(answer: Omit<HelpRequestAnswer, 'kind'>): Doc {
  const { request, title, titles, words } = answer;
  const { user, namespace, at, evidence } = request;
  const stands = whereTheyStand(request, titles);
  const seen = [...findingLines(request).slice(0, mostFindings), ...rowLines(answer, false)];
  const state = conversationStateLine(request);
  return createDoc(
    [userRun(user), boldRun(`${request.state === 'still-stuck' ? ' is still stuck with' : ' asks about'}: ${title}`)],
    [
      ...(words === null ? [] : [{ part: 'quote', text: words } as const]),
      paragraphPart(textRun('In '), codeRun(namespace), textRun(', '), timeRun(at), textRun('.')),
      ...(stands === '' ? [] : [paragraphPart(textRun(stands))]),
      ...(seen.length === 0 ? [] : [listPart(seen)]),
      ...(state.length === 0 ? [] : [paragraphPart(...state)]),
    ],
    {
      smallPrint: [[textRun('Looked at '), timeRun(evidence.readAt), textRun('. I only read.')]],
      details: detailsOf(answer),
      detailsLabel: 'Evidence',
    },
  );
}

/** What is asked about, in four words: a page has ten of them. */
function shortTitle(title: string): string {
  const words = title.split(' ');
  return words.length > 4 ? `${words.slice(0, 4).join(' ')} …` : title;
}

function requestLine({ user, namespace, title, at }: HelpRequestsAnswer['requests'][number]): Line {
  return [userRun(user), textRun(' '), codeRun(namespace), textRun(`: ${shortTitle(title)}, `), timeRun(at)];
}

/** The questions that nobody answered, the oldest first. */
export function waitingHelpRequestsDoc({ requests, page }: HelpRequestsAnswer): Doc {
  const { earlier, waiting } = page ?? { earlier: 0, waiting: requests.length };
  const many = waiting === 1 ? 'One student waits for an answer.' : `${waiting} students wait for an answer.`;
  const verdict = waiting === 0 ? 'Nobody waits for an answer.' : many;
  const later = waiting - earlier - requests.length;
  const smallPrint = [
    ...(earlier > 0 ? [[textRun(`${earlier} come before these.`)]] : []),
    ...(later > 0 ? [[textRun(`${later} more come after these.`)]] : []),
  ];
  return createDoc([boldRun(verdict)], requests.length > 0 ? [listPart(requests.map(requestLine))] : [], {
    smallPrint,
  });
}
