import type { ModalView } from '@slack/types';
import { askFormIds } from '../../blocks/ask-form.ts';
import { wordAnswerView } from '../../blocks/word-form.ts';
import { sayToInstructor, sendQuestion } from '../../commands/help-request/student.ts';
import { parseSubject, subjectWords } from '../../model/help-subject.ts';
import type { Outcome } from '../../model/outcome.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { prepareReply } from '../replies/reply.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { resultView } from './result-view.ts';
import { type FormEntry, type FormResponse, fieldOf, isTicked, showFieldErrors, showInstead } from './submission.ts';

/** Slack waits three seconds for what follows a form; an answer that takes longer comes as a message only. */
const answerTimeoutMs = 1500;

const isWorking = 'I am writing to your instructor. What came of it stands under Messages.';

/** What came of it in place of the form, and in the direct messages, where its buttons are. */
async function showAndDeliver(
  run: () => Promise<Outcome>,
  asked: { readonly user: string; readonly command: string },
  context: SlackContext,
): Promise<FormResponse> {
  const { user } = asked;
  const pending = prepareReply(run, asked, context, 'direct');
  const deliver = async () => {
    const { message } = await pending;
    return deliverWithFallbacks(message, createDmChannel(user, null, context).sendNow, user, context);
  };
  const prompt = await withTimeout(pending, answerTimeoutMs);
  const title = 'Ask my instructor';
  const view: ModalView = prompt ? wordAnswerView(prompt.message, title) : resultView(isWorking, '', title);
  return showInstead(view, deliver);
}

/** A student asked the instructors. The words go to them, and end here. */
export const handleQuestion: FormEntry['handle'] = async ({ view, by }, context) => {
  const subject = parseSubject(view.private_metadata);
  if (subject === null) throw new Trouble('stale-form');
  const words = fieldOf(view, askFormIds.field).value ?? '';
  const question = { subject, words, forClass: isTicked(view, askFormIds.keep) };
  const asked = { user: by.id, command: `ask ${subjectWords(subject)}` };
  return showAndDeliver(() => sendQuestion(question, by, context.lab), asked, context);
};

/** A student wrote more in a conversation of theirs. */
export const handleStudentReply: FormEntry['handle'] = async ({ view, by }, context) => {
  const words = fieldOf(view, askFormIds.field).value ?? '';
  if (words.trim() === '') return showFieldErrors({ [askFormIds.field]: 'Please write something.' });
  const id = view.private_metadata;
  const say = () => sayToInstructor({ id, words, to: null }, by, context.lab);
  return showAndDeliver(say, { user: by.id, command: `ask status ${id}` }, context);
};
