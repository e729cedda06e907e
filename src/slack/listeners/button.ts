import type { RespondFn } from '@slack/bolt';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { type ButtonPress, commandWordIn, dispatchButton, opensForm, waitingLineFor } from '../../commands/dispatch.ts';
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
 * A button that asks the same again changes the answer that it stands below, and so does one that settles what a direct
 * message asks; any other one adds an answer.
 */
function replaces(button: ButtonPress | null, { caller: { user }, place }: ButtonRequest): boolean {
  if (place === 'direct' && /^roster (?:approve|refuse) /u.test(button?.say ?? '')) return button?.by === user;
  // A step of a walk takes the place of the one before.
  if (/^walk .*#/u.test(button?.say ?? '')) return button?.by === user && place !== 'home' && place !== 'channel';
  // What stands below somebody's own answer was shown to them alone.
  return button?.was !== undefined && commandWordIn(button.say) === 'check' && button.by === user && place !== 'home';
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

/** The way of an answer that takes the place of the message with the button, unless it belongs beside it. */
function chooseReplyChannel(
  button: ButtonPress | null,
  pressed: ButtonRequest,
  reply: Promise<PreparedReply>,
  desk: SlackContext,
): ReplyChannel {
  const replace = replaces(button, pressed);
  const [own, other] = [replyChannelOf(pressed, replace, desk), replyChannelOf(pressed, false, desk)];
  // What asks an instructor is settled by a refusal, too: there is nothing left to press.
  if (!replace || commandWordIn(button?.say ?? '') === 'roster') return own;
  const way = async () => ((await reply).beside ? other : own);
  return {
    sendNow: async (message) => (await way()).sendNow(message),
    sendWaitingLine: own.sendWaitingLine,
    sendLater: async (message) => (await way()).sendLater(message),
  };
}

/** Answers a button; it was acknowledged before. */
export async function handleButton(pressed: ButtonRequest, desk: SlackContext): Promise<void> {
  const { value, caller, trigger, place, message: on } = pressed;
  const { user } = caller;
  const button = parseButtonValue(value);
  const say = button?.say ?? '';
  const asked: PendingRequest = { kind: 'button', command: commandWordIn(say), user, since: performance.now() };
  const inDirect = place === 'direct' || place === 'home' || pressed.respond === null;
  const where = inDirect ? 'direct' : { privatelyIn: on?.channel ?? null };
  const reply = prepareReply(() => dispatchButton(button, caller, desk.lab), user, desk, where);
  const way = chooseReplyChannel(button, pressed, reply, desk);
  if (opensForm(say)) {
    const said = await reply;
    if (said.form !== null) return openForm(said, trigger, way.sendNow, user, desk);
  }
  await answerWithWaitingLine(reply, () => waitingLineFor(say, user, desk.lab), way, asked, desk);
  // On App Home nothing moves by itself when the answer comes elsewhere.
  if (place === 'home') await showHome(caller, desk, 'Your answer is under Messages.');
}
