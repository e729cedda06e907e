import type { Answer } from './answer.ts';
import type { Audit } from './audit.ts';
import type { Announcement } from './broadcast.ts';
import type { Form } from './form.ts';
import type { NetworkMap, Picture } from './picture.ts';
import type { Attempt } from './progress.ts';

/** A step that is offered below an answer: what is typed for whoever takes it. */
export type Next = { readonly label: string; readonly command: string };

/** What can be chosen from a list: more than fits on buttons. */
export type ChoiceMenu = { readonly label: string; readonly options: readonly Next[] };

/** A direct message to somebody else: a question to an instructor, a decision or an answer to a student. */
export type DirectMessage = {
  /** Slack user ids. */
  readonly to: readonly string[];
  readonly answer: Answer;
  readonly next: readonly Next[];
  /** The channel of these direct messages is kept: it is where the person is found from now on. */
  readonly keepsChannel: boolean;
  /** What is shown to whoever caused it if nobody could be reached. */
  readonly unreached: string;
  /** Ids of the lab's faults that count as told once somebody got this. */
  readonly faults?: readonly string[];
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
  /** Id of a help request whose lines go out now. */
  readonly conversation?: string;
  /** A text of whoever asked that the buttons below are about: it is held for minutes, in memory alone. */
  readonly holds?: string;
  /** Whose App Home shows something else now. */
  readonly changedHomes?: readonly string[];
  readonly next?: readonly Next[];
  /** Steps to choose from a list, beside those in `next`. */
  readonly menu?: ChoiceMenu;
  /** The statuses of an answer in short, so that a later one can say what changed. */
  readonly signature?: string;
  /** A language model chose what the answer shows. */
  readonly chosen?: boolean;
  /** The topic of the lesson that it is about, by the name that `explain` finds it by: what a follow-up goes on from. */
  readonly topic?: string;
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
