import type { Audit, StoredPersonalData } from './audit.ts';
import type { Announcement } from './broadcast.ts';
import type { CheckReport, Finding, FindingCode, ProblemId, ProblemRow, ProblemStep, Status } from './finding.ts';
import type { Form } from './form.ts';
import type { HelpRequest as Handed, InstructorReply } from './help-request.ts';
import type { Card, DriftNote, HintLevel, Passage, TaskNumber } from './lesson.ts';
import type { NetworkMap, Picture } from './picture.ts';
import type { Plan } from './plan.ts';
import type { Attempt, Progress } from './progress.ts';
import type { Observation, QuizQuestion } from './quiz.ts';
import type { Reach } from './reach.ts';
import type { Assignment, Claim } from './roster.ts';

/** Who worded an explanation. */
export type ExplanationAuthor = 'handbook' | 'tutor';

/** Passages of the lesson that go with findings or a topic, and who chose them. */
export type Explanation = {
  readonly by: ExplanationAuthor;
  readonly passages: readonly Passage[];
  /** The finding that a language model chose where only a look at the cluster can answer. */
  readonly finding?: FindingCode;
  /** Where the lesson does not know: passages that come nearest, the nearest first. */
  readonly near?: readonly Passage[];
};

/** A value of the student's own cluster, or why it could not be seen. */
export type OwnValue = { readonly label: string; readonly value: string };

/** One word of the grammar with its purpose. */
export type HelpLine = { readonly usage: string; readonly purpose: string };

/** A finding whose status is not what it was in an earlier answer. */
export type StatusChange = { readonly id: FindingCode; readonly was: Status; readonly is: Status };

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

/** A finding as it stands now, in the engine's words, and the card for its status on this model. */
export type ShownCard = Pick<Finding, 'id' | 'task' | 'asks' | 'status' | 'owner' | 'observed'> &
  Pick<Card, 'concept' | 'why' | 'next' | 'ask'> & {
    /** The command that shows the same; null where none does. */
    readonly command: string | null;
    readonly namespace: string;
    readonly source: CheckReport['source'];
    readonly readAt: string;
  };

/** The answer to `explain`. */
export type ExplainAnswer = {
  readonly kind: 'explain';
  readonly explanation: Explanation;
  readonly yours: readonly OwnValue[];
  /** What is to be said before the passages: that one is about another model than the cluster's. */
  readonly remarks?: readonly string[];
  /** Where a finding was asked for and could be looked at; `explanation` then holds what the card rests on. */
  readonly card?: ShownCard;
};

/** The answer to `walk`: the rows of the table of problems, all or the one that was asked for. */
export type WalkAnswer = {
  readonly kind: 'walk';
  readonly namespace: string;
  readonly source: CheckReport['source'];
  readonly readAt: string;
  readonly steps: readonly ProblemStep[];
  /** What is to be said before the rows. */
  readonly remarks?: readonly string[];
};

/** The answer to `notes`: where newer sources contradict or narrow the exercise. */
export type NotesAnswer = { readonly kind: 'notes'; readonly notes: readonly DriftNote[] };

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

/** One rung of a hint as it is shown: the values of the last one are filled in. */
export type HintStep = { readonly level: HintLevel; readonly title: string; readonly body: readonly string[] };

/** The answer to `hint`: the rung that was reached, or several of them where they were asked for. */
export type HintAnswer = {
  readonly kind: 'hint';
  readonly task: TaskNumber;
  /** What is said about this request, before the hint; null for nothing. */
  readonly message: string | null;
  readonly steps: readonly HintStep[];
  /** How to go on; null where there is nothing more. */
  readonly more: string | null;
};

/** Why questions are left out just now, in general words, and how many. */
export type LeftOut = { readonly why: string; readonly count: number };

/** A question on a sheet; `shows` is what the cluster shows of it, null where the answers were not asked for. */
export type SheetQuestion = {
  readonly question: QuizQuestion;
  /** The command with the namespace filled in; null for a transfer. */
  readonly observe: string | null;
  readonly shows: QuizResult | null;
};

/** What a question came to: in a prediction what the cluster shows, in a transfer what the lesson says. */
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
  readonly source: CheckReport['source'] | null;
  readonly readAt: string | null;
  readonly questions: readonly SheetQuestion[];
  readonly leftOut: readonly LeftOut[];
};

/** The answer to `quiz`: one question, or what came of one, or where somebody is. */
export type QuizAnswer = {
  readonly kind: 'quiz';
  readonly title: string;
  /** What is said before everything else, in sentences. */
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

/** The answer to `help`. */
export type HelpAnswer = { readonly kind: 'help'; readonly lines: readonly HelpLine[]; readonly note: string };

/** What was done or asked, in plain sentences; `about` is the person whom it is about, shown by name. */
export type ToldAnswer = {
  readonly kind: 'told';
  readonly about: string | null;
  readonly message: string;
  readonly lines: readonly string[];
};

/** The answer to `progress`. */
export type ProgressAnswer = { readonly kind: 'progress'; readonly progress: Progress };

/** The answer to `roster`: who has what, and who waits. */
export type RosterAnswer = {
  readonly kind: 'roster';
  readonly assignments: readonly Assignment[];
  readonly waiting: readonly Claim[];
};

/** The answer to `roster export`: a text to copy, as it is. */
export type CopyAnswer = { readonly kind: 'copy'; readonly message: string; readonly text: string };

/** The answer to `privacy`: what is stored, and what leaves. */
export type PrivacyAnswer = {
  readonly kind: 'privacy';
  readonly stored: StoredPersonalData;
  /** Where an LLM is asked, what is sent to it, in sentences. */
  readonly sentToModel: readonly string[];
  /** Whether a language model may be asked for this person; null where none is configured. */
  readonly ai: boolean | null;
  /** Whether it was deleted just now, or is about to be. */
  readonly state: 'kept' | 'asked' | 'deleted';
};

/** A refusal in words: what is wrong, and what to do. */
export type TroubleAnswer = { readonly kind: 'trouble'; readonly message: string; readonly todo: string };

/** Where somebody is in a walk: one problem as it stands, and a command to run or what it came to. */
export type WalkStepAnswer = {
  readonly kind: 'walking';
  readonly namespace: string;
  readonly readAt: string;
  /** What happened since the step before, in sentences. */
  readonly remarks: readonly string[];
  readonly title: string;
  readonly row: Pick<ProblemRow, 'id' | 'status' | 'normal' | 'because'>;
  readonly headline: string;
  readonly lines: readonly string[];
  /** The command to run, and what it may show; null where none is left to run. */
  readonly command: { readonly run: string; readonly sees: readonly string[] } | null;
};

/** Titles of the common problems. */
export type ProblemTitles = { readonly [P in ProblemId]: string };

/** A student's question with its evidence, for instructors. */
export type HelpRequestAnswer = { readonly kind: 'question'; readonly request: Handed; readonly titles: ProblemTitles };

/** The answer to `answers`: the questions that nobody answered, or one page of them. */
export type HelpRequestsAnswer = {
  readonly kind: 'questions';
  readonly requests: readonly Handed[];
  /** Where there are several pages: how many questions stand on earlier ones, and how many wait altogether. */
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
  | InstructorReplyAnswer;

/** Answers that a terminal can show as well. */
export type PlainAnswer =
  | CheckAnswer
  | ExplainAnswer
  | WalkAnswer
  | NotesAnswer
  | PlanAnswer
  | ReachAnswer
  | HintAnswer
  | QuizSheetAnswer
  | HelpAnswer
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
];

/** An answer as the terminal shows it. @throws an error for one about people: no command of the terminal gives it */
export function plainAnswer(answer: Answer): PlainAnswer {
  if (isClassAnswer(answer)) throw new Error(`a terminal was about to show ${answer.kind}`);
  return answer;
}

/** Whether an answer is about people of the class. */
export function isClassAnswer(answer: Answer): answer is ClassAnswer {
  return classKinds.includes(answer.kind);
}

/** A step that is offered below an answer: what is typed for whoever takes it. */
export type Next = { readonly label: string; readonly command: string };

/** A direct message to somebody else: what an instructor is asked, what a student is told. */
export type DirectMessage = {
  /** Slack user ids. */
  readonly to: readonly string[];
  readonly answer: Answer;
  readonly next: readonly Next[];
  /** The channel of these direct messages is kept: it is where the person is found from now on. */
  readonly keepsChannel: boolean;
  /** What is said to whoever caused it if nobody could be reached. */
  readonly unreached: string;
  /** A question that is kept as told once somebody got this. */
  readonly helpRequest?: string;
};

/** An answer and the effects that the shell is to perform. */
export type Outcome = {
  readonly answer: Answer;
  readonly audit?: Audit | readonly Audit[];
  /** The audit is to keep this line without the person. */
  readonly anonymous?: boolean;
  /** A check of one's own namespace, to be kept. */
  readonly remember?: Attempt;
  readonly directMessages?: readonly DirectMessage[];
  /** Whose App Home shows something else now. */
  readonly changedHomes?: readonly string[];
  readonly next?: readonly Next[];
  /** The statuses of an answer in short, so that a later one can say what changed. */
  readonly signature?: string;
  /** A language model chose what the answer shows. */
  readonly chosen?: boolean;
  /** A picture that belongs to the answer. */
  readonly picture?: Picture;
  /** The map that the App Home of whoever asked shows from now on, and when it was read (ISO). */
  readonly homeMap?: { readonly map: NetworkMap; readonly readAt: string };
  /** Whether the answer takes the place of the message whose button asked for it; where absent it comes beside that message. */
  readonly replacesMessage?: boolean;
  /** A form to open; `answer` stands in for it where none can be opened. */
  readonly form?: Form;
  /** A broadcast to send. */
  readonly announce?: Announcement;
};
