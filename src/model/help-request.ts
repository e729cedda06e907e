import type { Problem, ProblemId, ProblemRow, ProblemTitles } from './finding.ts';

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

/**
 * What is handed over with a question: how the cluster looked then, and what the student reported, in its
 * order.
 */
export type HelpRequestEvidence = {
  readonly readAt: string;
  readonly rows: readonly Pick<ProblemRow, 'id' | 'status' | 'normal' | 'because'>[];
  readonly reports: readonly StudentReport[];
};

/** An instructor's words. `by` is a Slack user id, `at` an ISO time. */
export type InstructorReply = { readonly by: string; readonly words: string; readonly at: string };

/** A walk that a student handed to the instructors. */
export type HelpRequest = {
  readonly id: string;
  /** The student's Slack user id. */
  readonly user: string;
  readonly namespace: string;
  readonly problem: ProblemId;
  readonly at: string;
  readonly evidence: HelpRequestEvidence;
  /** When it first reached an instructor (ISO); null while it is not known to have reached any. */
  readonly toldAt: string | null;
  /** The first answer; null while nobody answered. */
  readonly reply: InstructorReply | null;
};

/**
 * The state of a help request. `sending`: the messages to the instructors go out right now; `untold`: none is known to have
 * arrived; `gone`: it is not stored any more; `at` is an ISO time.
 */
export type HelpRequestStatus =
  | { readonly is: 'sending' | 'untold' | 'told' | 'gone' }
  | { readonly is: 'answered'; readonly at: string };

/** A question as it is asked. */
export type NewHelpRequest = Omit<HelpRequest, 'reply' | 'toldAt'>;

/** Questions, kept. Every function can throw Trouble `store-down`. */
export type HelpRequestBook = {
  /**
   * Keeps a question; where the same student has an open one about the same problem in the same namespace,
   * that one comes back instead. Who left the roster, or had everything deleted, while the walk was read asks
   * nothing.
   * @throws Trouble `unknown-person`
   */
  readonly ask: (question: NewHelpRequest) => Promise<HelpRequest>;
  /** Keeps when a question first reached an instructor; a later time changes nothing. */
  readonly markTold: (id: string, at: string) => Promise<void>;
  readonly find: (id: string) => Promise<HelpRequest | null>;
  /** Those that nobody answered, the oldest first. */
  readonly open: () => Promise<readonly HelpRequest[]>;
  /**
   * Keeps the first answer; returns the question with whichever that is, null where there is no such
   * question.
   */
  readonly answer: (id: string, reply: InstructorReply) => Promise<HelpRequest | null>;
};

/** A student's question with its evidence, for instructors. */
export type HelpRequestAnswer = {
  readonly kind: 'question';
  readonly request: HelpRequest;
  readonly titles: ProblemTitles;
};

/** The answer to `answers`: the questions that nobody answered, or one page of them. */
export type HelpRequestsAnswer = {
  readonly kind: 'questions';
  readonly requests: readonly HelpRequest[];
  /**
   * Where there are several pages: how many questions stand on earlier ones, and how many wait altogether.
   */
  readonly page?: { readonly earlier: number; readonly waiting: number };
  readonly titles: ProblemTitles;
};

/** An instructor's words to a student, as they were written. `first`: nobody answered before. */
export type InstructorReplyAnswer = {
  readonly kind: 'reply';
  readonly title: string;
  readonly reply: InstructorReply;
  readonly first: boolean;
};
