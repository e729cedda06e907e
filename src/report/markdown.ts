import { type Answer, type PlainAnswer, plainAnswer } from '../model/answer.ts';
import { checkMarkdown } from './check.ts';
import { explainMarkdown } from './explain.ts';
import { helpMarkdown } from './help.ts';
import { hintMarkdown } from './hint.ts';
import { notesMarkdown } from './notes.ts';
import { planMarkdown } from './plan.ts';
import { quizSheetMarkdown } from './quiz.ts';
import { reachMarkdown } from './reach.ts';
import { troubleMarkdown } from './trouble.ts';
import { walkMarkdown } from './walk.ts';

/** Each kind of answer has its writer. */
const writers: {
  readonly [K in PlainAnswer['kind']]: (answer: Extract<PlainAnswer, { readonly kind: K }>) => string;
} = {
  check: checkMarkdown,
  explain: explainMarkdown,
  walk: walkMarkdown,
  notes: notesMarkdown,
  plan: planMarkdown,
  reach: reachMarkdown,
  hint: hintMarkdown,
  'quiz-sheet': quizSheetMarkdown,
  help: helpMarkdown,
  trouble: troubleMarkdown,
};

function writeMarkdown<K extends PlainAnswer['kind']>(
  kind: K,
  answer: Extract<PlainAnswer, { readonly kind: K }>,
): string {
  return writers[kind](answer);
}

/**
 * An answer as Markdown; what comes from a cluster stands there literally.
 * @throws Error for an answer that only Slack has
 */
export function toMarkdown(answer: Answer): string {
  const plain = plainAnswer(answer);
  return `${writeMarkdown(plain.kind, plain)}\n`;
}
