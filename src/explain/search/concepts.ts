import { stemEnglish } from './stem.ts';
import { neighbourConcepts } from './vocabulary/neighbour-concepts.ts';
import { networkConcepts } from './vocabulary/network-concepts.ts';
import { plainWords } from './vocabulary/plain-words.ts';
import { questionConcepts, requestConcepts } from './vocabulary/question-concepts.ts';
import { wordsOf } from './words.ts';

type Phrase = { readonly stems: readonly string[]; readonly concepts: readonly string[] };

// What a concept is, as its first sign; a thing of the lesson's field has none.
const signs = { asking: '?', request: '~', neighbour: '!' } as const;

/** Whether a concept says what is asked, and not of what. */
export const isAsking = (concept: string): boolean => concept.startsWith(signs.asking);

/** Whether a concept only asks for an explanation, or greets. */
export const isRequest = (concept: string): boolean => concept.startsWith(signs.request);

/** Whether a concept is one of a field around the lesson's. */
export const isNeighbour = (concept: string): boolean => concept.startsWith(signs.neighbour);

/** Whether a sense is a word itself, and no concept. */
export const isWord = (sense: string): boolean => sense.startsWith('=');

/** A concept with its parts: a node subnet is also "node" and "subnet". */
const withParts = (concept: string): readonly string[] =>
  concept.includes('+') ? [concept, ...concept.split('+')] : [concept];

const rows = (table: Readonly<Record<string, string>>, prefix: string) =>
  Object.entries(table).flatMap(([concept, texts]) =>
    texts.split(', ').map((text) => ({ key: wordsOf(text).map(stemEnglish).join(' '), concept: prefix + concept })),
  );

const allRows = [
  ...rows(networkConcepts, ''),
  ...rows(questionConcepts, signs.asking),
  ...rows(requestConcepts, signs.request),
  // Each word is a concept of its own here: a page that has one does not know the others.
  ...rows(neighbourConcepts, '').map(({ key }) => ({ key, concept: signs.neighbour + key })),
];

/** Finds the longest phrase that begins a row of stems: its length, and what it may stand for. */
type PhraseFinder = (stems: readonly string[], at: number) => { length: number; senses: readonly string[][] } | null;

function createFinder(all: readonly { readonly key: string; readonly concept: string }[]): PhraseFinder {
  const phrases: readonly Phrase[] = [...Map.groupBy(all, ({ key }) => key)]
    .map(([key, some]) => ({ stems: key.split(' '), concepts: [...new Set(some.map(({ concept }) => concept))] }))
    .sort((a, b) => b.stems.length - a.stems.length);
  const byFirst = Map.groupBy(phrases, ({ stems }) => stems[0] ?? '');
  return (stems, at) => {
    const found = byFirst.get(stems[at] ?? '')?.find((each) => each.stems.every((stem, k) => stem === stems[at + k]));
    if (found === undefined) return null;
    return { length: found.stems.length, senses: found.concepts.map((concept) => [...withParts(concept)]) };
  };
}

/** Finds terms and their phrases. */
export const findPhrase: PhraseFinder = createFinder(allRows);

/** Finds what a beginner may say instead of a term. */
export const findPlainPhrase: PhraseFinder = createFinder(rows(plainWords, ''));

/** All words of the vocabulary, as they are written there. */
export const vocabularyWords: ReadonlySet<string> = new Set(
  [networkConcepts, questionConcepts, requestConcepts, neighbourConcepts]
    .flatMap((table) => Object.values(table))
    .flatMap(wordsOf),
);

/** The words that a beginner may say instead, which are no terms. */
export const plainVocabulary: ReadonlySet<string> = new Set(Object.values(plainWords).flatMap(wordsOf));
