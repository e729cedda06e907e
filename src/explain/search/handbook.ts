import type { Explanation } from '../../model/answer.ts';
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

/** The passage that leads to the check: what only a look at the cluster can tell. */
const ownCluster = 'your-cluster';

// Below these the lesson does not know: tuned on the golden questions that are not held out.
const leastShare = 0.4;
const leastScore = 3;
// A second passage is worth reading when it fits nearly as well as the first.
const nearlyAsWell = 0.4;

// As much of a question is read, in characters.
const looked = 2000;

// How many passages that do not fit well enough are named all the same.
const named = 3;

function known([first, second]: readonly SearchHit[]): readonly SearchHit[] {
  if (first === undefined || first.share < leastShare || first.score < leastScore) return [];
  const both = second && second.score >= first.score * nearlyAsWell ? [first, second] : [first];
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
 * What the lesson says to a question: the passages that fit it best, at most two; none when it does not know, and then
 * those that come nearest. What only the cluster can answer leads to the check.
 */
export function explainQuestion(lesson: Lesson, whole: string): Explanation {
  const question = whole.slice(0, looked);
  if (isOutOfScope(question)) return { by: 'handbook', passages: [] };
  const own = lesson.passages.find(({ id }) => id === ownCluster);
  if (own && isAboutOwnCluster(question)) return { by: 'handbook', passages: [own] };
  const hits = searcherOf(lesson)(withoutObjectNames(question));
  const passages = known(hits).map(({ passage }) => passage);
  if (passages.length > 0) return { by: 'handbook', passages };
  return { by: 'handbook', passages, near: hits.slice(0, named).map(({ passage }) => passage) };
}
