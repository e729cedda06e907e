import type { AuditBook, PersonalBook } from './audit.ts';
import type { BroadcastJournal, Recipient } from './broadcast.ts';
import type { HelpRequestBook } from './conversation.ts';
import type { Explanation } from './explanation.ts';
import type { FeedbackBook } from './feedback.ts';
import type { Finding, Task } from './finding.ts';
import type { FaultBook } from './lab-fault.ts';
import type { Lesson } from './lesson.ts';
import type { LookBook } from './look.ts';
import type { Notebooks } from './notebook.ts';
import type { Members, Person } from './person.ts';
import type { PictureBook } from './picture.ts';
import type { ProgressBook } from './progress.ts';
import type { PolicySnapshot, ProposedPolicies, SurveyRequest } from './reach.ts';
import type { RosterBook, RosterDrafts } from './roster.ts';
import type { ResultSituation, SentencePick } from './sentence-choice.ts';
import type { Snapshot } from './snapshot.ts';
import type { TutorMetric, TutorMode } from './tutor.ts';

/** A part of netlab as an operator asks for it: its name, and how it is in a few words. */
export type ComponentHealth = { readonly name: string; readonly ok: boolean; readonly says: string };

/** Which tasks somebody has been shown something of since the start, beside the checks that are kept. */
export type ShownTasks = {
  readonly note: (user: string, namespace: string, tasks: readonly Task[]) => void;
  readonly of: (user: string, namespace: string) => ReadonlySet<Task>;
  readonly forget: (user: string) => void;
};

/** The world as a record of plain functions: all that a command can reach. */
export type Lab = {
  /** The lesson, with dates in words that hold now. */
  readonly lesson: () => Lesson;
  /** Changes with every word of the lesson. */
  readonly edition: string;
  /** Namespaces that students may have, as a regular expression's source for whole names; empty for every name. */
  readonly namespacePattern: string;
  /** Who a Slack user is; null for someone who is on no roster. */
  readonly findPerson: (user: string) => Promise<Person | null>;
  /** Reads the cluster for one namespace; never throws for what the cluster refuses. */
  readonly observe: (namespace: string) => Promise<Snapshot>;
  /** Reads what questions about reaching rest on; never throws for what the cluster refuses. */
  readonly survey: (wanted: SurveyRequest) => Promise<PolicySnapshot>;
  /** Policies that somebody wrote; those without a namespace count in this one. @throws Trouble `bad-input` */
  readonly parsePolicies: (text: string, namespace: string) => ProposedPolicies;
  /** Passages for findings; never throws. */
  readonly explainFindings: (findings: readonly Finding[]) => Promise<Explanation>;
  /**
   * Passages for somebody's question in free words, empty when the lesson does not know; never throws. `topic` is what they read
   * last: a passage's id or a finding's code.
   */
  readonly explainQuestion: (question: string, user: string, topic?: string | null) => Promise<Explanation>;
  /** Which sentences matter for a result, as a language model chose them; null where none may be asked; never throws. */
  readonly explainResult: (situation: ResultSituation, user: string) => Promise<readonly SentencePick[] | null>;
  /**
   * What somebody read last: the id of a passage (its title where that is a finding's id too), or a finding's code; null where
   * that is too long ago, or where nothing is kept, as in a terminal.
   */
  readonly lastTopic: (user: string) => string | null;
  /** Keeps that in memory for a while, in place of the one before. */
  readonly keepTopic: (user: string, topic: string) => void;
  /** Drops it. */
  readonly forgetTopic: (user: string) => void;
  /** What a language model is asked for. */
  readonly tutor: TutorMode;
  /**
   * What would be sent for a question of somebody with this namespace, titles of the lesson counted; empty
   * for nothing.
   */
  readonly sentFor: (question: string, namespace: string | null) => string;
  /** The same for a result. */
  readonly sentForResult: (situation: ResultSituation) => string;
  /** Counts a language model's choice that somebody got to see. */
  readonly countShownChoice: () => void;
  /** What the language model was asked for and what came of it, since the start. */
  readonly tutorMetrics: () => readonly TutorMetric[];
  /** Everybody on the roster, in its order. */
  readonly people: () => Promise<readonly Recipient[]>;
  /** Slack ids of the instructors, as far as they are known. */
  readonly instructors: () => Promise<readonly string[]>;
  /** How a student gets a namespace: an instructor approves, or the first claim wins. */
  readonly joining: 'approve' | 'open';
  readonly roster: RosterBook;
  readonly drafts: RosterDrafts;
  /** The workspace's accounts, as far as Slack lists them; never throws. */
  readonly members: () => Promise<Members>;
  readonly progress: ProgressBook;
  readonly notebooks: Notebooks;
  readonly shownTasks: ShownTasks;
  readonly pictures: PictureBook;
  readonly helpRequests: HelpRequestBook;
  readonly faults: FaultBook;
  readonly feedback: FeedbackBook;
  readonly looks: LookBook;
  readonly audit: AuditBook;
  readonly personal: PersonalBook;
  /** The course channel's id; null when none is configured. */
  readonly courseChannel: string | null;
  /** The record of broadcasts. */
  readonly broadcasts: BroadcastJournal;
  /** An id that nobody can guess, and the time (ISO). */
  readonly newIdAndTime: () => { readonly id: string; readonly at: string };
  /** How the parts outside of Slack are, from what happened last; asks nothing. */
  readonly componentHealth: () => readonly ComponentHealth[];
  /** One line for the operator's log. */
  readonly log: (line: string) => void;
};
