import type { Explanation } from '../../model/explanation.ts';
import type { Finding } from '../../model/finding.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import { indexPages, type PageIndex } from './page-index.ts';
import { isAboutOwnCluster, isOutOfScope } from './question-kind.ts';
import { type Hit, rankPages } from './rank.ts';
import { createReader, type TextReading } from './reader.ts';

/** Passages that go with findings: what each names as theory and drift, in the lesson's order, each once. */
export function explainFindings(lesson: Lesson, findings: readonly Finding[]): Explanation {
  const wanted = new Set(findings.flatMap(({ theory, drift }) => [...theory, ...drift]));
  return { by: 'handbook', passages: lesson.passages.filter(({ id }) => wanted.has(id)) };
}

/** The passage that leads to the check: the answer to what only a look at the cluster can tell. */
const ownClusterPassage = 'your-cluster';

// Of what scores less, more than half is beside the question: tuned on the golden questions that are not held out.
const minScore = 1.2;
// A long question has much in it that no page says. So two terms that weigh enough on one page are a reason to offer it.
const least = { score: 0.8, terms: 2, termWeight: 2.5 };
// From this part of the first one's score on, the second is as likely meant; the part is larger for what is asked almost alike.
const closeScores = [
  { likeness: 0, part: 0.7 },
  { likeness: 0.6, part: 0.75 },
  { likeness: 0.75, part: 0.8 },
];

// How much of a question is read, in characters.
const maxRead = 2000;

const isLikely = ({ exactness, score, isAnchored }: Hit) => exactness > 0 || (score >= minScore && isAnchored);

const isPossible = ({ score, terms, termWeight, isAnchored }: Hit) =>
  isAnchored && score >= least.score && terms >= least.terms && termWeight >= least.termWeight;

function isClose(first: Hit, second: Hit): boolean {
  const part = Math.max(...closeScores.filter(({ likeness }) => first.likeness >= likeness).map((each) => each.part));
  return second.exactness === first.exactness && second.score >= first.score * part;
}

/** The one page that a question is surely about, or the two of which it may be either; none where the lesson is silent. */
export function choosePages([first, second]: readonly Hit[]): readonly Hit[] {
  if (first === undefined) return [];
  if (!isLikely(first)) return second !== undefined && isPossible(first) ? [first, second] : [];
  return second !== undefined && isClose(first, second) ? [first, second] : [first];
}

/** Reads a question, and finds the pages for what was read. */
type Search = {
  readonly index: PageIndex;
  readonly read: (text: string) => TextReading;
  readonly rank: (reading: TextReading) => readonly Hit[];
  readonly find: (reading: TextReading) => readonly Hit[];
};

/**
 * Drift notes are left out: what they say stands in the passages too, beside what the exercise says. So are overviews, which
 * say in short what other passages say.
 */
export function createSearch(lesson: Lesson): Search {
  const taught = lesson.passages.filter(({ drift, overview }) => drift === null && !overview);
  const written = taught.flatMap(({ id, title, aliases, body, facts }) => [
    id,
    title,
    ...aliases,
    ...body,
    ...facts.map(({ says }) => says),
  ]);
  const read = createReader({ written, typed: taught.flatMap(({ questions }) => questions) });
  const index = indexPages(taught, read);
  const rank = (reading: TextReading) => rankPages(index, reading);
  return { index, read, rank, find: (reading) => choosePages(rank(reading)) };
}

const searches = new WeakMap<Lesson, Search>();

function searchOf(lesson: Lesson): Search {
  const made = searches.get(lesson) ?? createSearch(lesson);
  searches.set(lesson, made);
  return made;
}

/** The passages that may be about a question, in the order in which they fit it, however badly. */
export function rankPassages(lesson: Lesson, question: string): readonly Passage[] {
  const { read, rank } = searchOf(lesson);
  return rank(read(question.slice(0, maxRead))).map(({ passage }) => passage);
}

/**
 * What the lesson says to a question: the passage that is about it; where it may be either of two, none, and both are
 * offered; none either when it does not know. What only the cluster can answer leads to the check.
 */
export function explainQuestion(lesson: Lesson, text: string): Explanation {
  const question = text.slice(0, maxRead);
  const { read, find } = searchOf(lesson);
  const reading = read(question);
  const said = [question, reading.english];
  const hits = find(reading);
  const nothing: Explanation = { by: 'handbook', passages: [], ...(reading.isGerman ? { understood: 'German' } : {}) };
  if (hits[0]?.exactness !== 2 && said.some(isOutOfScope)) return nothing;
  const own = lesson.passages.find(({ id }) => id === ownClusterPassage);
  const isElsewhere = reading.units.some(({ kind }) => kind === 'neighbour');
  if (own && !isElsewhere && hits[0]?.exactness !== 2 && said.some(isAboutOwnCluster))
    return { ...nothing, passages: [own] };
  const found = hits.map(({ passage }) => passage);
  return found.length > 1 ? { ...nothing, offered: found } : { ...nothing, passages: found };
}
