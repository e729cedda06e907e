import type { Finding, Problem, ProblemId, ProblemRow, ProblemTitles } from './finding.ts';
import type { HelpSubject } from './help-subject.ts';
import type { HintLevel, TaskNumber } from './lesson.ts';

/** What a student reported of one command: `saw` is null where they were not sure. `at` is an ISO time. */
export type StudentReport = {
  /** Absent in what was kept before reports had it. */
  readonly problem?: ProblemId | undefined;
  readonly run: string;
  readonly saw: string | null;
  /** Where that alone leads; null where nothing was reported. */
  readonly verdict: Problem['status'] | null;
  readonly at: string;
};

/** Where a student stands in the exercise. */
export type StudentStanding = {
  /** How many checks of this namespace are kept. */
  readonly checks: number;
  readonly hints: readonly { readonly task: TaskNumber; readonly level: HintLevel }[];
  /** The problem of the walk that is under way; null for none. */
  readonly walk: ProblemId | null;
  /** The quiz question that waits for an answer, in the lesson's words; null for none. */
  readonly quiz: string | null;
};

/**
 * What goes along with a question: how the cluster looked then, as verdicts and never as objects, what the student reported,
 * in its order, and where they stand. What is absent was kept before requests had it.
 */
export type HelpRequestEvidence = {
  readonly readAt: string;
  readonly rows: readonly Pick<ProblemRow, 'id' | 'status' | 'normal' | 'because'>[];
  readonly findings?: readonly Pick<Finding, 'id' | 'task' | 'status' | 'observed'>[] | undefined;
  readonly reports: readonly StudentReport[];
  readonly standing?: StudentStanding | undefined;
};

/** Where a conversation is. `claimed`: an instructor is writing; `still-stuck`: the answers did not help. */
export const conversationStates = ['open', 'claimed', 'answered', 'still-stuck', 'solved', 'withdrawn'] as const;

/** Where a conversation is, see `conversationStates`. */
export type ConversationState = (typeof conversationStates)[number];

/** Who did something, and when: a Slack user id and an ISO time. */
export type PersonAndTime = { readonly by: string; readonly at: string };

/** A question of a student to the instructors, and what became of it. The words of either side are not in it. */
export type HelpRequest = {
  readonly id: string;
  /** The student's Slack user id. */
  readonly user: string;
  readonly namespace: string;
  readonly subject: HelpSubject;
  readonly at: string;
  readonly evidence: HelpRequestEvidence;
  /** When it first reached an instructor (ISO); null while it is not known to have reached any. */
  readonly toldAt: string | null;
  readonly state: ConversationState;
  /** Who is writing an answer, and since when; null for nobody. */
  readonly claim: PersonAndTime | null;
  /** The instructors who answered, the last one at the end. */
  readonly answerers: readonly string[];
  /** The last answer; null while there is none. */
  readonly reply: PersonAndTime | null;
};

/** What became of a question, with `sending` while the messages go out right now, and `untold` where none is known to have arrived. */
export type HelpRequestStatus =
  | { readonly is: 'sending' | 'untold' | 'told' | 'gone' | 'ended' }
  | { readonly is: 'answering' | 'answered'; readonly at: string };

/** A question as it is asked. */
export type NewHelpRequest = Pick<HelpRequest, 'id' | 'user' | 'namespace' | 'subject' | 'at' | 'evidence'>;

/** A student's question with its evidence, for instructors. */
export type HelpRequestAnswer = {
  readonly kind: 'question';
  readonly request: HelpRequest;
  /** What it is about, in the lesson's words. */
  readonly title: string;
  readonly titles: ProblemTitles;
  /** What the student wrote; null for nothing, or where it is not kept any more. */
  readonly words: string | null;
};

/** The answer to `answers`: the questions that wait, or one page of them. */
export type HelpRequestsAnswer = {
  readonly kind: 'questions';
  readonly requests: readonly (HelpRequest & { readonly title: string })[];
  /**
   * Where there are several pages: how many questions stand on earlier ones, and how many wait altogether.
   */
  readonly page?: { readonly earlier: number; readonly waiting: number };
};

/** Somebody's words as they were written, for whom they are meant. `first`: nobody answered before. */
export type ConversationWordsAnswer = {
  readonly kind: 'reply';
  readonly from: 'student' | 'instructor';
  readonly title: string;
  readonly by: string;
  readonly words: string;
  readonly first: boolean;
};

/** How a conversation of a student stands; `request` is null where it is not kept any more. */
export type ConversationAnswer = {
  readonly kind: 'conversation';
  readonly title: string;
  readonly status: HelpRequestStatus;
  /** What happened just now, in a sentence; null for nothing. */
  readonly note: string | null;
};
