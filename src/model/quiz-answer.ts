import type { Task } from './finding.ts';
import type { Passage } from './lesson.ts';
import type { AuthoredQuestion, Observation, QuizQuestion } from './quiz.ts';
import type { Snapshot } from './snapshot.ts';

/** Why questions are left out just now, in general words, and how many. */
export type LeftOut = { readonly why: string; readonly count: number };

/**
 * A question on a sheet; `shows` is what the cluster shows of it, null where the answers were not asked for.
 */
export type SheetQuestion = {
  readonly question: AuthoredQuestion;
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

/** Where a question stands among those of its task, from 1. */
export type QuizPosition = { readonly task: Task; readonly at: number; readonly of: number };

/** A part of the lesson's answer, and whether the student found it in their own words. */
export type AnswerPart = { readonly text: string; readonly ticked: boolean };

/** The answer to `quiz`: one question, or what came of one, or where somebody is. */
export type QuizAnswer = {
  readonly kind: 'quiz';
  /** What came of an answer, or null above a question that is asked: then its place stands there. */
  readonly title: string | null;
  readonly position: QuizPosition | null;
  /** Sentences that are shown before what the cluster or the lesson says. */
  readonly messages: readonly string[];
  /** The question that it is about; null in an overview. */
  readonly question: QuizQuestion | null;
  /** Its words as they are asked. */
  readonly asks: readonly string[];
  /** Whether the question waits for an answer. */
  readonly open: boolean;
  /** What was answered, in the words of the choice; null where nothing was, or it is not kept. */
  readonly chosen: string | null;
  /** The command by which one sees it oneself; null where there is none. */
  readonly observe: string | null;
  readonly result: QuizResult | null;
  /** The parts to compare one's own words with; empty where nothing is to be compared. */
  readonly parts: readonly AnswerPart[];
  /** What stands below, in sentences. */
  readonly remarks: readonly string[];
};
