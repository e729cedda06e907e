import { limits } from '../workspace/limits.ts';
import { fieldsOf, type PayloadFault, plainFaults, stringFaults, type UnknownFields } from './fault.ts';

/** What is wrong with an element of a block, at a path. */
export type ElementCheck = (element: UnknownFields, path: string) => readonly PayloadFault[];

/** One of the two signs: both have a text and a value. */
function signFaults(value: unknown, path: string): readonly PayloadFault[] {
  const { text, value: own, accessibility_label: spoken } = fieldsOf(value);
  return [
    ...plainFaults(text, `${path}.text`, limits.button),
    ...(typeof own === 'string' && own !== '' ? [] : [`${path}.value: is required`]),
    ...stringFaults(own, `${path}.value`, limits.value),
    ...stringFaults(spoken, `${path}.accessibility_label`, limits.accessibility),
  ];
}

/** Feedback buttons: both signs, each with a text and a value. */
export const checkFeedbackButtons: ElementCheck = ({ positive_button: yes, negative_button: no }, path) => [
  ...signFaults(yes, `${path}.positive_button`),
  ...signFaults(no, `${path}.negative_button`),
];

/** An icon button: Slack has one icon, a bin. */
export const checkIconButton: ElementCheck = ({ icon, text, value, accessibility_label: spoken }, path) => [
  ...(icon === 'trash' ? [] : [`${path}.icon: must be trash`]),
  ...plainFaults(text, `${path}.text`, limits.button),
  ...stringFaults(value, `${path}.value`, limits.value),
  ...stringFaults(spoken, `${path}.accessibility_label`, limits.accessibility),
];
