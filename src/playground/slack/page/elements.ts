import type { TextObject } from './state.ts';

export type Option = { readonly text: TextObject; readonly value: string };

/** A dialog that Slack shows before an element does what it does. */
export type Confirmation = {
  readonly title: TextObject;
  readonly text: TextObject;
  readonly confirm: TextObject;
  readonly deny: TextObject;
  readonly style?: string;
};

/** What can be pressed, typed into or chosen from. */
export type Element = {
  readonly type: string;
  readonly action_id: string;
  readonly text?: TextObject;
  readonly style?: string;
  readonly accessibility_label?: string;
  readonly placeholder?: TextObject;
  readonly multiline?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly initial_value?: string;
  readonly initial_option?: Option;
  readonly initial_options?: readonly Option[];
  readonly initial_user?: string;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly { readonly label: TextObject; readonly options: readonly Option[] }[];
  readonly filetypes?: readonly string[];
  readonly max_files?: number;
  readonly confirm?: Confirmation;
};

/** A text, an option's value or somebody's id; several of them for boxes and files. */
export type Value = string | readonly string[];

/** What can be done with blocks: pressing, and in a modal typing. */
export type Hands = {
  readonly press: (block: string, action: string, value?: Value) => void;
  readonly values?: Readonly<Record<string, Value>>;
  readonly type?: (block: string, value: Value) => void;
  readonly errors?: Readonly<Record<string, string>>;
};

/** Whether something is an element that one can do something with. */
export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && 'type' in value && 'action_id' in value;
}

/** The words of a text object. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : '';
}

/** One of several values, or all of them as a list. */
export const listOf = (value: Value | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;
