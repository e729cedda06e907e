import type { RespondArguments, RespondFn } from '@slack/bolt';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { dispatchCommand, opensForm } from '../../commands/dispatch.ts';
import { parseCommand, wordsOfCommand } from '../../commands/parse-command.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { Caller } from '../../model/person.ts';
import type { SlackContext } from '../context.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import { openForm } from '../replies/open-form.ts';
import { type PendingRequest, type PreparedReply, prepareReply } from '../replies/reply.ts';
import { answerWithWaitingLine } from '../replies/waiting-line.ts';
import { withTimeout } from '../replies/with-timeout.ts';
import type { TrackedAck } from './acknowledge.ts';
import { toPlainText } from './plain-text.ts';

/** One slash command as Slack delivered it. */
export type SlashRequest = {
  readonly text: string;
  readonly caller: Caller;
  /** The conversation in which it was typed. */
  readonly channel: string;
  readonly trigger: string;
  readonly acknowledge: TrackedAck<RespondArguments>['acknowledge'];
  readonly respond: RespondFn;
};

const privately = (message: SlackMessage): RespondArguments => ({
  response_type: 'ephemeral',
  ...withoutUnfurl(message),
});

const waitingLine = (line: string): RespondArguments => ({ response_type: 'ephemeral', text: line });

/** A form opens by a trigger that lives three seconds, so nothing is said before it where all goes well. */
async function answerWithForm(
  reply: Promise<PreparedReply>,
  { trigger, respond, caller: { user } }: SlashRequest,
  acknowledge: (answer?: RespondArguments) => Promise<void>,
  context: SlackContext,
): Promise<void> {
  const respondPrivately = (message: SlackMessage) => respond(privately(message));
  const prompt = await withTimeout(reply, context.promptAnswerTimeoutMs);
  if (prompt !== null && prompt.form === null) return acknowledge(privately(prompt.message));
  await acknowledge(prompt === null ? waitingLine('One moment…') : undefined);
  const prepared = prompt ?? (await reply);
  if (prepared.form !== null) return openForm(prepared, trigger, respondPrivately, user, context);
  await deliverWithFallbacks(prepared.message, respondPrivately, user, context);
}

/**
 * Answers a slash command. A slash reply cannot be edited, so an answer that is not prompt comes as a second private message
 * after an acknowledgement that says what is being read.
 */
export async function handleSlashCommand(request: SlashRequest, context: SlackContext): Promise<void> {
  const { caller, channel, respond } = request;
  const { user } = caller;
  const parsed = parseCommand(toPlainText(request.text));
  const { command } = parsed;
  const pending: PendingRequest = { kind: 'command', command, user, since: performance.now() };
  const acknowledge = (answer?: RespondArguments) => request.acknowledge(answer, command);
  const run = () => dispatchCommand(parsed, caller, context.lab);
  const reply = prepareReply(run, { user, command: wordsOfCommand(parsed).join(' ') }, context, {
    privatelyIn: channel,
  });
  if (opensForm(parsed)) return answerWithForm(reply, request, acknowledge, context);
  const sendLater = (message: SlackMessage) => respond(privately(message));
  const replyChannel = {
    // What the acknowledgement cannot carry, because its link has gone, the response_url still can.
    sendNow: (message: SlackMessage) => acknowledge(privately(message)).catch(() => sendLater(message)),
    sendWaitingLine: (line: string) => acknowledge(waitingLine(line)),
    sendLater,
  };
  const words = () => waitingLineFor(parsed, user, context.lab);
  await answerWithWaitingLine(reply, words, replyChannel, pending, context);
}
