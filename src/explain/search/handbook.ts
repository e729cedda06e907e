import type { Explanation } from '../../model/explanation.ts';
import type { Finding } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import { isAboutOwnCluster, isOutOfScope } from './question-kind.ts';
import { hasTermOfPart } from './relevance.ts';
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
// A passage that is not about what was asked leaves the question to one of this part of its score.
const minSecondScore = 0.4;
// From this part of the first one's score on, the second is as likely meant.
const minCloseScore = 0.52;

// How much of a question is read, in characters.
const maxRead = 2000;

// How many passages are named where none is an answer.
const maxNear = 3;

/**
 * The hits that can be the answer, best first, those that have the question word for word or as their name before all
 * others; none where the best of all falls short.
 */
function candidatesIn(hits: readonly SearchHit[]): readonly SearchHit[] {
  const [best] = hits;
  if (best === undefined || best.share < minShare || best.score < minScore) return [];
  const able = hits.filter(({ about, score }) => about && score >= best.score * minSecondScore);
  const rank = ({ exactness }: SearchHit) => Math.max(exactness, 1);
  return able.toSorted((a, b) => rank(b) - rank(a));
}

/**
 * The first two where either may be the answer: neither has the question more exactly, none is much ahead, and a part of
 * the first one's topic is asked for by a term of its own.
 */
function closeTwo([first, second]: readonly SearchHit[], question: string): readonly SearchHit[] {
  if (first === undefined || second === undefined || first.exactness > second.exactness) return [];
  const isPart = second.passage.under === first.passage.id;
  if (isPart && !hasTermOfPart(question, second.passage, first.passage)) return [];
  return second.score >= first.score * minCloseScore ? [first, second] : [];
}

const searchers = new WeakMap<Lesson, ReturnType<typeof createPassageSearch>>();

/** Drift notes are left out: what they say stands in the passages too, beside what the exercise says. */
function searcherOf(lesson: Lesson): ReturnType<typeof createPassageSearch> {
  const made = searchers.get(lesson) ?? createPassageSearch(lesson.passages.filter(({ drift }) => drift === null));
  searchers.set(lesson, made);
  return made;
}

/**
 * What the lesson says to a question: the passage that fits it best; where two fit about as well, none, and both are
 * offered. None either when it does not know, and then those that come nearest. What only the cluster can answer leads
 * to the check.
 */
export function explainQuestion(lesson: Lesson, text: string): Explanation {
  const question = text.slice(0, maxRead);
  const nothing = { by: 'handbook', passages: [] } as const;
  if (isOutOfScope(question)) return nothing;
  const own = lesson.passages.find(({ id }) => id === ownClusterPassage);
  if (own && isAboutOwnCluster(question)) return { ...nothing, passages: [own] };
  const hits = searcherOf(lesson)(withoutObjectNames(question));
  const candidates = candidatesIn(hits);
  const close = closeTwo(candidates, question).map(({ passage }) => passage);
  if (close.length > 0) return { ...nothing, offered: close };
  const [first] = candidates;
  if (first) return { ...nothing, passages: [first.passage] };
  return { ...nothing, near: hits.slice(0, maxNear).map(({ passage }) => passage) };
}
