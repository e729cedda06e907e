import { guessFormIds, hintAfterGuessView } from '../../blocks/hint-form.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { runAdmittedCommand } from '../../commands/dispatch.ts';
import { lengthOfGuess } from '../../commands/hint/arguments.ts';
import { splitWords } from '../../commands/input/tokenize.ts';
import { Trouble } from '../../model/trouble.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { prepareReply } from '../replies/reply.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { resultView } from './result-view.ts';
import { type FormEntry, fieldOf, showFieldErrors, showInstead } from './submission.ts';

/** Slack waits three seconds for what follows a form; a hint that takes longer comes as a message only. */
const hintTimeoutMs = 1500;

const tasks = ['1', '2', '3'] as const;

/** A button in a form would answer elsewhere, so there is none. */
function withoutButtons({ text, blocks }: SlackMessage): SlackMessage {
  return { text, blocks: blocks.filter(({ type }) => type !== 'actions') };
}

function isTooShort(words: string): boolean {
  try {
    lengthOfGuess(words);
    return false;
  } catch (error) {
    if (error instanceof Trouble) return true;
    throw error;
  }
}

/**
 * A guess was handed in: the next hint in place of the form, and in the direct messages, where it stays. Who asks is looked
 * up anew, and the words end here: nothing of them is kept.
 */
export const handleGuess: FormEntry['handle'] = async ({ view: form, by }, context) => {
  const { lab } = context;
  const { id: user } = by;
  const task = tasks.find((each) => each === form.private_metadata);
  if (task === undefined) throw new Trouble('stale-form');
  const words = fieldOf(form, guessFormIds.field).value ?? '';
  if (isTooShort(words))
    return showFieldErrors({ [guessFormIds.field]: 'A few words, please: four letters at least.' });
  const parsed = { command: 'hint', words: [task, 'guess', ...splitWords(words)] };
  const pending = prepareReply(
    () => runAdmittedCommand(parsed, by, lab),
    { user, command: `hint ${task}` },
    context,
    'direct',
  );
  const deliver = async () => {
    const { message } = await pending;
    return deliverWithFallbacks(message, createDmChannel(user, null, context).sendNow, user, context);
  };
  const prompt = await withTimeout(pending, hintTimeoutMs);
  const view = prompt
    ? hintAfterGuessView(withoutButtons(prompt.message))
    : resultView('I am reading your cluster.', 'The hint comes under Messages.', 'Hint');
  return showInstead(view, deliver);
};
