import { reportWords, stepWords } from '../model/display-names.ts';
import type { Doc, DocPart, DocSection, Line } from '../model/doc.ts';
import { type ProblemId, problemIds } from '../model/finding.ts';
import type {
  HelpRequest,
  HelpRequestAnswer,
  HelpRequestsAnswer,
  InstructorReplyAnswer,
  StudentReport,
} from '../model/help-request.ts';
import { boldRun, codeRun, createDoc, listPart, paragraphPart, textRun, timeRun, userRun } from './runs.ts';

/** What was seen by the lesson's words, and what it means. */
function reportLine({ run, saw, verdict }: StudentReport): Line {
  const seen = saw === null ? ' → not sure' : ` → “${saw}”${verdict === null ? '' : ` (${reportWords[verdict]})`}`;
  return [codeRun(run), textRun(seen)];
}

type ProblemReports = { readonly title: string; readonly reports: readonly StudentReport[] };

/** What was reported, by problem: first the one that is asked about, even where nothing was reported of it. */
function reportsByProblem({
  request: { problem, evidence },
  titles,
}: Omit<HelpRequestAnswer, 'kind'>): readonly ProblemReports[] {
  const of = (id: ProblemId | undefined) => evidence.reports.filter((each) => each.problem === id);
  const others = problemIds.filter((id) => id !== problem).map((id) => ({ title: titles[id], reports: of(id) }));
  const unnamed = { title: 'Other steps', reports: of(undefined) };
  const more = [...others, unnamed].filter(({ reports }) => reports.length > 0);
  return [{ title: titles[problem], reports: of(problem) }, ...more];
}

function groupParts({ title, reports }: ProblemReports): readonly DocPart[] {
  if (reports.length === 0) return [paragraphPart(boldRun(`${title}: they reported nothing yet.`))];
  return [paragraphPart(boldRun(`${title}: what they reported, step by step`)), listPart(reports.map(reportLine))];
}

/** How each problem stood, in a line, first the one that is asked about; with its reason in the evidence. */
function rowLines({ request: { problem, evidence }, titles }: Omit<HelpRequestAnswer, 'kind'>, isWhole: boolean) {
  const asked = evidence.rows.filter(({ id }) => id === problem);
  const others = evidence.rows.filter(({ id }) => id !== problem);
  return [...asked, ...others].map((row): Line => {
    const { sign, words } = stepWords(row);
    return [boldRun(`${sign} ${titles[row.id]}: ${words}.`), ...(isWhole ? [textRun(` ${row.because}`)] : [])];
  });
}

/** How far they came, in a sentence. */
function whereTheyStand({ reports }: HelpRequest['evidence']): string {
  if (reports.length === 0) return 'They reported nothing yet.';
  const unsure = reports.filter(({ saw }) => saw === null).length;
  const many = `They ran ${reports.length} ${reports.length === 1 ? 'command' : 'commands'}`;
  return unsure === 0 ? `${many}.` : `${many}, and were not sure of ${unsure}.`;
}

/** A question for instructors: who asks about what, where they stand; the evidence is folded. */
export function helpRequestDoc(answer: Omit<HelpRequestAnswer, 'kind'>): Doc {
  const { request, titles } = answer;
  const { user, namespace, problem, at, evidence, reply } = request;
  const answered: readonly DocPart[] =
    reply === null
      ? []
      : [
          paragraphPart(boldRun('Answered by '), userRun(reply.by), textRun(', '), timeRun(reply.at)),
          { part: 'quote', text: reply.words },
        ];
  const details: readonly DocSection[] = [
    { title: 'What I read', parts: [listPart(rowLines(answer, true))] },
    { title: 'What they reported', parts: reportsByProblem(answer).flatMap(groupParts) },
  ];
  return createDoc(
    [userRun(user), boldRun(` asks about: ${titles[problem]}`)],
    [
      paragraphPart(textRun('In '), codeRun(namespace), textRun(', '), timeRun(at), textRun('.')),
      paragraphPart(textRun(whereTheyStand(evidence))),
      listPart(rowLines(answer, false)),
      ...answered,
    ],
    {
      smallPrint: [[textRun('Looked at '), timeRun(evidence.readAt), textRun('. I only read.')]],
      details,
      detailsLabel: 'Evidence',
    },
  );
}

/** The problems in two or three words, for a list. */
const shortNames: { readonly [P in ProblemId]: string } = {
  'same-range': 'same range',
  'no-cilium-pods': 'no Cilium Pods',
  'no-configmap': 'no ConfigMap',
  'no-egress': 'no way out',
};

function requestLine({ user, namespace, problem, at }: HelpRequest): Line {
  return [userRun(user), textRun(' '), codeRun(namespace), textRun(`: ${shortNames[problem]}, `), timeRun(at)];
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

/** An instructor's words for the student: as they were written, without any mark-up, and marked as theirs. */
export function instructorReplyDoc({ title, reply: { by, words }, first }: InstructorReplyAnswer): Doc {
  const says = first ? ' answers what you handed over: ' : ' adds to the answer about: ';
  return createDoc(
    [boldRun('Your instructor '), userRun(by), boldRun(`${says}${title}`)],
    [{ part: 'quote', text: words }],
    { smallPrint: [[textRun('These are your instructor’s words, not netlab’s.')]] },
  );
}
