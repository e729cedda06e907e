import { findOwnValue } from '../../own-value.ts';
import { limits } from '../workspace/limits.ts';
import { checkFeedbackButtons, checkIconButton, type ElementCheck } from './context-elements.ts';
import {
  fieldsOf,
  listOf,
  type PayloadFault,
  plainFaults,
  stringFaults,
  textFaults,
  textObjectTypes,
  type UnknownFields,
} from './fault.ts';

function confirmFaults(value: unknown, path: string): readonly PayloadFault[] {
  if (value === undefined) return [];
  const { title, text, confirm, deny } = fieldsOf(value);
  return [
    ...plainFaults(title, `${path}.title`, limits.confirmTitle),
    ...textFaults(text, `${path}.text`, limits.confirmText, textObjectTypes),
    ...plainFaults(confirm, `${path}.confirm`, limits.confirmButton),
    ...plainFaults(deny, `${path}.deny`, limits.confirmButton),
  ];
}

function optionFaults(value: unknown, path: string): readonly PayloadFault[] {
  const { text, value: own, description } = fieldsOf(value);
  const missing = typeof own === 'string' && own !== '' ? [] : [`${path}.value: is required`];
  return [
    ...textFaults(text, `${path}.text`, limits.optionText, textObjectTypes),
    ...missing,
    ...stringFaults(own, `${path}.value`, limits.optionValue),
    ...(description === undefined
      ? []
      : textFaults(description, `${path}.description`, limits.optionText, textObjectTypes)),
  ];
}

function optionsFaults(value: unknown, path: string, most: number): readonly PayloadFault[] {
  const options = listOf(value);
  if (options === null || options.length === 0 || options.length > most)
    return [`${path}: must have 1 to ${most} items`];
  const values = options.map((each) => fieldsOf(each).value);
  const twice = new Set(values).size < values.length ? [`${path}: values must be unique`] : [];
  return [...twice, ...options.flatMap((each, index) => optionFaults(each, `${path}[${index}]`))];
}

function groupsFaults(value: unknown, path: string): readonly PayloadFault[] {
  const groups = listOf(value) ?? [];
  if (groups.length === 0 || groups.length > limits.options) return [`${path}: must have 1 to ${limits.options} items`];
  return groups.flatMap((each, index) => {
    const { label, options } = fieldsOf(each);
    const at = `${path}[${index}]`;
    return [
      ...plainFaults(label, `${at}.label`, limits.optionText),
      ...optionsFaults(options, `${at}.options`, limits.options),
    ];
  });
}

function placeholderFaults({ placeholder }: UnknownFields, path: string): readonly PayloadFault[] {
  return placeholder === undefined ? [] : plainFaults(placeholder, `${path}.placeholder`, limits.placeholder);
}

const staticSelect: ElementCheck = (element, path) => {
  const { options, option_groups: groups, initial_option: initial } = element;
  if ((options === undefined) === (groups === undefined))
    return [`${path}: options or option_groups, exactly one of them`];
  const inside = JSON.stringify(groups ?? options);
  const stray =
    initial !== undefined && !inside.includes(JSON.stringify(fieldsOf(initial).value))
      ? [`${path}.initial_option: must be one of the options`]
      : [];
  const faults =
    groups === undefined
      ? optionsFaults(options, `${path}.options`, limits.options)
      : groupsFaults(groups, `${path}.option_groups`);
  return [...faults, ...stray, ...placeholderFaults(element, path)];
};

const choices: ElementCheck = ({ options, initial_option: one, initial_options: several }, path) => {
  const known = (listOf(options) ?? []).map((each) => fieldsOf(each).value);
  const initial = [...(one === undefined ? [] : [one]), ...(listOf(several) ?? [])];
  const stray = initial.some((each) => !known.includes(fieldsOf(each).value))
    ? [`${path}: what is chosen at first must be among the options`]
    : [];
  return [...optionsFaults(options, `${path}.options`, limits.choices), ...stray];
};

const fileInput: ElementCheck = ({ filetypes, max_files: most }, path) => {
  const types = filetypes === undefined ? null : (listOf(filetypes) ?? []);
  const named = types === null || (types.length > 0 && types.every((each) => typeof each === 'string' && each !== ''));
  const few = most === undefined || (Number.isInteger(most) && Number(most) >= 1 && Number(most) <= limits.files);
  return [
    ...(named ? [] : [`${path}.filetypes: must be names of file types`]),
    ...(few ? [] : [`${path}.max_files: must be from 1 to ${limits.files}`]),
  ];
};

const button: ElementCheck = ({ text, value, url, style, accessibility_label: spoken }, path) => [
  ...plainFaults(text, `${path}.text`, limits.button),
  ...stringFaults(value, `${path}.value`, limits.value),
  ...stringFaults(url, `${path}.url`, limits.url),
  ...stringFaults(spoken, `${path}.accessibility_label`, limits.accessibility),
  ...(style === undefined || style === 'primary' || style === 'danger'
    ? []
    : [`${path}.style: must be primary or danger`]),
];

const plainTextInput: ElementCheck = (element, path) => {
  const { max_length: most, min_length: least, initial_value: initial } = element;
  const within = (value: unknown) =>
    value === undefined || (typeof value === 'number' && value >= 0 && value <= limits.inputText);
  return [
    ...(within(most) && within(least) ? [] : [`${path}: lengths must be from 0 to ${limits.inputText}`]),
    ...stringFaults(initial, `${path}.initial_value`, typeof most === 'number' ? most : limits.inputText),
    ...placeholderFaults(element, path),
  ];
};

const image: ElementCheck = ({ alt_text: alt, image_url: url, slack_file: file }, path) => [
  ...(typeof alt === 'string' && alt !== '' && alt.length <= limits.alt
    ? []
    : [`${path}.alt_text: is required, up to ${limits.alt} characters`]),
  ...((typeof url === 'string') === (file !== undefined)
    ? [`${path}: image_url or slack_file, exactly one of them`]
    : []),
  ...stringFaults(url, `${path}.image_url`, limits.imageUrl),
];

const selects: ElementCheck = (element, path) => placeholderFaults(element, path);

const known: Readonly<Record<string, ElementCheck>> = {
  button,
  image,
  static_select: staticSelect,
  multi_static_select: staticSelect,
  radio_buttons: choices,
  checkboxes: choices,
  overflow: ({ options }, path) => optionsFaults(options, `${path}.options`, 5),
  plain_text_input: plainTextInput,
  users_select: selects,
  conversations_select: selects,
  channels_select: selects,
  datepicker: selects,
  number_input: selects,
  file_input: fileInput,
  feedback_buttons: checkFeedbackButtons,
  icon_button: checkIconButton,
};

const inActions = [
  'button',
  'static_select',
  'radio_buttons',
  'checkboxes',
  'overflow',
  'users_select',
  'conversations_select',
  'channels_select',
  'datepicker',
];
const inInput = [
  ...inActions.filter((each) => each !== 'button' && each !== 'overflow'),
  'multi_static_select',
  'plain_text_input',
  'number_input',
  'file_input',
];
const inAccessory = [...inActions, 'image', 'multi_static_select'];

// Which elements may stand where.
const places = {
  actions: inActions,
  input: inInput,
  accessory: inAccessory,
  context: ['image'],
  context_actions: ['feedback_buttons', 'icon_button'],
} as const;

const placesOf = (place: keyof typeof places): readonly string[] => places[place];

/** Faults of one block element at a place. */
export function elementFaults(value: unknown, path: string, place: keyof typeof places): readonly PayloadFault[] {
  const element = fieldsOf(value);
  const type = String(element.type);
  const check = findOwnValue(known, type);
  if (check === undefined || !placesOf(place).includes(type)) return [`${path}.type: unsupported element ${type}`];
  return [
    ...check(element, path),
    ...stringFaults(element.action_id, `${path}.action_id`, limits.id),
    ...confirmFaults(element.confirm, `${path}.confirm`),
  ];
}
