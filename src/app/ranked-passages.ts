import { checks } from '../checks/index.ts';
import { findPassage } from '../exercise/passage-names.ts';
import { passageSource } from '../exercise/sentences.ts';
import { rankPassages } from '../explain/search/handbook.ts';
import { findingCodes } from '../model/finding.ts';
import type { Lesson, Passage } from '../model/lesson.ts';
import { type AuthoredSource, findingSourceId, passageSourceId } from '../model/sentence-choice.ts';

/** So many pages go with a question as sentences; of the others the titles do. */
const mostNear = 12;

/** What was read last as a page of the lesson, and the passages that it is about; null and none where it is not known. */
export function topicPage(
  lesson: Lesson,
  topic: string | null,
): { readonly id: string | null; readonly passages: readonly Passage[] } {
  const { passages } = lesson;
  const code = findingCodes.find((each) => each === topic);
  const theory = code === undefined ? [] : checks[code].theory;
  if (code !== undefined)
    return { id: findingSourceId(code), passages: passages.filter(({ id }) => theory.includes(id)) };
  const named = topic === null ? undefined : findPassage(lesson, topic);
  return named === undefined ? { id: null, passages: [] } : { id: passageSourceId(named.id), passages: [named] };
}

/** The pages that come nearest to a question, those of the last topic first. */
export function nearestPages(lesson: Lesson, question: string, topic: string | null): readonly AuthoredSource[] {
  const all = new Set([...topicPage(lesson, topic).passages, ...rankPassages(lesson, question)]);
  return [...all].slice(0, mostNear).map(passageSource);
}
