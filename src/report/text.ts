import { type Answer, type PlainAnswer, plainAnswer } from '../model/answer.ts';
import { checkText } from './check.ts';
import { explainText } from './explain.ts';
import { helpText } from './help.ts';
import { hintText } from './hint.ts';
import { notesText } from './notes.ts';
import { planText } from './plan.ts';
import { quizSheetText } from './quiz.ts';
import { reachText } from './reach.ts';
import type { TerminalStyle } from './style.ts';
import { troubleText } from './trouble.ts';
import { walkText } from './walk.ts';

/** Each kind of answer has its writer. */
const writers: {
  readonly [K in PlainAnswer['kind']]: (
    answer: Extract<PlainAnswer, { readonly kind: K }>,
    style: TerminalStyle,
  ) => string;
} = {
  check: checkText,
  explain: explainText,
  walk: walkText,
  notes: notesText,
  plan: planText,
  reach: reachText,
  hint: hintText,
  'quiz-sheet': quizSheetText,
  help: helpText,
  trouble: troubleText,
};

function writeText<K extends PlainAnswer['kind']>(
  kind: K,
  answer: Extract<PlainAnswer, { readonly kind: K }>,
  style: TerminalStyle,
): string {
  return writers[kind](answer, style);
}

/** An answer for a terminal, lines of at most 100 characters. @throws Error for an answer that only Slack has */
export function toText(answer: Answer, style: TerminalStyle): string {
  const plain = plainAnswer(answer);
  return writeText(plain.kind, plain, style);
}
