import type { SlackMessage } from '../../blocks/slack-message.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { Outcome } from '../../model/outcome.ts';
import { keptWords } from '../../words/kept.ts';
import type { SlackContext } from '../context.ts';
import { answerMessage } from './answer-message.ts';
import { postToDm } from './post-to-dm.ts';
import { prepareReply } from './reply.ts';
import { type Asked, keptMessage } from './shown-message.ts';

/**
 * Sends an answer that was shown in a conversation to the direct messages, where it stays: the same one where it is kept,
 * else a new one, which is said. `run` gives it anew. Resolves with what to say where the button was pressed.
 */
export async function keepInMessages(
  id: string,
  asked: Asked,
  run: () => Promise<Outcome>,
  context: SlackContext,
): Promise<SlackMessage> {
  const { keptAnswers, lab } = context;
  const { user } = asked;
  const say = (message: string) => answerMessage({ kind: 'told', about: null, message, lines: [] });
  const kept = keptAnswers.findAnswer(id, user);
  if (kept !== null && keptAnswers.markSent(id, user)) return say(keptWords.before);
  let isAnswer = false;
  const again = async () => {
    const outcome = await run();
    isAnswer = outcome.answer.kind !== 'trouble';
    return outcome;
  };
  try {
    const message = kept ? keptMessage(kept, id, asked) : (await prepareReply(again, asked, context, 'direct')).message;
    await postToDm(user, message, context);
    if (kept) return say(keptWords.sent);
    // A refusal or an apology is no new look.
    return say(isAnswer ? keptWords.again : keptWords.gone);
  } catch (error) {
    keptAnswers.unmarkSent(id, user);
    lab.log(`an answer could not be kept for ${user}: ${firstLineOf(error)}`);
    return say(keptWords.failed);
  }
}
