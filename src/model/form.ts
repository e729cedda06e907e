import type { Audience, BroadcastBody, Draft } from './broadcast.ts';
import type { Person } from './person.ts';

/** Something to choose from a list. */
export type Choice = { readonly value: string; readonly label: string };

/** The form in which an instructor writes a broadcast. */
export type DraftForm = {
  readonly kind: 'broadcast-draft';
  readonly groups: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
  /** The course channel's id; null when none is configured. */
  readonly channel: string | null;
  /** How many people are on the roster. */
  readonly people: number;
};

/** What an instructor is shown before anything is sent: the words, and exactly to whom. */
export type PreviewForm = {
  readonly kind: 'broadcast-preview';
  readonly draft: Draft;
  readonly body: BroadcastBody;
  readonly to: Audience;
  /** Changes when words or recipients change: what is confirmed is what was shown. */
  readonly signature: string;
};

/** What a person fills in or confirms. */
export type Form = DraftForm | PreviewForm;

/** What somebody finds on their App Home. */
export type Home = {
  readonly person: Person | null;
  readonly exercise: string;
  readonly tasks: readonly { readonly task: number; readonly asks: readonly string[] }[];
};
