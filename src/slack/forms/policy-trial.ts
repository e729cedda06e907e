import { policyFormCharacters, policyFormIds, policyTriedView } from '../../blocks/policy-form.ts';
import { runAdmittedCommand } from '../../commands/dispatch.ts';
import { type ParsedCommand, parseCommand } from '../../commands/parse-command.ts';
import { parseOwnPolicies } from '../../commands/reach/own-policies.ts';
import { parseReachArguments, type ReachArguments, scopeOfQuestion } from '../../commands/reach/reach-arguments.ts';
import { troubleAnswer } from '../../commands/trouble-words.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { prepareReply } from '../replies/reply.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import { resultView } from './result-view.ts';
import { type FormEntry, fieldOf, showFieldErrors, showInstead } from './submission.ts';

/** Slack waits three seconds for what follows a form; an answer that takes longer comes as a message only. */
const answerTimeoutMs = 1500;

/** What is wrong with a policy that can be corrected in the form; null for nothing. @throws Trouble `not-yours` */
function policyFault(text: string, namespace: string, by: Person, lab: Lab): string | null {
  if (text.length > policyFormCharacters) return `A policy has at most ${policyFormCharacters} characters here.`;
  try {
    parseOwnPolicies(text, namespace, by, lab);
    return null;
  } catch (error) {
    if (error instanceof Trouble && error.kind === 'bad-input') return troubleAnswer(error).message;
    throw error;
  }
}

/** The question that the form was opened for. @throws Trouble `stale-form` for words that are none */
function questionOf({ command, words }: ParsedCommand): ReachArguments {
  try {
    if (command === 'reach') return parseReachArguments(words);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
  }
  throw new Trouble('stale-form');
}

/**
 * A policy was handed in: what it changes in place of the form, and in the direct messages, where it stays. Who asks and for
 * which namespace is looked up anew; the text ends here: nothing of it is kept.
 */
export const handlePolicyTrial: FormEntry['handle'] = async ({ view: form, by }, context) => {
  const { lab } = context;
  const { id: user } = by;
  const parsed = parseCommand(form.private_metadata);
  const text = fieldOf(form, policyFormIds.field).value ?? '';
  const namespace = scopeOfQuestion(questionOf(parsed), by, lab);
  const fault = policyFault(text, namespace, by, lab);
  if (fault !== null) return showFieldErrors({ [policyFormIds.field]: fault });
  const pending = prepareReply(
    () => runAdmittedCommand(parsed, by, lab, undefined, text),
    { user, command: form.private_metadata },
    context,
  );
  const deliver = async () => {
    const { message } = await pending;
    return deliverWithFallbacks(message, createDmChannel(user, null, context).sendNow, user, context);
  };
  const prompt = await withTimeout(pending, answerTimeoutMs);
  const view = prompt
    ? policyTriedView(prompt.message)
    : resultView('I am reading your cluster.', 'The answer comes under Messages.', 'Try a policy');
  return showInstead(view, deliver);
};
