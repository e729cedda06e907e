import type { ModalView } from '@slack/types';
import type { WordField, WordForm } from '../model/form.ts';
import { contextBlock, plainTextObject } from './builders.ts';
import { limits } from './limits.ts';
import { inputBlock, modalView } from './modal.ts';
import type { SlackMessage } from './slack-message.ts';

/** The callback id of a form that asks for a command's words; the command is its metadata. */
export const wordFormCallback = 'words';

function fieldBlock({ id, label, hint, optional, choices, example }: WordField) {
  const rest = { ...(hint === null ? {} : { hint }), ...(optional ? { optional: true as const } : {}) };
  const placeholder = plainTextObject(example, limits.option);
  if (choices === null)
    return inputBlock(label, { type: 'plain_text_input', action_id: id, placeholder, max_length: 300 }, rest);
  const options = choices.map((each) => ({ text: plainTextObject(each.label, limits.option), value: each.value }));
  return inputBlock(label, { type: 'static_select', action_id: id, placeholder, options }, rest);
}

/** A form that asks for the words of a command. */
export function wordFormView({ command, title, submit, fields }: WordForm): ModalView {
  const words = { title, submit, close: 'Cancel', metadata: command };
  return modalView(wordFormCallback, words, fields.map(fieldBlock));
}

/** The answer in place of the form, without its buttons: they stand under Messages. */
export function wordAnswerView({ blocks }: SlackMessage, title: string): ModalView {
  const shown = blocks.filter(({ type }) => type !== 'actions').slice(0, limits.viewBlocks - 1);
  const end = contextBlock('You find it again under Messages, with its buttons.');
  return modalView('words-answered', { title, close: 'Close' }, [...shown, end]);
}
