import type { ModalView } from '@slack/types';
import type { Doc } from '../model/doc.ts';
import type { InstructorReplyForm } from '../model/form.ts';
import { divider } from './builders.ts';
import { limits } from './limits.ts';
import { docBlocks } from './message.ts';
import { inputBlock, modalView, noteBlocks, tickBox } from './modal.ts';

/** The callback id of the form in which a question is answered, and its one field. */
export const instructorReplyCallback = 'answer';

/** The block id and action id of that field. */
export const instructorReplyField = 'words';
/** The same of the box that lets the class keep what is in it. */
export const instructorKeepField = 'keep';

/** What the form carries along: which question, and who else was at it when it was shown. */
export type InstructorReplyMetadata = { readonly id: string; readonly knew: string | null };

/** The form in which an instructor answers a student; `shown` is the question. */
export function instructorReplyView({ request, knew, note }: InstructorReplyForm, shown: Doc): ModalView {
  const carried: InstructorReplyMetadata = { id: request.id, knew };
  const title = request.reply === null ? 'Answer' : 'Add to the answer';
  const words = { title, submit: 'Send', close: 'Cancel', metadata: JSON.stringify(carried) };
  return modalView(instructorReplyCallback, words, [
    ...noteBlocks(note),
    inputBlock(
      'Your answer',
      { type: 'plain_text_input', action_id: instructorReplyField, multiline: true, max_length: 2000 },
      { hint: 'The student gets it as a direct message from netlab, as plain text, with your name. I do not keep it.' },
    ),
    tickBox(instructorKeepField, 'For the class', 'Keep this answer for the class'),
    divider,
    ...docBlocks(shown).slice(0, limits.viewBlocks - 5),
  ]);
}
