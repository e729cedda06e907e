import type { SlackMessage } from '../../blocks/slack-message.ts';
import { dispatchButton } from '../../commands/dispatch.ts';
import { parseCommand, wordsOfCommand } from '../../commands/parse-command.ts';
import { troubleAnswer } from '../../commands/trouble-words.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { Outcome } from '../../model/outcome.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { createUpdatingChannel } from '../replies/dm-delivery.ts';
import { type PendingRequest, prepareReply } from '../replies/reply.ts';
import { answerWithWaitingLine } from '../replies/waiting-line.ts';
import { answerPlaceOf, createReplyChannel } from './button-channel.ts';
import type { ButtonRequest } from './button-request.ts';
import type { PressedButton } from './button-value.ts';

const lostText = { what: 'I do not hold these words any more, so I did nothing', todo: 'Write them again.' };

/** A press about a text that was held: the text, and the press with what is to be run. Whoever looks it up runs what it says. */
type HeldPress = { readonly button: PressedButton; readonly text: string; readonly isLookUp: boolean };

function heldPressOf(button: PressedButton, text: string): HeldPress {
  const isLookUp = button.parsed.command === 'explain';
  return { button: isLookUp ? { ...button, parsed: parseCommand(text) } : button, text, isLookUp };
}

/** Runs it; where it is refused the text is held on, so that it can be pressed again. */
async function runHeldPress(
  { button, text, isLookUp }: HeldPress,
  id: string,
  { caller }: ButtonRequest,
  { lab, heldTexts }: SlackContext,
): Promise<Outcome> {
  const outcome = await dispatchButton(button, caller, lab, isLookUp ? undefined : text);
  if (outcome.answer.kind === 'trouble') heldTexts.hold(id, caller.user, text);
  return outcome;
}

/** Answers a press about a text that was held; the question whom it is for becomes the answer, so that it is pressed once. */
export async function handleHeldText(
  pressed: PressedButton,
  id: string,
  request: ButtonRequest,
  context: SlackContext,
): Promise<void> {
  const { caller, message } = request;
  const { user } = caller;
  const text = pressed.by === user ? context.heldTexts.take(id, user) : null;
  const held = text === null ? null : heldPressOf(pressed, text);
  const lost = async (): Promise<Outcome> => ({ answer: troubleAnswer(new Trouble('bad-input', lostText)) });
  const { parsed } = held?.button ?? pressed;
  const command = held?.isLookUp ? wordsOfCommand(parsed).join(' ') : 'ask';
  let isDone = false;
  const run = async () => {
    const outcome = await (held === null ? lost() : runHeldPress(held, id, request, context));
    isDone = outcome.answer.kind !== 'trouble';
    return outcome;
  };
  const reply = prepareReply(run, { user, command }, context, answerPlaceOf(request));
  const beside = createReplyChannel(request, false, context);
  const inPlace = message === null ? beside : createUpdatingChannel(message, context);
  const send = (shown: SlackMessage) => (isDone ? inPlace : beside).sendNow(shown);
  const channel = { sendNow: send, sendWaitingLine: beside.sendWaitingLine, sendLater: send };
  const pending: PendingRequest = { kind: 'button', command: parsed.command, user, since: performance.now() };
  await answerWithWaitingLine(reply, () => waitingLineFor(parsed, user, context.lab), channel, pending, context);
}
