import { checks } from '../checks/index.ts';
import { passageSource } from '../exercise/sentences.ts';
import { createPassageSearch } from '../explain/search/search.ts';
import { findingCodes } from '../model/finding.ts';
import type { Lesson, Passage } from '../model/lesson.ts';
import { type AuthoredSource, findingSourceId, passageSourceId } from '../model/sentence-choice.ts';

/** So many pages go with a question as sentences; of the others the titles do. */
const mostNear = 12;

const searches = new WeakMap<Lesson, (question: string) => readonly Passage[]>();

/** Passages in the order in which they fit a question; drift notes are left out, as in the local search. */
function rankPassages(lesson: Lesson, question: string): readonly Passage[] {
  const made = searches.get(lesson);
  if (made !== undefined) return made(question);
  const search = createPassageSearch(lesson.passages.filter(({ drift }) => drift === null));
  const rank = (text: string) => search(text).map(({ passage }) => passage);
  searches.set(lesson, rank);
  return rank(question);
}

/** What was read last as a page of the lesson, and the passages that it is about; null and none where it is not known. */
export function topicPage(
  { passages }: Lesson,
  topic: string | null,
): { readonly id: string | null; readonly passages: readonly Passage[] } {
  const code = findingCodes.find((each) => each === topic);
  const theory = code === undefined ? [] : checks[code].theory;
  const own = passages.filter(({ id }) => id === topic || theory.includes(id));
  if (code !== undefined) return { id: findingSourceId(code), passages: own };
  return { id: own.length > 0 && topic !== null ? passageSourceId(topic) : null, passages: own };
}

/** The pages that come nearest to a question, those of the last topic first. */
export function nearestPages(lesson: Lesson, question: string, topic: string | null): readonly AuthoredSource[] {
  const all = new Set([...topicPage(lesson, topic).passages, ...rankPassages(lesson, question)]);
  return [...all].slice(0, mostNear).map(passageSource);
}
