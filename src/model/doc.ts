import type { Next } from './outcome.ts';

/**
 * A run of text: plain or decorated; a person by their Slack user id; a time (ISO), shown in the reader's own zone where
 * that is known; a link; a command to type, without the program's name, as each medium writes it.
 */
export type Run =
  | { readonly text: string; readonly style?: 'bold' | 'italic' | 'code' }
  | { readonly user: string }
  | { readonly time: string }
  /** An address in the web, out of the lesson: never one that came from a cluster. */
  | { readonly link: string }
  | { readonly command: string };

/** A line of runs. */
export type Line = readonly Run[];

/** A part of a Doc. `buttons` stand where they belong to what is above them; `id` is unique in its Doc. */
export type DocPart =
  | { readonly part: 'heading'; readonly text: string }
  | { readonly part: 'paragraph'; readonly runs: Line }
  | { readonly part: 'list'; readonly items: readonly Line[] }
  | { readonly part: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** To be copied: a command, an output. */
  | { readonly part: 'code'; readonly text: string }
  /** Somebody's own words. */
  | { readonly part: 'quote'; readonly text: string }
  /** What can be chosen, in its order: A, B, C … in the text, as on the buttons. */
  | { readonly part: 'choices'; readonly options: readonly string[] }
  | { readonly part: 'buttons'; readonly id: string; readonly buttons: readonly Next[] }
  | { readonly part: 'rule' };

/** Parts under a title, shown when somebody asks for them. */
export type DocSection = { readonly title: string; readonly parts: readonly DocPart[] };

/** An answer in words, before any medium: written as Block Kit, as text and as Markdown. */
export type Doc = {
  /** The first line: what it came to. */
  readonly verdict: Line;
  readonly parts: readonly DocPart[];
  /** When, from where, how it was read. */
  readonly smallPrint: readonly Line[];
  /** What changed since the answer whose button asked for this one; it stands beside the buttons. */
  readonly changed: readonly Line[];
  /** Folded: one press away in Slack, with `--verbose` in the terminal. */
  readonly details: readonly DocSection[];
  /** What stands on the button that opens the details. */
  readonly detailsLabel: string;
};

/** For whom a Doc is written: what can be pressed in Slack is typed in a terminal. */
export type Medium = 'slack' | 'terminal';

/** The letter of a choice, counted from 0: A, B, C … */
export function choiceLetter(at: number): string {
  return String.fromCharCode(65 + at);
}
