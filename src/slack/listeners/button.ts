import { dispatchButton, opensForm } from '../../commands/dispatch.ts';
import { parseCommand, wordsOfCommand } from '../../commands/parse-command.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { SlackContext } from '../context.ts';
import { showHome } from '../replies/app-home.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { thankInPlace } from '../replies/feedback.ts';
import { keepInMessages } from '../replies/keep-answer.ts';
import { openForm } from '../replies/open-form.ts';
import { type PendingRequest, prepareReply } from '../replies/reply.ts';
import { showDetails } from '../replies/show-details.ts';
import { answerWithWaitingLine } from '../replies/waiting-line.ts';
import { answerPlaceOf, chooseReplyChannel, createReplyChannel } from './button-channel.ts';
import type { ButtonRequest } from './button-request.ts';
import { type PressedButton, parseButtonValue } from './button-value.ts';
import { handleHeldText } from './held-text.ts';

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
  if (button?.held) return handleHeldText(button, button.held, request, context);
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
