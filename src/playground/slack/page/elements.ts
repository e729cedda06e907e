import type { TextObject } from './state.ts';

/** One choice of a menu, of radio buttons or of checkboxes. */
export type MenuOption = { readonly text: TextObject; readonly value: string };

/** A dialog that Slack shows before an element does what it does. */
export type Confirmation = {
  readonly title: TextObject;
  readonly text: TextObject;
  readonly confirm: TextObject;
  readonly deny: TextObject;
  readonly style?: string;
};

/** What can be pressed, typed into or chosen from. */
export type BlockElement = {
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
  readonly initial_option?: MenuOption;
  readonly initial_options?: readonly MenuOption[];
  readonly initial_user?: string;
  readonly options?: readonly MenuOption[];
  readonly option_groups?: readonly { readonly label: TextObject; readonly options: readonly MenuOption[] }[];
  readonly filetypes?: readonly string[];
  readonly max_files?: number;
  readonly confirm?: Confirmation;
  readonly positive_button?: FeedbackSign;
  readonly negative_button?: FeedbackSign;
};

/** One of the two signs of feedback buttons. */
export type FeedbackSign = {
  readonly text: TextObject;
  readonly value: string;
  readonly accessibility_label?: string;
};

/** A text, an option's value or somebody's id; several of them for boxes and files. */
export type InputValue = string | readonly string[];

/** What can be done with blocks: pressing, and in a modal typing. */
export type BlockHandlers = {
  readonly press: (block: string, action: string, value?: InputValue) => void;
  readonly values?: Readonly<Record<string, InputValue>>;
  readonly type?: (block: string, value: InputValue) => void;
  readonly errors?: Readonly<Record<string, string>>;
};

/** Whether something is an element that one can do something with. */
export function isBlockElement(value: unknown): value is BlockElement {
  return typeof value === 'object' && value !== null && 'type' in value && 'action_id' in value;
}

/** The words of a text object. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : '';
}

/** One of several values, or all of them as a list. */
export const valuesOf = (value: InputValue | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;
