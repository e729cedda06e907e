import type { ModalView } from '@slack/types';
import { contextBlock } from './builders.ts';
import { limits } from './limits.ts';
import { inputBlock, modalView } from './modal.ts';
import type { SlackMessage } from './slack-message.ts';

/** What somebody fills in to have output read: the callback id, and the field's block and element. */
export const pasteFormIds = { callback: 'paste', field: 'output' } as const;

/** Characters that the field takes: as many as Slack lets it have. */
export const pasteFormCharacters = 3000;

/** The form in which somebody pastes what a terminal showed. */
export function pasteFormView(): ModalView {
  const { callback, field } = pasteFormIds;
  return modalView(callback, { title: 'Paste output', submit: 'Read it', close: 'Cancel' }, [
    inputBlock(
      'What your terminal shows',
      { type: 'plain_text_input', action_id: field, multiline: true, max_length: pasteFormCharacters },
      { hint: 'Of kubectl, curl or Azure, with its headings. No tokens, no keys. Its text is not kept.' },
    ),
  ]);
}

/** What was read, in place of the form. */
export function pasteReadView({ blocks }: SlackMessage): ModalView {
  const shown = blocks.filter(({ type }) => type !== 'actions').slice(0, limits.viewBlocks - 1);
  const end = contextBlock('You find it again under Messages, with its buttons.');
  return modalView('paste-read', { title: 'What it shows', close: 'Close' }, [...shown, end]);
}
