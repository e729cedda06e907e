import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { boldRun, paragraphBlock, plainTextObject } from './builders.ts';
import { limits } from './limits.ts';

/** The words of a modal; without `submit` it can only be closed. `metadata` comes back with a submission. */
type ModalWords = {
  readonly title: string;
  readonly submit?: string;
  readonly close: string;
  readonly metadata?: string;
};

/** A modal of these blocks. */
export function modalView(
  callbackId: string,
  { title, submit, close, metadata }: ModalWords,
  blocks: readonly KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    ...(metadata === undefined ? {} : { private_metadata: metadata }),
    title: plainTextObject(title, limits.viewTitle),
    ...(submit === undefined ? {} : { submit: plainTextObject(submit, limits.viewTitle) }),
    close: plainTextObject(close, limits.viewTitle),
    blocks: [...blocks],
  };
}

/** A field of a form: its block has the id of the element inside. */
export function inputBlock(
  label: string,
  element: InputBlock['element'] & { readonly action_id: string },
  { hint, optional }: { readonly hint?: string; readonly optional?: true } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: element.action_id,
    ...(optional === undefined ? {} : { optional }),
    label: plainTextObject(label, limits.section),
    ...(hint === undefined ? {} : { hint: plainTextObject(hint, limits.section) }),
    element,
  };
}

/** A box that may be ticked; nothing has to be. */
export function tickBox(id: string, label: string, says: string): InputBlock {
  const options = [{ text: plainTextObject(says, limits.option), value: id }];
  return inputBlock(label, { type: 'checkboxes', action_id: id, options }, { optional: true });
}

/** What is to be said on top of a form; nothing for null. */
export function noteBlocks(note: string | null): readonly KnownBlock[] {
  return note === null ? [] : [paragraphBlock(boldRun(note))];
}
