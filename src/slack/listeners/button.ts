import type { RespondFn } from '@slack/bolt';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import type { ReplacedMessage } from '../../commands/command.ts';
import { type ButtonPress, dispatchButton, opensForm, replacedMessageOf } from '../../commands/dispatch.ts';
import { parseCommand, wordsOfCommand } from '../../commands/parse-command.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { AnswerPlace, SlackContext } from '../context.ts';
import { showHome } from '../replies/app-home.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel, createUpdatingChannel } from '../replies/dm-delivery.ts';
import { thankInPlace } from '../replies/feedback.ts';
import { keepInMessages } from '../replies/keep-answer.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import { openForm } from '../replies/open-form.ts';
import { type PendingRequest, type PreparedReply, prepareReply, type ReplyChannel } from '../replies/reply.ts';
import { showDetails } from '../replies/show-details.ts';
import { answerWithWaitingLine } from '../replies/waiting-line.ts';
import type { ButtonRequest } from './button-request.ts';
import { type PressedButton, parseButtonValue } from './button-value.ts';

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

function createReplyChannel(
  { place, respond, message, caller: { user } }: ButtonRequest,
  replace: boolean,
  context: SlackContext,
): ReplyChannel {
  if (place === 'direct' && message !== null)
    return replace ? createUpdatingChannel(message, context) : createDmChannel(message.channel, null, context);
  if (place === 'home' || respond === null) return createDmChannel(user, null, context);
  return createEphemeralChannel(respond, replace);
}

/** The channel of an answer: in the place of the message with the button, or beside it. */
function chooseReplyChannel(
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

function answerPlaceOf({ place, respond, message }: ButtonRequest): AnswerPlace {
  const isDirect = place === 'direct' || place === 'home' || respond === null;
  return isDirect ? 'direct' : { privatelyIn: message?.channel ?? null };
}

/** Opens the details of an answer; whose they are is asked again. */
async function handleDetails(
  button: PressedButton,
  { id, page }: NonNullable<PressedButton['details']>,
  { caller, trigger, modal }: ButtonRequest,
  context: SlackContext,
): Promise<void> {
  const { user } = caller;
  const address = { id, by: user, command: wordsOfCommand(button.parsed).join(' ') };
  const run = () => dispatchButton(button, caller, context.lab);
  await showDetails({ address, page, trigger, view: modal }, user, run, context);
}

/** Sends an answer to the direct messages, and says so beside it; whose it is is asked again. */
async function handleKeep(
  button: PressedButton,
  id: string,
  request: ButtonRequest,
  context: SlackContext,
): Promise<void> {
  const { caller } = request;
  const asked = { user: caller.user, command: wordsOfCommand(button.parsed).join(' ') };
  const run = () => dispatchButton(button, caller, context.lab);
  const said = await keepInMessages(id, asked, run, context);
  await deliverWithFallbacks(said, createReplyChannel(request, false, context).sendNow, caller.user, context);
}

/** Counts whether an answer helped: the thanks stand in that answer where it is still known, else beside it. */
async function handleFeedback(
  button: PressedButton,
  { id, command }: NonNullable<PressedButton['helped']>,
  request: ButtonRequest,
  context: SlackContext,
): Promise<void> {
  const { user } = request.caller;
  const place = answerPlaceOf(request);
  const run = () => dispatchButton(button, request.caller, context.lab);
  const thanked = await thankInPlace(id, { user, command }, run, place, context);
  const mayReplace = button.by === user && (request.place === 'ephemeral' || request.place === 'direct');
  const channel = createReplyChannel(request, thanked.whole !== null && mayReplace, context);
  const message = (mayReplace ? thanked.whole : null) ?? thanked.beside;
  await deliverWithFallbacks(message, channel.sendNow, user, context);
}

/** Answers a button; it was acknowledged before. */
export async function handleButton(request: ButtonRequest, context: SlackContext): Promise<void> {
  const { caller, trigger, place } = request;
  const { user } = caller;
  const button = parseButtonValue(request.value);
  if (button?.details) return handleDetails(button, button.details, request, context);
  if (button?.keep) return handleKeep(button, button.keep, request, context);
  if (button?.helped) return handleFeedback(button, button.helped, request, context);
  const parsed = button?.parsed ?? parseCommand('');
  const pending: PendingRequest = { kind: 'button', command: parsed.command, user, since: performance.now() };
  const run = () => dispatchButton(button, caller, context.lab);
  const reply = prepareReply(run, { user, command: wordsOfCommand(parsed).join(' ') }, context, answerPlaceOf(request));
  const channel = chooseReplyChannel(button, request, reply, context);
  if (opensForm(parsed)) {
    const prepared = await reply;
    if (prepared.form !== null) return openForm(prepared, trigger, channel.sendNow, user, context);
  }
  await answerWithWaitingLine(reply, () => waitingLineFor(parsed, user, context.lab), channel, pending, context);
  // On App Home nothing moves by itself when the answer comes elsewhere.
  if (place === 'home') await showHome(user, context, 'Your answer is under Messages.');
}
