import { type Answer, type PlainAnswer, plainAnswer } from '../model/answer.ts';
import { explainJson } from './json/explain.ts';
import { extractJson } from './json/extract.ts';
import { helpJson } from './json/help.ts';
import { hintJson } from './json/hint.ts';
import { notesJson } from './json/notes.ts';
import { pastedJson } from './json/pasted.ts';
import { planJson } from './json/plan.ts';
import { quizSheetJson } from './json/quiz.ts';
import { reachJson } from './json/reach.ts';
import { troubleJson } from './json/trouble.ts';
import { verdictJson } from './json/verdict.ts';
import { walkJson } from './json/walk.ts';

/** Each kind of answer has its document; that of `check` is its report as it is. */
const documents: {
  readonly [K in PlainAnswer['kind']]: (answer: Extract<PlainAnswer, { readonly kind: K }>) => object;
} = {
  check: ({ report }) => report,
  explain: explainJson,
  pasted: pastedJson,
  extract: extractJson,
  walk: walkJson,
  notes: notesJson,
  plan: planJson,
  reach: reachJson,
  hint: hintJson,
  'quiz-sheet': quizSheetJson,
  help: helpJson,
  trouble: troubleJson,
  verdict: verdictJson,
};

function documentOf<K extends PlainAnswer['kind']>(
  kind: K,
  answer: Extract<PlainAnswer, { readonly kind: K }>,
): object {
  return documents[kind](answer);
}

/**
 * An answer as the JSON of `docs/json.md`; the same answer gives the same bytes.
 * @throws Error for an answer that only Slack has
 */
export function toJson(answer: Answer): string {
  const plain = plainAnswer(answer);
  return `${JSON.stringify(documentOf(plain.kind, plain), null, 2)}\n`;
}
