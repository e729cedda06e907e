import type { ModalView } from '@slack/types';
import type { AskForm, StudentReplyForm } from '../model/form.ts';
import { subjectWords } from '../model/help-subject.ts';
import { contextBlock, paragraphBlock, textRun } from './builders.ts';
import { inputBlock, modalView, tickBox } from './modal.ts';

/** The forms in which a student writes to the instructors: their callback ids, and their fields. */
export const askFormIds = { callback: 'ask', reply: 'student-reply', field: 'words', keep: 'keep' } as const;

/** The form in which a student asks; the subject is its metadata. */
export function askFormView({ subject, title, goesAlong }: AskForm): ModalView {
  const words = { title: 'Ask my instructor', submit: 'Send', close: 'Cancel', metadata: subjectWords(subject) };
  return modalView(askFormIds.callback, words, [
    paragraphBlock(textRun(`Your question is about: ${title}`)),
    inputBlock(
      'What do you want to ask?',
      { type: 'plain_text_input', action_id: askFormIds.field, multiline: true, max_length: 2000 },
      { hint: 'You may leave it empty. I forget your words once they have arrived.', optional: true },
    ),
    tickBox(askFormIds.keep, 'For the class', 'Keep my question 30 days for the class, without my name'),
    contextBlock(goesAlong),
  ]);
}

/** The form in which a student writes more; the id of the conversation is its metadata. */
export function studentReplyView({ id, title }: StudentReplyForm): ModalView {
  const words = { title: 'Reply', submit: 'Send', close: 'Cancel', metadata: id };
  return modalView(askFormIds.reply, words, [
    paragraphBlock(textRun(`About: ${title}`)),
    inputBlock(
      'Your words',
      { type: 'plain_text_input', action_id: askFormIds.field, multiline: true, max_length: 2000 },
      { hint: 'Your instructor gets them. I forget them once they have arrived.' },
    ),
  ]);
}
