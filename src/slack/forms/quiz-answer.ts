import { quizAnsweredView, quizFormIds } from '../../blocks/quiz-form.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { runAdmittedCommand } from '../../commands/dispatch.ts';
import { splitWords } from '../../commands/input/tokenize.ts';
import { Trouble } from '../../model/trouble.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { prepareReply } from '../replies/reply.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { resultView } from './result-view.ts';
import { type FormEntry, fieldOf, showFieldErrors, showInstead } from './submission.ts';

/** Slack waits three seconds for what follows a form; feedback that takes longer comes as a message only. */
const feedbackTimeoutMs = 1500;

/** A button in a form would answer elsewhere, so there is none. */
function withoutButtons({ text, blocks }: SlackMessage): SlackMessage {
  return { text, blocks: blocks.filter(({ type }) => type !== 'actions') };
}

/**
 * An open question was answered: what came of it in place of the form, beside the student's own words, and in the direct
 * messages, without them. Who answers is looked up anew.
 */
export const handleQuizAnswer: FormEntry['handle'] = async ({ view: form, by }, context) => {
  const { lab } = context;
  const { id: user } = by;
  const id = lab.lesson().quiz.find((each) => each.id === form.private_metadata)?.id;
  if (id === undefined) throw new Trouble('stale-form');
  const words = (fieldOf(form, quizFormIds.field).value ?? '').trim();
  if (words === '') return showFieldErrors({ [quizFormIds.field]: 'Write an answer, or close this form.' });
  const parsed = { command: 'quiz', words: ['answer', id, ...splitWords(words)] };
  const pending = prepareReply(() => runAdmittedCommand(parsed, by, lab), { user, command: 'quiz' }, context, 'direct');
  const deliver = async () => {
    const { message } = await pending;
    return deliverWithFallbacks(message, createDmChannel(user, null, context).sendNow, user, context);
  };
  const prompt = await withTimeout(pending, feedbackTimeoutMs);
  const view = prompt
    ? quizAnsweredView(withoutButtons(prompt.message), words)
    : resultView('I am reading your cluster.', 'What came of your answer is under Messages.', 'Your answer');
  return showInstead(view, deliver);
};
