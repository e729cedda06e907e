import type { RespondFn } from '@slack/bolt';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { ReplacedMessage } from '../../commands/command.ts';
import { type ButtonPress, dispatchButton, opensForm, replacedMessageOf } from '../../commands/dispatch.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { Caller } from '../../model/person.ts';
import { showHome } from '../replies/app-home.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import {
  answerWithWaitingLine,
  type PendingRequest,
  type PreparedReply,
  prepareReply,
  type ReplyChannel,
  type SlackContext,
} from '../replies/reply.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { parseButtonValue } from './button-value.ts';
import { createDmChannel } from './direct-message.ts';
import { openForm } from './slash-command.ts';

/** One press of a button as Slack delivered it. */
export type ButtonRequest = {
  readonly value: string | undefined;
  readonly caller: Caller;
  readonly trigger: string;
  /** Where the button stands: in a private message, in one that others see, in the app's messages, or on App Home. */
  readonly place: 'ephemeral' | 'channel' | 'direct' | 'home';
  /** The message that carries the button; null on App Home. */
  readonly message: { readonly channel: string; readonly ts: string } | null;
  readonly respond: RespondFn | null;
};

/**
 * The message that the answer takes the place of; null where it comes beside it. Only what was shown to the owner of the
 * button alone is replaced: below an answer of their own, or in their direct messages.
 */
function replacedBy(button: ButtonPress | null, { caller: { user }, place }: ButtonRequest): ReplacedMessage | null {
  if (button === null || button.by !== user || place === 'home' || place === 'channel') return null;
  const replaced = replacedMessageOf(button.parsed, button.was);
  return replaced === 'request' && place !== 'direct' ? null : replaced;
}

function ephemeralChannel(respond: RespondFn, replace: boolean): ReplyChannel {
  // The old answer stays until there is a new one; the waiting line comes beside it.
  const send = (message: SlackMessage) =>
    respond({ response_type: 'ephemeral', replace_original: replace, ...withoutUnfurl(message) });
  const wait = (line: string) => respond({ response_type: 'ephemeral', replace_original: false, text: line });
  return { sendNow: send, sendWaitingLine: wait, sendLater: send };
}

/** Changes the app's own message in somebody's direct messages. */
function updatingChannel(message: NonNullable<ButtonRequest['message']>, desk: SlackContext): ReplyChannel {
  const update = ({ text, blocks }: SlackMessage) =>
    retryAfterRateLimit(() => desk.replies.chat.update({ ...message, text, blocks: [...blocks] }), 10_000);
  // The old answer stays until there is a new one.
  return { sendNow: update, sendWaitingLine: async () => undefined, sendLater: update };
}

function replyChannelOf(
  { place, respond, message, caller: { user } }: ButtonRequest,
  replace: boolean,
  desk: SlackContext,
): ReplyChannel {
  if (place === 'direct' && message !== null)
    return replace ? updatingChannel(message, desk) : createDmChannel(message.channel, null, desk);
  return place === 'home' || respond === null ? createDmChannel(user, null, desk) : ephemeralChannel(respond, replace);
}

/** The channel of an answer: in the place of the message with the button, or beside it. */
function chooseReplyChannel(
  button: ButtonPress | null,
  pressed: ButtonRequest,
  reply: Promise<PreparedReply>,
  desk: SlackContext,
): ReplyChannel {
  const replaced = replacedBy(button, pressed);
  const [inPlace, beside] = [replyChannelOf(pressed, replaced !== null, desk), replyChannelOf(pressed, false, desk)];
  // What asks for a decision is settled by a refusal, too: there is nothing left to press.
  if (replaced !== 'answer') return inPlace;
  const channel = async () => ((await reply).replacesMessage ? inPlace : beside);
  return {
    sendNow: async (message) => (await channel()).sendNow(message),
    sendWaitingLine: inPlace.sendWaitingLine,
    sendLater: async (message) => (await channel()).sendLater(message),
  };
}

/** Answers a button; it was acknowledged before. */
export async function handleButton(pressed: ButtonRequest, desk: SlackContext): Promise<void> {
  const { value, caller, trigger, place, message: on } = pressed;
  const { user } = caller;
  const button = parseButtonValue(value);
  const parsed = button?.parsed ?? parseCommand('');
  const asked: PendingRequest = { kind: 'button', command: parsed.command, user, since: performance.now() };
  const inDirect = place === 'direct' || place === 'home' || pressed.respond === null;
  const where = inDirect ? 'direct' : { privatelyIn: on?.channel ?? null };
  const reply = prepareReply(() => dispatchButton(button, caller, desk.lab), user, desk, where);
  const way = chooseReplyChannel(button, pressed, reply, desk);
  if (opensForm(parsed)) {
    const said = await reply;
    if (said.form !== null) return openForm(said, trigger, way.sendNow, user, desk);
  }
  await answerWithWaitingLine(reply, () => waitingLineFor(parsed, user, desk.lab), way, asked, desk);
  // On App Home nothing moves by itself when the answer comes elsewhere.
  if (place === 'home') await showHome(caller, desk, 'Your answer is under Messages.');
}
