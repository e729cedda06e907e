import type { PrivacyAnswer } from './audit.ts';
import type { CheckAnswer } from './check.ts';
import type { ExplainAnswer, NotesAnswer } from './explanation.ts';
import type { ExtractAnswer } from './extract.ts';
import type {
  ConversationAnswer,
  ConversationWordsAnswer,
  HelpRequestAnswer,
  HelpRequestsAnswer,
} from './help-request.ts';
import type { HintAnswer } from './hint.ts';
import type { FaultReportAnswer, FaultToldAnswer } from './lab-fault.ts';
import type { MissingRuleAnswer } from './opening.ts';
import type { PastedAnswer } from './pasted.ts';
import type { PlanAnswer } from './plan.ts';
import type { ProgressAnswer } from './progress.ts';
import type { QuizAnswer, QuizSheetAnswer } from './quiz-answer.ts';
import type { ReachAnswer } from './reach.ts';
import type { CopyAnswer, RosterAnswer } from './roster.ts';
import type { VerdictAnswer } from './verdict.ts';
import type { WalkAnswer, WalkStepAnswer } from './walk.ts';

/** One word of the grammar with its purpose. */
export type HelpLine = { readonly usage: string; readonly purpose: string };

/** The answer to `help`. */
export type HelpAnswer = {
  readonly kind: 'help';
  readonly lines: readonly HelpLine[];
  readonly note: string;
  /** What most people want, in their words (“see what is wrong”), where the whole list is one press away; absent for a short list. */
  readonly wishes?: readonly HelpLine[];
  /** The lines are the lesson's topics, or the common problems to choose from; absent for commands. */
  readonly about?: 'topics' | 'problems';
};

/** What was done or asked, in plain sentences; `about` is the person whom it is about, shown by name. */
export type ToldAnswer = {
  readonly kind: 'told';
  readonly about: string | null;
  readonly message: string;
  readonly lines: readonly string[];
};

/** A refusal in words: what is wrong, and what to do. */
export type TroubleAnswer = { readonly kind: 'trouble'; readonly message: string; readonly todo: string };

/** Answers about people: they exist in Slack alone, since the terminal knows nobody. */
export type ClassAnswer =
  | QuizAnswer
  | ToldAnswer
  | ProgressAnswer
  | RosterAnswer
  | CopyAnswer
  | PrivacyAnswer
  | WalkStepAnswer
  | HelpRequestAnswer
  | HelpRequestsAnswer
  | ConversationWordsAnswer
  | ConversationAnswer
  | FaultReportAnswer
  | FaultToldAnswer
  | MissingRuleAnswer;

/** Answers that a terminal can show as well. */
export type PlainAnswer =
  | CheckAnswer
  | ExplainAnswer
  | PastedAnswer
  | ExtractAnswer
  | WalkAnswer
  | NotesAnswer
  | PlanAnswer
  | ReachAnswer
  | HintAnswer
  | QuizSheetAnswer
  | HelpAnswer
  | VerdictAnswer
  | TroubleAnswer;

/** What a command returns: data, rendered by `blocks` for Slack and by `report` for the terminal. */
export type Answer = PlainAnswer | ClassAnswer;

const classKinds: readonly Answer['kind'][] = [
  'quiz',
  'told',
  'progress',
  'roster',
  'copy',
  'privacy',
  'walking',
  'question',
  'questions',
  'reply',
  'conversation',
  'fault-report',
  'fault-told',
  'missing-rule',
];

/**
 * An answer as the terminal shows it. @throws an error for one about people: no command of the terminal gives
 * it
 */
export function plainAnswer(answer: Answer): PlainAnswer {
  if (isClassAnswer(answer)) throw new Error(`a terminal was about to show ${answer.kind}`);
  return answer;
}

/** Whether an answer is about people of the class. */
export function isClassAnswer(answer: Answer): answer is ClassAnswer {
  return classKinds.includes(answer.kind);
}
