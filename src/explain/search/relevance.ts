import type { Passage } from '../../model/lesson.ts';
import { termsOf } from './terms.ts';

/** The words of a text, whatever their order. */
export function termKeyOf(text: string): string {
  return [...new Set(termsOf(text))].sort().join(' ');
}

/** What tells whether a passage is about a question: its names and questions as keys, the terms of its names, and all terms. */
export type PassageTerms = {
  readonly keys: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
};

/** The head of a passage. */
export function collectPassageTerms({ id, title, under, aliases, questions }: Passage): PassageTerms {
  const names = [id, title, ...aliases];
  return {
    keys: new Set([...names, ...questions].map(termKeyOf)),
    names: new Set(names.flatMap(termsOf)),
    terms: new Set([...names, ...questions, under ?? ''].flatMap(termsOf)),
  };
}

// A topic with so many parts is a subject of the lesson.
const leastParts = 2;

/** Subjects of one word that the lesson treats in several passages (`cilium`, `overlay`): whoever says it asks about it. */
export function subjectsOf(passages: readonly Passage[]): ReadonlySet<string> {
  const parts = Map.groupBy(passages, ({ under }) => under);
  const topics = passages.map(({ id }) => id).filter((id) => (parts.get(id)?.length ?? 0) >= leastParts);
  return new Set(topics.filter((id) => !id.includes('-')).map(termKeyOf));
}

// What a question is about wherever it is said: a page that is not about it answers another question.
const demanding: ReadonlySet<string> = new Set(termsOf('encrypt tls wireguard student classmate'));

/**
 * One word alone means the passage of that name. Of several, one has to stand in the passage's names or questions, or in its
 * names where it uses no other (`met` are those that it uses); and where they name a subject of the lesson, that one: what is
 * said of another is no answer.
 */
export function isAbout(
  { keys, names, terms }: PassageTerms,
  asked: readonly string[],
  met: readonly string[],
  subjects: ReadonlySet<string>,
): boolean {
  if (asked.some((term) => demanding.has(term) && !terms.has(term))) return false;
  if (asked.length === 1) return keys.has(asked[0] ?? '');
  const named = asked.filter((term) => subjects.has(term));
  if (named.length > 0 && !named.some((term) => terms.has(term))) return false;
  return met.some((term) => (met.length === 1 ? names : terms).has(term));
}
