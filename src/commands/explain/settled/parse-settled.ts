import { type ClusterQuestion, parseClusterQuestion } from './cluster-question.ts';
import { normalizeQuestion } from './normalize-question.ts';
import { type Order, parseOrder } from './order.ts';
import { type OthersQuestion, parseOthersQuestion } from './others-question.ts';
import {
  type ProgressQuestion,
  parseProgressQuestion,
  parseWrongQuestion,
  type WrongQuestion,
} from './person-questions.ts';

/** What is answered without the lesson: by a look, from what was kept, or by a refusal. */
export type SettledQuestion = ClusterQuestion | ProgressQuestion | WrongQuestion | OthersQuestion | Order;

// More than a question has; what is longer is a report or an output.
const mostCharacters = 200;

/**
 * What a text asks that is answered without the lesson; null for everything else. Only a whole sentence of these forms is
 * taken: a word of them proves nothing. `isLessonWord` tells a word of the lesson from a name.
 */
export function parseSettledQuestion(text: string, isLessonWord: (word: string) => boolean): SettledQuestion | null {
  if (text.length > mostCharacters) return null;
  const question = normalizeQuestion(text);
  return (
    parseOrder(question) ??
    parseProgressQuestion(question) ??
    parseWrongQuestion(question) ??
    parseClusterQuestion(question) ??
    parseOthersQuestion(question, isLessonWord)
  );
}
