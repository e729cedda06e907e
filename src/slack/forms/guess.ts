import type { ViewOutput } from '@slack/bolt';
import { guessedView, guessForm } from '../../blocks/hint-quiz.ts';
import type { Message } from '../../blocks/slack-message.ts';
import { admitted } from '../../commands/access/admit.ts';
import { run, wordsOf } from '../../commands/dispatch.ts';
import { guessLength } from '../../commands/hint/arguments.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { directly } from '../listeners/direct-message.ts';
import { type Desk, handOver, orLate, replyTo } from '../replies/reply.ts';
import type { Submitted } from './index.ts';
import { insteadView } from './result-view.ts';

/** Slack waits three seconds for what follows a form; a hint that takes longer comes as a message only. */
const promptly = 1500;

const tasks = ['1', '2', '3'] as const;

/** A button in a form would answer elsewhere, so there is none. */
function withoutButtons({ text, blocks }: Message): Message {
  return { text, blocks: blocks.filter(({ type }) => type !== 'actions') };
}

/**
 * A guess was handed in: the next hint in place of the form, and in the direct messages, where it stays. Who asks is looked
 * up anew, and the words end here: nothing of them is kept.
 */
export async function onGuess(
  { state, private_metadata: named }: ViewOutput,
  caller: Caller,
  desk: Desk,
): Promise<Submitted> {
  const task = tasks.find((each) => each === named);
  if (task === undefined) throw new Trouble('stale-button');
  const words = state.values[guessForm.field]?.[guessForm.field]?.value ?? '';
  const by = await admitted(caller, 'roster', 'hint', desk.lab);
  try {
    guessLength(words);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const faults = { [guessForm.field]: 'A few words, please: four letters at least.' };
    return { response: { response_action: 'errors', errors: faults }, announce: null };
  }
  const pending = replyTo(() => run(['hint', task, 'guess', ...wordsOf(words)], by, desk.lab), caller.user, desk);
  const later = () =>
    pending.then((reply) => handOver(reply.message, directly(caller.user, null, desk).now, caller.user, desk));
  const quick = await orLate(pending, promptly);
  const view = quick
    ? guessedView(withoutButtons(quick.message))
    : insteadView('I am reading your cluster.', 'The hint comes under Messages.', 'Hint');
  return { response: { response_action: 'update', view }, announce: null, later };
}
