import { authoredSource, passageSource } from '../../exercise/sentences.ts';
import type { Assessment } from '../../model/assessment.ts';
import { statusOrder } from '../../model/check-outlook.ts';
import type { Finding, ProblemRow } from '../../model/finding.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import {
  type AuthoredSource,
  findingSourceId,
  problemSourceId,
  type ResultSituation,
} from '../../model/sentence-choice.ts';
import { cardTextOf } from './finding-card.ts';
import { foreignModelOf, passageOnModel } from './own-model.ts';
import type { ResultSubject } from './result-subject.ts';

/** So many characters of sentences go with a result; pages behind that are left out. */
const mostCharacters = 12_000;

const urgency = ({ status }: Finding): number => statusOrder.indexOf(status);
const isFound = ({ status, normal }: ProblemRow): boolean => status === 'supported' && !normal;

/** The findings that a subject is about, those that are not as the exercise says first. */
function findingsAbout(subject: ResultSubject, { findings }: Assessment): readonly Finding[] {
  const about = findings.filter((finding) => {
    if (subject.is === 'finding') return finding.id === subject.code;
    if (subject.is === 'problem') return finding.problems.includes(subject.problem);
    if (subject.is === 'task') return finding.task === subject.task;
    return finding.task !== null || finding.status === 'differs';
  });
  return about.toSorted((a, b) => urgency(a) - urgency(b));
}

function problemsAbout(subject: ResultSubject, { problems }: Assessment): readonly ProblemRow[] {
  if (subject.is === 'problem') return problems.filter(({ id }) => id === subject.problem);
  return subject.is === 'all' ? problems.filter(isFound) : [];
}

/** The card of a finding as it stands, as a page. */
function cardSource(finding: Finding, { network }: Assessment, lesson: Lesson): readonly AuthoredSource[] {
  const card = cardTextOf(finding, network.model, lesson);
  if (card === null) return [];
  return [authoredSource(findingSourceId(finding.id), finding.asks, [card.concept, card.why, card.next])];
}

const partsByStatus = { supported: 'supported', 'ruled-out': 'ruledOut', 'cannot-see': 'cannotSee' } as const;

/** What the lesson says of a problem as it stands, as a page. */
function problemSource({ id, status, normal }: ProblemRow, { problems }: Lesson): AuthoredSource {
  const text = problems[id];
  const todo = status === 'supported' && !normal ? [text.todo] : [];
  return authoredSource(problemSourceId(id), text.title, [...text[partsByStatus[status]], ...todo, ...text.lookalike]);
}

/** The passages behind findings and problems, those on the cluster's own model first, those on others last. */
function passagesBehind(
  findings: readonly Finding[],
  problems: readonly ProblemRow[],
  { network: { model } }: Assessment,
  lesson: Lesson,
): readonly Passage[] {
  const ids = [
    ...problems.flatMap(({ id }) => lesson.problems[id].passages),
    ...findings.flatMap((each) => each.theory),
  ];
  const named = [...new Set(ids)].flatMap((id) => lesson.passages.find((each) => each.id === id) ?? []);
  const own = passageOnModel(model, lesson);
  const ownFirst = own !== undefined && named.includes(own) ? [own, ...named.filter((each) => each !== own)] : named;
  const isForeign = (each: Passage) => foreignModelOf(each, model, lesson) !== null;
  return [...ownFirst.filter((each) => !isForeign(each)), ...ownFirst.filter(isForeign)];
}

function withinBounds(sources: readonly AuthoredSource[]): readonly AuthoredSource[] {
  let left = mostCharacters;
  return sources.filter(({ sentences }) => {
    left -= sentences.reduce((sum, { text }) => sum + text.length, 0);
    return left >= 0;
  });
}

/** The pages that explain a subject, in the order in which they are shown where nobody chooses. */
function resultSources(subject: ResultSubject, assessment: Assessment, lesson: Lesson): readonly AuthoredSource[] {
  const findings = findingsAbout(subject, assessment);
  const problems = problemsAbout(subject, assessment);
  const texts = problems.map((each) => problemSource(each, lesson));
  const cards = findings.flatMap((each) => cardSource(each, assessment, lesson));
  const passages = passagesBehind(findings, problems, assessment, lesson).map(passageSource);
  const found = problems.some(isFound) || subject.is === 'problem';
  return withinBounds([...(found ? texts : []), ...cards, ...passages]);
}

const aboutWords = (subject: ResultSubject): string => {
  if (subject.is === 'all') return 'all';
  if (subject.is === 'task') return `task ${subject.task}`;
  return subject.is === 'finding' ? findingSourceId(subject.code) : problemSourceId(subject.problem);
};

/** A look as codes and statuses, and the pages that explain a subject of it: no name, no address and no count. */
export function describeResult(subject: ResultSubject, assessment: Assessment, lesson: Lesson): ResultSituation {
  const { network, findings, problems } = assessment;
  return {
    about: aboutWords(subject),
    model: network.model,
    dataplane: network.dataplane,
    findings: findings.map(({ id, status, owner }) => ({ id, status, owner })),
    problems: problems.map(({ id, status }) => ({ id, status })),
    sources: resultSources(subject, assessment, lesson),
  };
}
