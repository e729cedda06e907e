import type { Passage } from '../../model/lesson.ts';
import { termsOf } from './terms.ts';

/** The terms of a text, sorted, each once: equal for texts of the same terms. */
export function termKeyOf(text: string): string {
  return [...new Set(termsOf(text))].sort().join(' ');
}

/**
 * What a passage is compared by: the keys of its names and questions, the terms of its names, and all its
 * terms.
 */
export type PassageTerms = {
  readonly keys: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
};

/** Collects the terms of a passage's names and questions; its body is not among them. */
export function collectPassageTerms({ id, title, under, aliases, questions }: Passage): PassageTerms {
  const names = [id, title, ...aliases];
  return {
    keys: new Set([...names, ...questions].map(termKeyOf)),
    names: new Set(names.flatMap(termsOf)),
    terms: new Set([...names, ...questions, under ?? ''].flatMap(termsOf)),
  };
}

// A topic with so many parts is a subject of the lesson.
const minParts = 2;

/**
 * Topics of one word with several passages (`cilium`, `overlay`): a question that has the word is about the
 * topic.
 */
export function subjectsOf(passages: readonly Passage[]): ReadonlySet<string> {
  const parts = Map.groupBy(passages, ({ under }) => under);
  const topics = passages.map(({ id }) => id).filter((id) => (parts.get(id)?.length ?? 0) >= minParts);
  return new Set(topics.filter((id) => !id.includes('-')).map(termKeyOf));
}

// A question that has one of these is about it: a passage that has it not answers another question.
const decisiveTerms: ReadonlySet<string> = new Set(termsOf('encrypt tls wireguard student classmate'));

/**
 * Whether a passage is about a question of the terms `asked`, of which its text has those in `met`. One term
 * alone means the passage of that name. Of several, one of `met` must be in the passage's names or questions,
 * in its names where `met` is only one; and where the question names a subject of the lesson, the passage
 * must have that term.
 */
export function isAbout(
  { keys, names, terms }: PassageTerms,
  asked: readonly string[],
  met: readonly string[],
  subjects: ReadonlySet<string>,
): boolean {
  if (asked.some((term) => decisiveTerms.has(term) && !terms.has(term))) return false;
  if (asked.length === 1) return keys.has(asked[0] ?? '');
  const named = asked.filter((term) => subjects.has(term));
  if (named.length > 0 && !named.some((term) => terms.has(term))) return false;
  return met.some((term) => (met.length === 1 ? names : terms).has(term));
}
