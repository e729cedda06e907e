import type { ModalView } from '@slack/types';
import type { QuizAnswerForm } from '../model/form.ts';
import { boldRun, contextBlock, paragraphBlock, quoteBlock } from './builders.ts';
import { limits } from './limits.ts';
import { inputBlock, modalView } from './modal.ts';
import type { SlackMessage } from './slack-message.ts';

/** What somebody fills in to answer an open question: the callback id, and the field's block and element. */
export const quizFormIds = { callback: 'quiz-answer', field: 'answer' } as const;

/** The form in which a student answers an open question. */
export function quizAnswerFormView({ id, asks }: QuizAnswerForm): ModalView {
  const { callback, field } = quizFormIds;
  const words = { title: 'Your answer', submit: 'Compare', close: 'Cancel', metadata: id };
  return modalView(callback, words, [
    ...asks.map((each) => paragraphBlock({ text: each })),
    inputBlock(
      'In your own words, or as a number',
      { type: 'plain_text_input', action_id: field, multiline: true, min_length: 1, max_length: 300 },
      { hint: 'I do not keep what you write.' },
    ),
  ]);
}

/** What came of an answer, beside the words that it was given in: they stand here alone, and go with the form. */
export function quizAnsweredView({ blocks }: SlackMessage, words: string): ModalView {
  const yours = [paragraphBlock(boldRun('You wrote:')), quoteBlock(words)];
  const shown = blocks.slice(0, limits.viewBlocks - yours.length - 1);
  const end = contextBlock('It stands under Messages too, with its buttons, but without your words.');
  return modalView('quiz-answered', { title: 'Your answer', close: 'Close' }, [...yours, ...shown, end]);
}
