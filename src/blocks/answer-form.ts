import type { ModalView } from '@slack/types';
import type { AnswerForm } from '../model/form.ts';
import { bold, divider, paragraph, plain } from './builders.ts';
import { limits } from './limits.ts';
import { questionBlocks } from './walk.ts';

/** The callback id of the form in which a question is answered, and its one field. */
export const answerCallback = 'answer';
export const answerField = 'words';

/** What the form carries along: which question, and who had answered when it was shown. */
export type AnswerCarried = { readonly id: string; readonly knew: string | null };

/** The form in which an instructor answers a student. */
export function answerView({ question, titles, note }: AnswerForm): ModalView {
  const carried: AnswerCarried = { id: question.id, knew: question.reply?.by ?? null };
  return {
    type: 'modal',
    callback_id: answerCallback,
    private_metadata: JSON.stringify(carried),
    title: plain(question.reply === null ? 'Answer' : 'Add to the answer', limits.viewTitle),
    submit: plain('Send', limits.viewTitle),
    close: plain('Cancel', limits.viewTitle),
    blocks: [
      ...(note === null ? [] : [paragraph(bold(note))]),
      ...questionBlocks({ question, titles }).slice(0, limits.viewBlocks - 4),
      divider,
      {
        type: 'input',
        block_id: answerField,
        label: plain('Your answer', limits.section),
        hint: plain(
          'The student gets it as a direct message from netlab, as plain text, with your name.',
          limits.section,
        ),
        element: { type: 'plain_text_input', action_id: answerField, multiline: true, max_length: 2000 },
      },
    ],
  };
}
