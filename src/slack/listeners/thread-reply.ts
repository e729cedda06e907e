import { runForCaller } from '../../commands/dispatch.ts';
import { goneConversation, replyInThread } from '../../commands/help-request/thread.ts';
import type { ConversationPost } from '../../model/conversation.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { Outcome } from '../../model/outcome.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { answerMessage } from '../replies/answer-message.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { prepareReply } from '../replies/reply.ts';
import type { MessageRequest } from './message-request.ts';
import { toPlainText } from './plain-text.ts';

/** The message of a conversation between people in whose thread somebody wrote; `gone` where that is not kept any more. */
type ThreadRoot = ConversationPost | 'gone' | 'other';

/**
 * What a thread hangs on, by what is kept, and else by the mark that Slack keeps with the message: what somebody answers to a
 * person is never taken for a question to netlab. @throws Trouble `bad-input`, `store-down`
 */
async function findThreadRoot(channel: string, thread: string, { lab, posts }: SlackContext): Promise<ThreadRoot> {
  const post = await lab.helpRequests.postAt(channel, thread);
  if (post !== null) return post;
  try {
    const first = await posts.readFirst(channel, thread);
    return first?.conversation ? 'gone' : 'other';
  } catch (cause) {
    lab.log(`a thread could not be looked up: ${firstLineOf(cause)}`);
    const what = 'I could not see what you answer to, so I did nothing with it';
    throw new Trouble('bad-input', { what, todo: 'Write it again in a minute, or press Reply.' }, { cause });
  }
}

const onlyWords = 'I pass on words alone: your file was not sent.';

const toldOf = (message: string): Outcome => ({ answer: { kind: 'told', about: null, message, lines: [] } });

async function runThreadReply(
  { caller, text, hasFiles }: MessageRequest,
  root: ConversationPost,
  { lab }: SlackContext,
): Promise<Outcome> {
  const words = toPlainText(text).trim();
  if (words === '') return toldOf(hasFiles ? onlyWords : 'There are no words to send.');
  return replyInThread(root, words, caller, lab);
}

/**
 * Answers what was written in a thread, where it is that of a message between people: it goes to the other one, and nowhere
 * else. Resolves with whether it was; what nobody can look up counts as such, and goes nowhere.
 */
export async function handleThreadReply(request: MessageRequest, context: SlackContext): Promise<boolean> {
  const { caller, channel, thread, text, hasFiles } = request;
  if (thread === null) return false;
  const { user } = caller;
  let isBetweenPeople = true;
  const run = () =>
    runForCaller(caller, 'anyone', 'ask', context.lab, async () => {
      const root = await findThreadRoot(channel, thread, context);
      if (root === 'gone') throw goneConversation();
      isBetweenPeople = root !== 'other';
      return root === 'other' ? toldOf('') : runThreadReply(request, root, context);
    });
  const { message } = await prepareReply(run, { user, command: 'ask' }, context, 'direct');
  if (!isBetweenPeople) return false;
  const send = createDmChannel(channel, thread, context).sendNow;
  await deliverWithFallbacks(message, send, user, context);
  const isLeftOut = hasFiles && text.trim() !== '';
  if (isLeftOut) await deliverWithFallbacks(answerMessage(toldOf(onlyWords).answer), send, user, context);
  return true;
}
