import { pasteFormIds, pasteReadView } from '../../blocks/paste-form.ts';
import { runAdmittedCommand } from '../../commands/dispatch.ts';
import { isPaste, notOutput, pastedWord } from '../../commands/explain/pasted.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { prepareReply } from '../replies/reply.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { resultView } from './result-view.ts';
import { type FormEntry, fieldOf, showFieldErrors, showInstead } from './submission.ts';

/** Slack waits three seconds for what follows a form; an answer that takes longer comes as a message only. */
const answerTimeoutMs = 1500;

/**
 * Output was handed in: what it shows in place of the form, and in the direct messages, where it stays. The text ends here:
 * nothing of it is kept.
 */
export const handlePaste: FormEntry['handle'] = async ({ view: form, by }, context) => {
  const text = fieldOf(form, pasteFormIds.field).value ?? '';
  if (!isPaste(text)) return showFieldErrors({ [pasteFormIds.field]: `${notOutput.what}. ${notOutput.todo}` });
  const { id: user } = by;
  const parsed = { command: 'explain', words: [pastedWord], pasted: text };
  const asked = { user, command: `explain ${pastedWord}` };
  const pending = prepareReply(() => runAdmittedCommand(parsed, by, context.lab), asked, context);
  const deliver = async () => {
    const { message } = await pending;
    return deliverWithFallbacks(message, createDmChannel(user, null, context).sendNow, user, context);
  };
  const prompt = await withTimeout(pending, answerTimeoutMs);
  const shown = prompt
    ? pasteReadView(prompt.message)
    : resultView('I am reading your cluster.', 'The answer comes under Messages.', 'What it shows');
  return showInstead(shown, deliver);
};
