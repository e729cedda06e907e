import type { FindingCode, ProblemId, Status, Task } from './finding.ts';
import type { TaskNumber } from './lesson.ts';
import type { QuizProgress } from './quiz.ts';

/**
 * How a look saw a problem that means that something is wrong: found; not found; or not to be seen, because a read was refused
 * or failed.
 */
export type ProblemLook = 'found' | 'not-found' | 'unseen';

/** What a check of one's own namespace came to. `at` is an ISO time. */
export type Attempt = {
  readonly user: string;
  readonly namespace: string;
  readonly at: string;
  /** The task that was looked at; null for all of them. */
  readonly task: Task;
  readonly statuses: Readonly<Partial<Record<FindingCode, Status>>>;
  /** Only problems that mean that something is wrong; empty in what was kept before attempts had it. */
  readonly problems: Readonly<Partial<Record<ProblemId, ProblemLook>>>;
  /** The statuses in short, as answers carry them. */
  readonly signature: string;
  /** The lesson and its version: what the student read beside it. */
  readonly lesson: string;
  /**
   * What the most urgent finding of each task asked to do next; nothing for a task where all is as it should
   * be.
   */
  readonly next: Readonly<Partial<Record<TaskNumber, string>>>;
};

/** The attempts, kept. Every function can throw Trouble `store-down`. */
export type ProgressBook = {
  /** Keeps an attempt of somebody who is on the roster; of anybody else it keeps nothing. */
  readonly keep: (attempt: Attempt) => Promise<void>;
  /** Somebody's attempts, the newest first, at most 500. */
  readonly of: (user: string) => Promise<readonly Attempt[]>;
};

/** How one finding stands. Times are ISO. */
export type FindingProgress = {
  readonly id: FindingCode;
  readonly asks: string;
  /**
   * What it came to last where it could be judged; where it never could, the status that prevented it; null
   * while nobody looked.
   */
  readonly last: { readonly status: Status; readonly at: string } | null;
  /**
   * That it could not be judged when it was looked at again, and since when; null where `last` is the newest.
   */
  readonly unseen: { readonly status: Status; readonly at: string; readonly since: string } | null;
};

/** How one task stands: every finding of it, whether all of them were seen, and whether it was understood. Both are done. */
export type TaskProgress = {
  readonly task: TaskNumber;
  readonly findings: readonly FindingProgress[];
  /** Whether each finding was judged, and is as it should be or right for this cluster. */
  readonly seen: boolean;
  /** When an answer of their own showed that it was understood (ISO); null while none did. */
  readonly understood: string | null;
  /** Where the newest look could not see all of it: when that was last seen, and since when it is not. */
  readonly unseen: { readonly seen: string; readonly since: string } | null;
};

/** A problem that the newest look which could see it found, and when that was (ISO). */
export type OpenProblem = { readonly id: ProblemId; readonly at: string };

/** How far somebody is. */
export type Progress = {
  readonly namespace: string;
  /** Problems that no look since has found gone. */
  readonly found: readonly OpenProblem[];
  readonly tasks: readonly TaskProgress[];
  readonly attempts: number;
  /** Attempts in a namespace that was theirs before; they do not count here. */
  readonly elsewhere: number;
  readonly next: { readonly message: string; readonly label: string; readonly command: string };
  /** Where they are in the quiz; absent where nobody looked. */
  readonly quiz?: QuizProgress;
};

/** The answer to `progress`. */
export type ProgressAnswer = {
  readonly kind: 'progress';
  readonly progress: Progress;
  /** What a question asked: whether one is done or what is left, of one task or of all (null); absent for the command. */
  readonly asked?: { readonly about: 'done' | 'left'; readonly task: TaskNumber | null };
};
