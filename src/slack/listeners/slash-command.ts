import type { AckFn, RespondArguments, RespondFn } from '@slack/bolt';
import { formView } from '../../blocks/broadcast.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { dispatchCommand, opensForm } from '../../commands/dispatch.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { Caller } from '../../model/person.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import {
  answerWithWaitingLine,
  deliverWithFallbacks,
  type PendingRequest,
  type PreparedReply,
  prepareReply,
  type SlackContext,
  withTimeout,
} from '../replies/reply.ts';
import { toPlainText } from './plain-text.ts';

/** One slash command as Slack delivered it. */
export type SlashRequest = {
  readonly text: string;
  readonly caller: Caller;
  /** The conversation in which it was typed. */
  readonly channel: string;
  readonly trigger: string;
  readonly ack: AckFn<string | RespondArguments>;
  readonly respond: RespondFn;
};

const privately = (message: SlackMessage): RespondArguments => ({
  response_type: 'ephemeral',
  ...withoutUnfurl(message),
});

/** Opens a form; where Slack does not let it, the message that stands in for it is handed over. */
export async function openForm(
  { form, message }: PreparedReply,
  trigger: string,
  instead: (message: SlackMessage) => Promise<unknown>,
  user: string,
  desk: SlackContext,
): Promise<void> {
  if (form === null) return;
  try {
    await desk.replies.views.open({ trigger_id: trigger, view: formView(form, desk.lab.newIdAndTime().id) });
  } catch (error) {
    desk.lab.log(`a form could not be opened: ${error instanceof Error ? error.message : String(error)}`);
    await deliverWithFallbacks(message, instead, user, desk);
  }
}

/**
 * Answers a slash command. A slash reply cannot be edited, so an answer that takes longer than the patience comes as a
 * second private message after an acknowledgement that says what is being read.
 */
export async function handleSlashCommand(slash: SlashRequest, desk: SlackContext): Promise<void> {
  const { caller, channel, trigger, respond } = slash;
  const { user } = caller;
  const parsed = parseCommand(toPlainText(slash.text));
  const asked: PendingRequest = { kind: 'command', command: parsed.command, user, since: performance.now() };
  const { kind, command } = asked;
  const acknowledge = async (answer?: RespondArguments) => {
    await slash.ack(answer);
    desk.metrics.ack.observe({ kind, command }, (performance.now() - asked.since) / 1000);
  };
  const answer = (message: SlackMessage) => respond(privately(message));
  const reply = prepareReply(() => dispatchCommand(parsed, caller, desk.lab), user, desk, { privatelyIn: channel });
  if (opensForm(parsed)) {
    // A form opens by a trigger that lives three seconds, so nothing is said before it where all goes well.
    const quick = await withTimeout(reply, desk.promptAnswerTimeoutMs);
    if (quick !== null && quick.form === null) return acknowledge(privately(quick.message));
    await acknowledge(quick === null ? { response_type: 'ephemeral', text: 'One moment…' } : undefined);
    const said = quick ?? (await reply);
    if (said.form !== null) return openForm(said, trigger, answer, user, desk);
    return void (await deliverWithFallbacks(said.message, answer, user, desk));
  }
  const waiting = async (line: string) => acknowledge({ response_type: 'ephemeral', text: line });
  // What the acknowledgement cannot carry, because its link has gone, the response_url still can.
  const now = (message: SlackMessage) => acknowledge(privately(message)).catch(() => answer(message));
  const replyChannel = { sendNow: now, sendWaitingLine: waiting, sendLater: answer };
  await answerWithWaitingLine(reply, () => waitingLineFor(parsed, user, desk.lab), replyChannel, asked, desk);
}
