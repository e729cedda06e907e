import type { ModalView } from '@slack/types';
import type { GuessForm } from '../model/form.ts';
import { contextBlock } from './builders.ts';
import { limits } from './limits.ts';
import { inputBlock, modalView, noteBlocks } from './modal.ts';
import type { SlackMessage } from './slack-message.ts';

/** What somebody fills in to get the next hint: the callback id, and the field's block and element. */
export const guessFormIds = { callback: 'hint-guess', field: 'guess' } as const;

/** The form in which a student says what they think. `note` says what was wrong with the last one. */
export function guessFormView({ task }: GuessForm, note: string | null = null): ModalView {
  const { callback, field } = guessFormIds;
  const words = { title: 'What do you think?', submit: 'Next hint', close: 'Cancel', metadata: String(task) };
  return modalView(callback, words, [
    ...noteBlocks(note),
    inputBlock(
      `Task ${task}, in a few words`,
      { type: 'plain_text_input', action_id: field, multiline: true, min_length: 4, max_length: 300 },
      { hint: 'It is not judged, and its words are not kept. The next hint follows, to compare.' },
    ),
  ]);
}

/** The hint that follows a guess, in place of the form. */
export function hintAfterGuessView({ blocks }: SlackMessage): ModalView {
  const shown = blocks.slice(0, limits.viewBlocks - 1);
  const end = contextBlock('You find it again under Messages.');
  return modalView('hint-shown', { title: 'Hint', close: 'Close' }, [...shown, end]);
}
