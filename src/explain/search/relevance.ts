import type { Passage } from '../../model/lesson.ts';
import { type Sides, sidesOf } from './opposites.ts';
import { termsOf } from './terms.ts';

/** The terms of a text, sorted, each once: equal for texts of the same terms. */
export function termKeyOf(text: string): string {
  return [...new Set(termsOf(text))].sort().join(' ');
}

/**
 * How exactly a passage has a question: 3 word for word, 2 as its short name and words that say nothing, 1 in other words
 * of the same terms, 0 not at all.
 */
export type Exactness = 0 | 1 | 2 | 3;

/**
 * What a passage is compared by: its questions word for word; its short names and its questions by their keys, with the
 * sides that each takes; the terms of its names, and all its terms.
 */
export type PassageTerms = {
  readonly said: ReadonlySet<string>;
  readonly keys: ReadonlyMap<string, readonly Sides[]>;
  readonly nameKeys: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
};

/** A text without case and signs. */
function plainWordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Whether each word of a name is a term: of "no cilium" there would be left what it is not about. */
function isWhole(name: string): boolean {
  return plainWordsOf(name).split(' ').length <= termsOf(name).length;
}

/** Collects the terms of a passage's names and questions; its body is not among them. */
export function collectPassageTerms({ id, title, under, aliases, questions }: Passage): PassageTerms {
  const names = [id, title, ...aliases];
  // Not the title: without the words that say nothing, a sentence is the key of many others.
  const keyed = Map.groupBy([id, ...aliases, ...questions], termKeyOf);
  return {
    said: new Set(questions.map(plainWordsOf)),
    keys: new Map([...keyed].map(([key, texts]) => [key, texts.map(sidesOf)])),
    nameKeys: new Set([id, ...aliases].filter(isWhole).map(termKeyOf)),
    names: new Set(names.flatMap(termsOf)),
    terms: new Set([...names, ...questions, under ?? ''].flatMap(termsOf)),
  };
}

// "what is", "hey, explain … please": more words than these say something after all.
const maxWordsAroundName = 4;

/** How exactly a passage has a question. */
export function exactnessOf({ said, keys, nameKeys }: PassageTerms, question: string): Exactness {
  const [key, sides] = [termKeyOf(question), sidesOf(question).join()];
  if (said.has(plainWordsOf(question))) return 3;
  if (keys.get(key)?.every((each) => each.join() !== sides) ?? true) return 0;
  const others = plainWordsOf(question).split(' ').length - key.split(' ').length;
  return nameKeys.has(key) && others <= maxWordsAroundName ? 2 : 1;
}

/** Whether a question has a term by which a part of a topic is known, and the topic is not. */
export function hasTermOfPart(question: string, part: Passage, topic: Passage): boolean {
  const shared = collectPassageTerms(topic).terms;
  const own = [part.title, ...part.aliases, ...part.questions].flatMap(termsOf).filter((term) => !shared.has(term));
  return termsOf(question).some((term) => own.includes(term));
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
