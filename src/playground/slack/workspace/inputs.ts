import { findOwnValue } from '../../own-value.ts';
import { fieldsOf, listOf, type UnknownFields } from '../validate/fault.ts';

// How `view.state.values` carries each kind of input: the field, what the element calls its first value, and whether it
// is a list. A list of nothing is [], everything else of nothing is null.
const kinds: Readonly<Record<string, { readonly field: string; readonly initial?: string; readonly list?: true }>> = {
  plain_text_input: { field: 'value', initial: 'initial_value' },
  number_input: { field: 'value', initial: 'initial_value' },
  static_select: { field: 'selected_option', initial: 'initial_option' },
  radio_buttons: { field: 'selected_option', initial: 'initial_option' },
  overflow: { field: 'selected_option' },
  checkboxes: { field: 'selected_options', initial: 'initial_options', list: true },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', list: true },
  users_select: { field: 'selected_user', initial: 'initial_user' },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation' },
  channels_select: { field: 'selected_channel', initial: 'initial_channel' },
  datepicker: { field: 'selected_date', initial: 'initial_date' },
  file_input: { field: 'files', list: true },
};

const kindOf = (type: unknown) => findOwnValue(kinds, String(type)) ?? { field: 'value' };

function optionsOf({ options, option_groups: groups }: UnknownFields): readonly unknown[] {
  return [
    ...(listOf(options) ?? []),
    ...(listOf(groups) ?? []).flatMap((each) => listOf(fieldsOf(each).options) ?? []),
  ];
}

/** What an input holds before anybody touched it. */
export function initialInputValue(element: UnknownFields): UnknownFields {
  const { type } = element;
  const { field, initial, list } = kindOf(type);
  return { type, [field]: (initial && findOwnValue(element, initial)) ?? (list ? [] : null) };
}

/** What an input holds after somebody set it: to a text, the value of an option, the id of a person or of files. */
export function chosenInputValue(element: UnknownFields, value: string | readonly string[] | null): UnknownFields {
  const { type } = element;
  const { field, list } = kindOf(type);
  const chosen = value === null || value === '' ? [] : typeof value === 'string' ? [value] : value;
  const own = field.startsWith('selected_option')
    ? optionsOf(element).filter((each) => chosen.includes(String(fieldsOf(each).value)))
    : type === 'file_input'
      ? chosen.map((id) => ({ id }))
      : chosen;
  return { type, [field]: list ? own : (own[0] ?? null) };
}

/** Whether an input holds anything. */
export function isFilled(value: UnknownFields | undefined): boolean {
  if (value === undefined) return false;
  const own = findOwnValue(value, kindOf(value.type).field) ?? null;
  return own !== null && own !== '' && (listOf(own)?.length ?? 1) > 0;
}
