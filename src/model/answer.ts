import type { Announcement } from './broadcast.ts';
import type { CheckReport, Code, ProblemStep, Status } from './finding.ts';
import type { Form } from './form.ts';
import type { Note, Passage } from './lesson.ts';
import type { Plan } from './plan.ts';
import type { Reach } from './reach.ts';

/** Who worded an explanation. */
export type Voice = 'handbook' | 'tutor';

/** Passages of the lesson that go with findings or a topic, and who chose them. */
export type Explanation = { readonly by: Voice; readonly passages: readonly Passage[] };

/** A value of the student's own cluster, or why it could not be seen. */
export type OwnValue = { readonly label: string; readonly value: string };

/** One word of the grammar with its purpose. */
export type HelpLine = { readonly usage: string; readonly purpose: string };

/** A finding whose status is not what it was in an earlier answer. */
export type StatusChange = { readonly id: Code; readonly was: Status; readonly is: Status };

/** The answer to `check`. */
export type CheckAnswer = {
  readonly kind: 'check';
  /** How many findings came to what, in one line. */
  readonly summary: string;
  readonly report: CheckReport;
  readonly explanation: Explanation;
  /** What changed since the answer that asked to look again; absent where there was none. */
  readonly changes?: readonly StatusChange[];
};

/** The answer to `explain`. */
export type ExplainAnswer = {
  readonly kind: 'explain';
  readonly explanation: Explanation;
  readonly yours: readonly OwnValue[];
};

/** The answer to `walk`: the rows of the table of problems, all or the one that was asked for. */
export type WalkAnswer = {
  readonly kind: 'walk';
  readonly namespace: string;
  readonly source: CheckReport['source'];
  readonly readAt: string;
  readonly steps: readonly ProblemStep[];
};

/** The answer to `notes`: where newer sources contradict or narrow the exercise. */
export type NotesAnswer = { readonly kind: 'notes'; readonly notes: readonly Note[] };

/** A plan in plain sentences under headings. */
export type PlanWords = {
  readonly title: string;
  readonly groups: readonly { readonly heading: string; readonly lines: readonly string[] }[];
};

/** The answer to `plan`: the figures, and the same in words. */
export type PlanAnswer = { readonly kind: 'plan'; readonly plan: Plan; readonly words: PlanWords };

/** The answer to `reach`: one question, or with `batch` a list of them. */
export type ReachAnswer = {
  readonly kind: 'reach';
  readonly reaches: readonly Reach[];
  readonly batch: boolean;
  readonly source: CheckReport['source'];
  readonly readAt: string;
};

/** The answer to `help`. */
export type HelpAnswer = { readonly kind: 'help'; readonly lines: readonly HelpLine[]; readonly note: string };

/** A refusal in words: what is wrong, and what to do. */
export type TroubleAnswer = { readonly kind: 'trouble'; readonly says: string; readonly todo: string };

/** What a command returns: data, rendered by `blocks` for Slack and by `report` for the terminal. */
export type Answer =
  | CheckAnswer
  | ExplainAnswer
  | WalkAnswer
  | NotesAnswer
  | PlanAnswer
  | ReachAnswer
  | HelpAnswer
  | TroubleAnswer;

/** A step that is offered below an answer: what is typed for whoever takes it. */
export type Next = { readonly label: string; readonly say: string };

/** An answer and the effects that the shell is to perform. */
export type Outcome = {
  readonly answer: Answer;
  readonly audit?: string;
  readonly next?: readonly Next[];
  /** The statuses of an answer in short, so that a later one can say what changed. */
  readonly signature?: string;
  /** A form to open; `answer` stands in for it where none can be opened. */
  readonly form?: Form;
  /** A broadcast to send. */
  readonly announce?: Announcement;
};
