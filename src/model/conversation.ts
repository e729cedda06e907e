import type { HelpRequest, NewHelpRequest } from './help-request.ts';
import type { HelpSubject } from './help-subject.ts';

/** What a line between two people is: a question as it is asked or passed on, somebody's words, or that it has ended. */
export const lineKinds = ['ask', 'passed', 'student', 'instructor', 'ended'] as const;

/** The kind of a line, see `lineKinds`. */
export type LineKind = (typeof lineKinds)[number];

/** Something that one person is to get of another. `words` is what was written, null for nothing. */
export type ConversationLine = {
  readonly id: string;
  readonly request: string;
  readonly kind: LineKind;
  readonly from: string;
  readonly to: string;
  readonly words: string | null;
  readonly at: string;
  /** Whether it may have been sent before: then it is looked for first. */
  readonly tried: boolean;
};

/** A line as it is written. */
export type NewLine = Omit<ConversationLine, 'request' | 'tried'>;

/** A message of a conversation in somebody's direct messages; `with` is the other person, `kind` what it is. */
export type ConversationPost = {
  readonly channel: string;
  readonly ts: string;
  readonly request: string;
  readonly person: string;
  readonly with: string;
  readonly kind: LineKind;
};

/** What is decided about a conversation: what it is from now on, and what goes out. */
export type ConversationChange<T> = {
  readonly request: HelpRequest;
  readonly lines: readonly NewLine[];
  readonly result: T;
};

/** Something that was kept for the class; `day` is an ISO time at midnight. */
export type ClassWords = {
  readonly id: string;
  readonly subject: HelpSubject;
  readonly words: string;
  readonly day: string;
};

/** Conversations, kept. Every function can throw Trouble `store-down`. */
export type HelpRequestBook = {
  /**
   * Keeps a question with what goes out of it; where the same student has one about the same subject in the same namespace
   * that has not ended, that one comes back instead. Who left the roster, or had everything deleted, asks nothing.
   * @throws Trouble `unknown-person`
   */
  readonly ask: (question: NewHelpRequest, lines: readonly NewLine[]) => Promise<HelpRequest>;
  readonly find: (id: string) => Promise<HelpRequest | null>;
  /** Those that wait for an instructor, the oldest first. */
  readonly open: () => Promise<readonly HelpRequest[]>;
  /** Those of a student that have not ended, the oldest first. */
  readonly ofStudent: (user: string) => Promise<readonly HelpRequest[]>;
  /** Those that somebody claimed before this time. */
  readonly claimedBefore: (at: string) => Promise<readonly HelpRequest[]>;
  /**
   * Shows `decide` a conversation, and how many of its lines are not delivered yet, and keeps what it returns, at once; null
   * where there is no such conversation.
   */
  readonly change: <T>(
    id: string,
    decide: (found: HelpRequest, waiting: number) => ConversationChange<T>,
  ) => Promise<T | null>;
  /** Lines of a conversation that are not delivered yet, in their order; each is marked as tried from now on. */
  readonly takeLines: (id: string) => Promise<readonly ConversationLine[]>;
  /** Conversations with lines that another run of netlab left, which are this run's from now on. */
  readonly takeLeft: (at: string) => Promise<readonly string[]>;
  /** Keeps where a line stands now and forgets its words; the first question that arrives counts as told. */
  readonly markDelivered: (
    line: ConversationLine,
    post: Pick<ConversationPost, 'channel' | 'ts'>,
    at: string,
  ) => Promise<void>;
  /** Forgets a line that cannot be delivered. */
  readonly dropLine: (id: string) => Promise<void>;
  /** The message of a conversation at this place; null for every other message. */
  readonly postAt: (channel: string, ts: string) => Promise<ConversationPost | null>;
  /** The questions of a conversation as instructors got them. */
  readonly questionPosts: (id: string) => Promise<readonly ConversationPost[]>;
  /** Somebody's channel as far as any conversation had it; null for none. */
  readonly channelOf: (user: string) => Promise<string | null>;
  /** Keeps a student's question without the student. */
  readonly keepQuestion: (words: ClassWords) => Promise<void>;
  /** Keeps an instructor's answer for the class. */
  readonly keepAnswer: (words: ClassWords, by: string) => Promise<void>;
  /** What is kept for the class, the newest first. */
  readonly forClass: () => Promise<{
    readonly questions: readonly ClassWords[];
    readonly answers: readonly ClassWords[];
  }>;
};
