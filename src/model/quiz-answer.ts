import type { Passage } from './lesson.ts';
import type { Observation, QuizQuestion } from './quiz.ts';
import type { Snapshot } from './snapshot.ts';

/** Why questions are left out just now, in general words, and how many. */
export type LeftOut = { readonly why: string; readonly count: number };

/**
 * A question on a sheet; `shows` is what the cluster shows of it, null where the answers were not asked for.
 */
export type SheetQuestion = {
  readonly question: QuizQuestion;
  /** The command with the namespace filled in; null for a transfer. */
  readonly observe: string | null;
  readonly shows: QuizResult | null;
};

/** What a question came to: in a prediction what the cluster shows, in a transfer the lesson's answer. */
export type QuizResult = {
  /** The key of the choice that holds, null for an open question. */
  readonly value: string | null;
  /** That choice in words. */
  readonly text: string | null;
  readonly observation: Observation | null;
  /** The authored answer of a transfer, else nothing. */
  readonly answer: readonly string[];
  readonly passage: Passage | null;
};

/** The questions of the quiz on one sheet, as the terminal prints them. */
export type QuizSheetAnswer = {
  readonly kind: 'quiz-sheet';
  readonly namespace: string | null;
  readonly source: Snapshot['source'] | null;
  readonly readAt: string | null;
  readonly questions: readonly SheetQuestion[];
  readonly leftOut: readonly LeftOut[];
};

/** The answer to `quiz`: one question, or what came of one, or where somebody is. */
export type QuizAnswer = {
  readonly kind: 'quiz';
  readonly title: string;
  /** Sentences that are shown before everything else. */
  readonly messages: readonly string[];
  /** The question that it is about; null in an overview. */
  readonly question: QuizQuestion | null;
  /** Whether the question waits for an answer. */
  readonly open: boolean;
  /** What was answered, in the words of the choice; null where nothing was, or it is not kept. */
  readonly chosen: string | null;
  /** The command by which one sees it oneself; null where there is none. */
  readonly observe: string | null;
  readonly result: QuizResult | null;
  /** What stands below, in sentences. */
  readonly remarks: readonly string[];
};
