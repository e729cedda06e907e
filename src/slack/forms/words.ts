import { wordAnswerView } from '../../blocks/word-form.ts';
import { dispatchCommand } from '../../commands/dispatch.ts';
import { wordForms, wordsOfForm } from '../../commands/input/word-forms.ts';
import type { WordFormCommand } from '../../model/form.ts';
import { Trouble } from '../../model/trouble.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { prepareReply } from '../replies/reply.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { resultView } from './result-view.ts';
import { type FormEntry, type SubmittedView, showInstead } from './submission.ts';

/** Slack waits three seconds for what follows a form; an answer that takes longer comes as a message only. */
const answerTimeoutMs = 1500;

const isWordForm = (command: string): command is WordFormCommand => Object.hasOwn(wordForms, command);

function valuesOf({ state }: SubmittedView): ReadonlyMap<string, string> {
  return new Map(
    Object.values(state.values).flatMap((block) =>
      Object.entries(block).map(([id, { value, selected_option: option }]) => [id, value ?? option?.value ?? '']),
    ),
  );
}

/**
 * The words of a command were filled in: its answer in place of the form, and in the direct messages, where it stays. Who asks
 * and for what is looked up anew, as if the words had been typed.
 */
export const handleWordForm: FormEntry['handle'] = async ({ view, caller }, context) => {
  const { private_metadata: command } = view;
  if (!isWordForm(command)) throw new Trouble('stale-form');
  const { user } = caller;
  const words = wordsOfForm(command, valuesOf(view));
  const asked = { user, command: [command, ...words].join(' ') };
  const pending = prepareReply(() => dispatchCommand({ command, words }, caller, context.lab), asked, context);
  const deliver = async () => {
    const { message } = await pending;
    return deliverWithFallbacks(message, createDmChannel(user, null, context).sendNow, user, context);
  };
  const { title } = wordForms[command];
  const prompt = await withTimeout(pending, answerTimeoutMs);
  const shown = prompt
    ? wordAnswerView(prompt.message, title)
    : resultView('I am reading your cluster.', 'The answer comes under Messages.', title);
  return showInstead(shown, deliver);
};
