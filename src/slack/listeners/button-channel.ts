import type { RespondFn } from '@slack/bolt';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { ReplacedMessage } from '../../commands/command.ts';
import { type ButtonPress, replacedMessageOf } from '../../commands/dispatch.ts';
import type { AnswerPlace, SlackContext } from '../context.ts';
import { createDmChannel, createUpdatingChannel } from '../replies/dm-delivery.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import type { PreparedReply, ReplyChannel } from '../replies/reply.ts';
import type { ButtonRequest } from './button-request.ts';

/**
 * The message that the answer takes the place of; null where it comes beside it. Only what was shown to the owner of the
 * button alone is replaced: below an answer of their own, or in their direct messages.
 */
function replacedBy(button: ButtonPress | null, { caller: { user }, place }: ButtonRequest): ReplacedMessage | null {
  if (button === null || button.by !== user || place === 'home' || place === 'channel') return null;
  const replaced = replacedMessageOf(button.parsed, button.was);
  return replaced === 'request' && place !== 'direct' ? null : replaced;
}

function createEphemeralChannel(respond: RespondFn, replace: boolean): ReplyChannel {
  // The old answer stays until there is a new one; the waiting line comes beside it.
  const send = (message: SlackMessage) =>
    respond({ response_type: 'ephemeral', replace_original: replace, ...withoutUnfurl(message) });
  const wait = (line: string) => respond({ response_type: 'ephemeral', replace_original: false, text: line });
  return { sendNow: send, sendWaitingLine: wait, sendLater: send };
}

/** Where the answer to a button goes: in the place of its message, or beside it. */
export function createReplyChannel(
  { place, respond, message, caller: { user } }: ButtonRequest,
  replace: boolean,
  context: SlackContext,
): ReplyChannel {
  if (place === 'direct' && message !== null)
    return replace ? createUpdatingChannel(message, context) : createDmChannel(message.channel, null, context);
  if (place === 'home' || respond === null) return createDmChannel(user, null, context);
  return createEphemeralChannel(respond, replace);
}

/** The channel of an answer: in the place of the message with the button, or beside it, as its command says. */
export function chooseReplyChannel(
  button: ButtonPress | null,
  request: ButtonRequest,
  reply: Promise<PreparedReply>,
  context: SlackContext,
): ReplyChannel {
  const replaced = replacedBy(button, request);
  const beside = createReplyChannel(request, false, context);
  if (replaced === null) return beside;
  const inPlace = createReplyChannel(request, true, context);
  // What asks for a decision is settled by a refusal, too: there is nothing left to press.
  if (replaced === 'request') return inPlace;
  const channel = async () => ((await reply).replacesMessage ? inPlace : beside);
  return {
    sendNow: async (message) => (await channel()).sendNow(message),
    sendWaitingLine: inPlace.sendWaitingLine,
    sendLater: async (message) => (await channel()).sendLater(message),
  };
}

/** Where an answer to a button appears. */
export function answerPlaceOf({ place, respond, message }: ButtonRequest): AnswerPlace {
  const isDirect = place === 'direct' || place === 'home' || respond === null;
  return isDirect ? 'direct' : { privatelyIn: message?.channel ?? null };
}
