import type { FindingCode, Problem, ProblemId, Status, Task } from './finding.ts';
import type { PoolModel } from './network.ts';
import type { QuizQuestion } from './quiz.ts';

/** Values of the student's own cluster that a text asks to have shown beside it or in it. */
export const valueNames = [
  'addresses',
  'pod-range',
  'agents',
  'proxy',
  'configmap',
  'annotations',
  'blocks',
  'api-name',
] as const;

/** The name of such a value. */
export type ValueName = (typeof valueNames)[number];

/** One statement of the exercise: where it stands, and what it says in our words. */
export type ExerciseLine = {
  readonly id: string;
  /** First and last line of the exercise's text that belong to it. */
  readonly from: number;
  readonly to: number;
  /**
   * The first eight hex digits of the SHA-256 of those lines, so that the outline can be held against the
   * text.
   */
  readonly sha: string;
  readonly gist: string;
};

/** Where newer sources contradict or narrow a line of the exercise. */
export type Drift = {
  /** The part of the exercise, and what it says there, in our words. */
  readonly where: string;
  readonly exercise: string;
  /** Year and month of the newest source: `2026-08`. */
  readonly date: string;
};

/** A fact of a passage: what it says, where it comes from, and when somebody last held the one against the other. */
export type CheckedFact = {
  readonly says: string;
  /** Name and date of the text. */
  readonly source: string;
  /** `2026-08-21`, or `2026-08` where the day is not known. */
  readonly checked: string;
};

/** One authored passage of the lesson. */
export type Passage = {
  readonly id: string;
  readonly title: string;
  /** The topic that it is a part of; null for a topic. */
  readonly under: string | null;
  /** Whether it only sums up what other passages teach: it is found by its names, and no search leads to it. */
  readonly overview?: boolean;
  readonly aliases: readonly string[];
  /** Words that lead to it where they are all that is said; no search weighs them. They go before the aliases of others. */
  readonly phrases?: readonly string[];
  /** Questions that it answers, as students ask them: what free questions are compared with. */
  readonly questions: readonly string[];
  readonly values: readonly ValueName[];
  /** Ids of the exercise's lines that it is about. */
  readonly covers: readonly string[];
  /** Paragraphs of plain text; Markdown's `code` spans are kept as written. */
  readonly body: readonly string[];
  /** The same in a few everyday words; null where nobody wrote that. */
  readonly simpler: string | null;
  /** Ids of passages to read on with. */
  readonly see: readonly string[];
  readonly facts: readonly CheckedFact[];
  /** Where its facts come from, each source once. */
  readonly sources: readonly string[];
  /** Null for a passage that teaches; else `body` is what newer sources say. */
  readonly drift: Drift | null;
};

/** A passage that is a drift note. */
export type DriftNote = Passage & { readonly drift: Drift };

/** A task of the exercise that can be done. */
export type TaskNumber = Exclude<Task, null>;

/** A task: what to run, and what to look at in its output. */
export type TaskText = {
  readonly task: TaskNumber;
  readonly title: string;
  readonly findings: readonly FindingCode[];
  readonly covers: readonly string[];
  readonly passages: readonly string[];
  readonly steps: readonly { readonly run: string; readonly look: string }[];
  readonly body: readonly string[];
};

/** The levels of a hint, from the idea to the student's own values. */
export const hintLevels = ['idea', 'where', 'read', 'example', 'yours'] as const;

/** The name of a level. */
export type HintLevel = (typeof hintLevels)[number];

/** One level of a task's hints; only the last one has values, as `{{name}}` in its body. */
export type Hint = {
  readonly task: TaskNumber;
  readonly level: HintLevel;
  readonly body: readonly string[];
  readonly values: readonly ValueName[];
};

/** What a card adds to an observation. */
export type Card = {
  readonly finding: FindingCode;
  readonly status: Status;
  /** The models that this wording is for; null for the wording that is true on all the others. */
  readonly models: readonly PoolModel[] | null;
  readonly concept: string;
  readonly why: string;
  readonly next: string;
  /** One question to oneself. */
  readonly ask: string;
  /** What it means, without a word that needs explaining. */
  readonly simpler: string;
};

/** All cards of a finding, and in which statuses it cannot end, because of what. */
export type CardSet = {
  readonly cards: readonly Card[];
  readonly never: Readonly<Partial<Record<Status, string>>>;
};

/**
 * What a command may show, what it means, and where it alone leads: `cannot-see` where it settles nothing.
 */
export type ProblemOutcome = {
  readonly sees: string;
  readonly means: string;
  /** Advice for where netlab could not read it itself; its own read would answer it. */
  readonly unread?: string | undefined;
  readonly verdict: Problem['status'];
};

/**
 * A command that only reads, and how to read what it prints; `student-XX` stands for the student's namespace.
 */
export type ProblemCommand = {
  readonly run: string;
  /** Who can run it, or what its words in capitals stand for; absent where there is nothing to say. */
  readonly note?: string | undefined;
  readonly outcomes: readonly ProblemOutcome[];
};

/** A command of the lesson with the student's own namespace in place of `student-XX`. */
export const commandInNamespace = (command: string, namespace: string): string =>
  command.replaceAll('student-XX', namespace);

/** The authored side of a common problem; its live status comes from `checks/problems`. */
export type ProblemText = {
  readonly problem: ProblemId;
  readonly title: string;
  readonly covers: readonly string[];
  readonly passages: readonly string[];
  /** What to do where the evidence supports it, in a sentence or two. */
  readonly todo: string;
  readonly commands: readonly ProblemCommand[];
  readonly symptom: readonly string[];
  /** What looks the same, and how to distinguish the two. */
  readonly lookalike: readonly string[];
  /** What it means when the evidence supports it, rules it out, or cannot be seen. */
  readonly supported: readonly string[];
  readonly ruledOut: readonly string[];
  readonly cannotSee: readonly string[];
  /** What an instructor needs to hear. */
  readonly tell: readonly string[];
};

/** The lesson of one exercise. */
export type Lesson = {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly ExerciseLine[];
  readonly passages: readonly Passage[];
  readonly tasks: readonly TaskText[];
  readonly hints: readonly Hint[];
  readonly cards: { readonly [C in FindingCode]: CardSet };
  readonly problems: { readonly [P in ProblemId]: ProblemText };
  readonly quiz: readonly QuizQuestion[];
};
