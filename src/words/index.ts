import type { Answer } from '../model/answer.ts';
import type { Doc, Medium } from '../model/doc.ts';
import { checkDoc } from './check.ts';
import { conversationDoc, conversationWordsDoc } from './conversation.ts';
import { explainDoc } from './explain.ts';
import { extractDoc } from './extract.ts';
import { helpDoc } from './help.ts';
import { helpRequestDoc, waitingHelpRequestsDoc } from './help-request.ts';
import { hintDoc } from './hint.ts';
import { faultReportDoc, faultToldDoc } from './lab-fault.ts';
import { missingRuleDoc } from './missing-rule.ts';
import { notesDoc } from './notes.ts';
import { pastedDoc } from './pasted.ts';
import { planDoc } from './plan.ts';
import { privacyDoc } from './privacy.ts';
import { progressDoc } from './progress.ts';
import { quizDoc } from './quiz.ts';
import { quizSheetDoc } from './quiz-sheet.ts';
import { reachDoc } from './reach.ts';
import { copyDoc, rosterDoc } from './roster.ts';
import { sentencesDoc, troubleDoc } from './sentences.ts';
import { verdictDoc } from './verdict.ts';
import { walkDoc } from './walk.ts';
import { walkStepDoc } from './walk-step.ts';

/** Each kind of answer has its words: a new kind costs one function. */
const writers: {
  readonly [K in Answer['kind']]: (answer: Extract<Answer, { readonly kind: K }>, medium: Medium) => Doc;
} = {
  check: checkDoc,
  explain: explainDoc,
  pasted: pastedDoc,
  extract: extractDoc,
  walk: walkDoc,
  notes: notesDoc,
  plan: planDoc,
  reach: reachDoc,
  hint: hintDoc,
  'quiz-sheet': quizSheetDoc,
  help: helpDoc,
  trouble: troubleDoc,
  verdict: verdictDoc,
  quiz: quizDoc,
  told: sentencesDoc,
  progress: progressDoc,
  roster: rosterDoc,
  copy: copyDoc,
  privacy: privacyDoc,
  walking: walkStepDoc,
  question: helpRequestDoc,
  questions: waitingHelpRequestsDoc,
  reply: conversationWordsDoc,
  conversation: conversationDoc,
  'fault-report': faultReportDoc,
  'fault-told': faultToldDoc,
  'missing-rule': missingRuleDoc,
};

function writeDoc<K extends Answer['kind']>(
  kind: K,
  answer: Extract<Answer, { readonly kind: K }>,
  medium: Medium,
): Doc {
  return writers[kind](answer, medium);
}

/** An answer in words, for Slack or for a terminal. */
export function answerDoc(answer: Answer, medium: Medium): Doc {
  return writeDoc(answer.kind, answer, medium);
}
