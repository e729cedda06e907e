import type { Audience, BroadcastBody, BroadcastDraft } from './broadcast.ts';
import type { HelpRequestAnswer } from './help-request.ts';
import type { HelpSubject } from './help-subject.ts';
import type { TaskNumber } from './lesson.ts';
import type { Person } from './person.ts';
import type { Progress } from './progress.ts';

/** Something to choose from a list. */
export type FormChoice = { readonly value: string; readonly label: string };

/** The form in which an instructor writes a broadcast. */
export type BroadcastDraftForm = {
  readonly kind: 'broadcast-draft';
  readonly groups: readonly { readonly label: string; readonly choices: readonly FormChoice[] }[];
  /** The course channel's id; null when none is configured. */
  readonly channel: string | null;
  /** How many people are on the roster. */
  readonly people: number;
};

/** What an instructor is shown before anything is sent: the words, and exactly to whom. */
export type BroadcastPreviewForm = {
  readonly kind: 'broadcast-preview';
  readonly draft: BroadcastDraft;
  readonly body: BroadcastBody;
  readonly to: Audience;
  /** Changes when words or recipients change: what is confirmed is what was shown. */
  readonly signature: string;
};

/**
 * The form in which an instructor hands in a roster as CSV. `note` is what was wrong with the last one; null
 * at first.
 */
export type ImportForm = { readonly kind: 'roster-import'; readonly note: string | null };

/** A line of an imported roster that changes something. `was` is what the person had; null for nothing. */
export type ImportChange = { readonly user: string; readonly namespace: string; readonly was: string | null };

/** A line of an imported roster that is left out, and why. Lines count from 1. */
export type ImportFault = { readonly line: number; readonly text: string; readonly why: string };

/** What an import would change, before it changes anything. */
export type ImportPreviewForm = {
  readonly kind: 'roster-preview';
  readonly id: string;
  readonly changes: readonly ImportChange[];
  readonly faults: readonly ImportFault[];
  /** How many lines say what is so already. */
  readonly same: number;
  /** People on the roster whom the list does not name: they stay. */
  readonly untouched: number;
  /** What is to be known about the list, in sentences. */
  readonly remarks: readonly string[];
  /** Changes when the changes do: what is confirmed is what was shown. */
  readonly signature: string;
};

/** The form in which a student writes a guess, to get the next hint. */
export type GuessForm = { readonly kind: 'hint-guess'; readonly task: TaskNumber };

/** The form in which an open question of the quiz is answered. */
export type QuizAnswerForm = { readonly kind: 'quiz-answer'; readonly id: string; readonly asks: readonly string[] };

/**
 * The form in which an instructor answers a student's question. `knew` is another instructor who is at it as well; `note`
 * says so. Null for nobody.
 */
export type InstructorReplyForm = Omit<HelpRequestAnswer, 'kind'> & {
  readonly kind: 'answer';
  readonly knew: string | null;
  readonly note: string | null;
};

/** The form in which a student asks the instructors; `goesAlong` says what they get besides. */
export type AskForm = {
  readonly kind: 'ask';
  readonly subject: HelpSubject;
  readonly title: string;
  readonly goesAlong: string;
};

/** The form in which a student writes more in a conversation of theirs. */
export type StudentReplyForm = { readonly kind: 'student-reply'; readonly id: string; readonly title: string };

/** The form in which a student writes a policy to try; `question` are the words of `reach` that it is tried on. */
export type PolicyTrialForm = { readonly kind: 'policy-trial'; readonly question: string };

/** The form in which somebody pastes what a terminal showed. */
export type PasteForm = { readonly kind: 'paste' };

/** A field of a WordForm: written, or chosen from a list. What is optional may stay empty. */
export type WordField = {
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly optional: boolean;
  /** What to choose from; null for a field to write in. */
  readonly choices: readonly FormChoice[] | null;
  /** An example in an empty field; empty for none. */
  readonly example: string;
};

/** The words that a command needs, as a form: for whoever typed the command alone. */
export type WordForm = {
  readonly kind: 'words';
  readonly command: WordFormCommand;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly WordField[];
};

/** The commands that ask for their words in a form. */
export type WordFormCommand = 'reach' | 'plan' | 'join' | 'hint';

/** What a person fills in or confirms. */
export type Form =
  | BroadcastDraftForm
  | BroadcastPreviewForm
  | ImportForm
  | ImportPreviewForm
  | GuessForm
  | QuizAnswerForm
  | PolicyTrialForm
  | PasteForm
  | WordForm
  | InstructorReplyForm
  | AskForm
  | StudentReplyForm;

/** What somebody finds on their App Home. */
export type AppHome = {
  readonly person: Person | null;
  readonly exercise: string;
  readonly tasks: readonly { readonly task: number; readonly asks: readonly string[] }[];
  /** How far they are; null without a namespace, or where it cannot be read, with the reason in `trouble`. */
  readonly progress: Progress | null;
  readonly trouble: string | null;
  /** The request for a namespace that waits for an instructor, and since when (ISO); null for none. */
  readonly waiting: { readonly namespace: string; readonly askedAt: string } | null;
};
