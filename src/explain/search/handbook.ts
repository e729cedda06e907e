import type { Explanation } from '../../model/explanation.ts';
import type { Finding } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import { isAboutOwnCluster, isOutOfScope } from './question-kind.ts';
import { createPassageSearch, type SearchHit } from './search.ts';
import { withoutObjectNames } from './terms.ts';

/** Passages that go with findings: what each names as theory and drift, in the lesson's order, each once. */
export function explainFindings(lesson: Lesson, findings: readonly Finding[]): Explanation {
  const wanted = new Set(findings.flatMap(({ theory, drift }) => [...theory, ...drift]));
  return { by: 'handbook', passages: lesson.passages.filter(({ id }) => wanted.has(id)) };
}

/** The passage that leads to the check: the answer to what only a look at the cluster can tell. */
const ownClusterPassage = 'your-cluster';

// A hit below these is no answer: tuned on the golden questions that are not held out.
const minShare = 0.4;
const minScore = 3;
// The second passage is shown from this part of the first one's score on.
const minSecondScore = 0.4;

// How much of a question is read, in characters.
const maxRead = 2000;

// How many passages are named where none is an answer.
const maxNear = 3;

/** The hits that are an answer: one, two or none. */
function answersIn([first, second]: readonly SearchHit[]): readonly SearchHit[] {
  if (first === undefined || first.share < minShare || first.score < minScore) return [];
  const both = second && second.score >= first.score * minSecondScore ? [first, second] : [first];
  return both.filter(({ about }) => about);
}

const searchers = new WeakMap<Lesson, ReturnType<typeof createPassageSearch>>();

/** Drift notes are left out: what they say stands in the passages too, beside what the exercise says. */
function searcherOf(lesson: Lesson): ReturnType<typeof createPassageSearch> {
  const made = searchers.get(lesson) ?? createPassageSearch(lesson.passages.filter(({ drift }) => drift === null));
  searchers.set(lesson, made);
  return made;
}

/**
 * What the lesson says to a question: the passages that fit it best, at most two; none when it does not know,
 * and then those that come nearest. What only the cluster can answer leads to the check.
 */
export function explainQuestion(lesson: Lesson, text: string): Explanation {
  const question = text.slice(0, maxRead);
  if (isOutOfScope(question)) return { by: 'handbook', passages: [] };
  const own = lesson.passages.find(({ id }) => id === ownClusterPassage);
  if (own && isAboutOwnCluster(question)) return { by: 'handbook', passages: [own] };
  const hits = searcherOf(lesson)(withoutObjectNames(question));
  const passages = answersIn(hits).map(({ passage }) => passage);
  if (passages.length > 0) return { by: 'handbook', passages };
  return { by: 'handbook', passages, near: hits.slice(0, maxNear).map(({ passage }) => passage) };
}
