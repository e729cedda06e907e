import type { AckFn, RespondArguments, RespondFn } from '@slack/bolt';
import { formView } from '../../blocks/broadcast.ts';
import type { Message } from '../../blocks/slack-message.ts';
import { dispatch, opensForm, waitingFor, wordIn } from '../../commands/dispatch.ts';
import type { Caller } from '../../model/person.ts';
import { quiet } from '../replies/no-unfurl.ts';
import { type Asked, type Desk, handOver, inTwoSteps, orLate, type Reply, replyTo } from '../replies/reply.ts';
import { plainText } from './plain-text.ts';

/** One slash command as Slack delivered it. */
export type Slash = {
  readonly text: string;
  readonly caller: Caller;
  /** The conversation in which it was typed. */
  readonly channel: string;
  readonly trigger: string;
  readonly ack: AckFn<string | RespondArguments>;
  readonly respond: RespondFn;
};

const privately = (message: Message): RespondArguments => ({ response_type: 'ephemeral', ...quiet(message) });

/** Opens a form; where Slack does not let it, the message that stands in for it is handed over. */
export async function openForm(
  { form, message }: Reply,
  trigger: string,
  instead: (message: Message) => Promise<unknown>,
  user: string,
  desk: Desk,
): Promise<void> {
  if (form === null) return;
  try {
    await desk.replies.views.open({ trigger_id: trigger, view: formView(form, desk.lab.mint().id) });
  } catch (error) {
    desk.lab.note(`a form could not be opened: ${error instanceof Error ? error.message : String(error)}`);
    await handOver(message, instead, user, desk);
  }
}

/**
 * Answers a slash command. A slash reply cannot be edited, so an answer that takes longer than the patience comes as a
 * second private message after an acknowledgement that says what is being read.
 */
export async function onCommand(slash: Slash, desk: Desk): Promise<void> {
  const { caller, channel, trigger, respond } = slash;
  const { user } = caller;
  const text = plainText(slash.text);
  const asked: Asked = { kind: 'command', command: wordIn(text), user, since: performance.now() };
  const { kind, command } = asked;
  const acknowledge = async (answer?: RespondArguments) => {
    await slash.ack(answer);
    desk.metrics.ack.observe({ kind, command }, (performance.now() - asked.since) / 1000);
  };
  const answer = (message: Message) => respond(privately(message));
  const reply = replyTo(() => dispatch(text, caller, desk.lab), user, desk, { privatelyIn: channel });
  if (opensForm(text)) {
    // A form opens by a trigger that lives three seconds, so nothing is said before it where all goes well.
    const quick = await orLate(reply, desk.patience);
    if (quick !== null && quick.form === null) return acknowledge(privately(quick.message));
    await acknowledge(quick === null ? { response_type: 'ephemeral', text: 'One moment…' } : undefined);
    const said = quick ?? (await reply);
    if (said.form !== null) return openForm(said, trigger, answer, user, desk);
    return void (await handOver(said.message, answer, user, desk));
  }
  const waiting = async (line: string) => acknowledge({ response_type: 'ephemeral', text: line });
  // What the acknowledgement cannot carry, because its link has gone, the response_url still can.
  const now = (message: Message) => acknowledge(privately(message)).catch(() => answer(message));
  const way = { now, wait: waiting, later: answer };
  await inTwoSteps(reply, () => waitingFor(text, user, desk.lab), way, asked, desk);
}
