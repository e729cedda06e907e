import type { ModalView } from '@slack/types';
import type { InstructorReplyForm } from '../model/form.ts';
import { boldRun, divider, paragraphBlock, plainTextObject } from './builders.ts';
import { limits } from './limits.ts';
import { helpRequestBlocks } from './walk.ts';

/** The callback id of the form in which a question is answered, and its one field. */
export const instructorReplyCallback = 'answer';
export const instructorReplyField = 'words';

/** What the form carries along: which question, and who had answered when it was shown. */
export type InstructorReplyMetadata = { readonly id: string; readonly knew: string | null };

/** The form in which an instructor answers a student. */
export function instructorReplyView({ request, titles, note }: InstructorReplyForm): ModalView {
  const carried: InstructorReplyMetadata = { id: request.id, knew: request.reply?.by ?? null };
  return {
    type: 'modal',
    callback_id: instructorReplyCallback,
    private_metadata: JSON.stringify(carried),
    title: plainTextObject(request.reply === null ? 'Answer' : 'Add to the answer', limits.viewTitle),
    submit: plainTextObject('Send', limits.viewTitle),
    close: plainTextObject('Cancel', limits.viewTitle),
    blocks: [
      ...(note === null ? [] : [paragraphBlock(boldRun(note))]),
      ...helpRequestBlocks({ request, titles }).slice(0, limits.viewBlocks - 4),
      divider,
      {
        type: 'input',
        block_id: instructorReplyField,
        label: plainTextObject('Your answer', limits.section),
        hint: plainTextObject(
          'The student gets it as a direct message from netlab, as plain text, with your name.',
          limits.section,
        ),
        element: { type: 'plain_text_input', action_id: instructorReplyField, multiline: true, max_length: 2000 },
      },
    ],
  };
}
