import type { ViewOutput } from '@slack/bolt';
import { guessFormIds, hintAfterGuessView } from '../../blocks/hint-quiz.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { admitCaller } from '../../commands/access/admit.ts';
import { runAdmittedCommand } from '../../commands/dispatch.ts';
import { lengthOfGuess } from '../../commands/hint/arguments.ts';
import { splitWords } from '../../commands/input/tokenize.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { createDmChannel } from '../listeners/direct-message.ts';
import { deliverWithFallbacks, prepareReply, type SlackContext, withTimeout } from '../replies/reply.ts';
import type { FormResponse } from './index.ts';
import { resultView } from './result-view.ts';

/** Slack waits three seconds for what follows a form; a hint that takes longer comes as a message only. */
const hintTimeoutMs = 1500;

const tasks = ['1', '2', '3'] as const;

/** A button in a form would answer elsewhere, so there is none. */
function withoutButtons({ text, blocks }: SlackMessage): SlackMessage {
  return { text, blocks: blocks.filter(({ type }) => type !== 'actions') };
}

/**
 * A guess was handed in: the next hint in place of the form, and in the direct messages, where it stays. Who asks is looked
 * up anew, and the words end here: nothing of them is kept.
 */
export async function handleGuess(
  { state, private_metadata: named }: ViewOutput,
  caller: Caller,
  desk: SlackContext,
): Promise<FormResponse> {
  const task = tasks.find((each) => each === named);
  if (task === undefined) throw new Trouble('stale-button');
  const words = state.values[guessFormIds.field]?.[guessFormIds.field]?.value ?? '';
  const by = await admitCaller(caller, 'roster', 'hint', desk.lab);
  try {
    lengthOfGuess(words);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const faults = { [guessFormIds.field]: 'A few words, please: four letters at least.' };
    return { response: { response_action: 'errors', errors: faults }, announce: null };
  }
  const pending = prepareReply(
    () => runAdmittedCommand({ command: 'hint', words: [task, 'guess', ...splitWords(words)] }, by, desk.lab),
    caller.user,
    desk,
  );
  const later = () =>
    pending.then((reply) =>
      deliverWithFallbacks(reply.message, createDmChannel(caller.user, null, desk).sendNow, caller.user, desk),
    );
  const quick = await withTimeout(pending, hintTimeoutMs);
  const view = quick
    ? hintAfterGuessView(withoutButtons(quick.message))
    : resultView('I am reading your cluster.', 'The hint comes under Messages.', 'Hint');
  return { response: { response_action: 'update', view }, announce: null, later };
}
