import type { RespondArguments, ViewResponseAction } from '@slack/bolt';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { refusalAuditOf } from '../../commands/access/admit.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import { troubleAnswer } from '../../commands/trouble-words.ts';
import { Trouble } from '../../model/trouble.ts';
import type { SlackContext } from '../context.ts';
import { knownFormName } from '../forms/index.ts';
import { resultView } from '../forms/result-view.ts';
import { answerMessage } from '../replies/answer-message.ts';
import { writeAudit } from '../replies/audit.ts';
import { deliverWithFallbacks } from '../replies/delivery.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import { postPrivately } from '../replies/post-privately.ts';
import { postToDm } from '../replies/post-to-dm.ts';
import { findAck, findRespond } from '../transport/listener-arguments.ts';
import type { SlackRequest } from '../transport/slack-request.ts';
import { trackAck } from './acknowledge.ts';
import { parseButtonValue } from './button-value.ts';
import { readMention } from './mention.ts';
import { readWrittenMessage } from './message-request.ts';
import { toPlainText } from './plain-text.ts';

/** What Bolt gives every middleware, as far as a refusal needs it. */
export type GatedListener = { readonly body: unknown; readonly context: object };

/** A refusal on its way to whoever was refused. */
type Refusal = {
  readonly listener: GatedListener;
  readonly user: string;
  readonly trouble: Trouble;
  readonly message: SlackMessage;
  readonly context: SlackContext;
};

const privately = (message: SlackMessage): RespondArguments => ({
  response_type: 'ephemeral',
  ...withoutUnfurl(message),
});

const withoutAck = async () => undefined;

/** Writes that somebody was refused; `what` is a word of netlab's, never one that was typed. */
async function auditRefusal({ trouble, user, context }: Refusal, what: string): Promise<void> {
  const audit = refusalAuditOf(trouble, what);
  if (audit) await writeAudit(audit, user, context);
}

/** Acknowledges as Slack expects it; null for an event, which Bolt acknowledged. */
async function acknowledge<A>(
  { listener, context }: Refusal,
  kind: 'command' | 'button' | 'form',
  answer?: A,
): Promise<void> {
  const ack = findAck(listener) ?? withoutAck;
  await trackAck<A>(kind, { ack, context: listener.context }, context).acknowledge(answer);
}

async function turnCommandAway(refusal: Refusal): Promise<void> {
  const { text } = Object(refusal.listener.body);
  await acknowledge<RespondArguments>(refusal, 'command', privately(refusal.message));
  await auditRefusal(refusal, parseCommand(toPlainText(String(text ?? ''))).command);
}

async function turnButtonAway(refusal: Refusal): Promise<void> {
  const { listener, user, message, context } = refusal;
  await acknowledge(refusal, 'button');
  const [action] = Object(listener.body).actions;
  if (!String(action?.action_id).startsWith('say:')) return;
  await auditRefusal(refusal, parseButtonValue(action?.value)?.parsed.command ?? 'button');
  const respond = findRespond(listener);
  const send = (each: SlackMessage) =>
    respond === null ? postToDm(user, each, context) : respond({ replace_original: false, ...privately(each) });
  await deliverWithFallbacks(message, send, user, context);
}

async function turnFormAway(refusal: Refusal): Promise<void> {
  const { message, todo } = troubleAnswer(refusal.trouble);
  const view = resultView(message, todo);
  await acknowledge<ViewResponseAction>(refusal, 'form', { response_action: 'update', view });
  await auditRefusal(refusal, `form ${knownFormName(Object(refusal.listener.body).view?.callback_id)}`);
}

async function turnMessageAway(refusal: Refusal): Promise<void> {
  const { listener, user, message, context } = refusal;
  const written = readWrittenMessage(Object(listener.body).event);
  if (written === null) return;
  await auditRefusal(refusal, parseCommand(toPlainText(written.text)).command);
  const { sendNow } = createDmChannel(written.channel, written.thread, context);
  await deliverWithFallbacks(message, sendNow, user, context);
}

async function turnMentionAway(refusal: Refusal): Promise<void> {
  const { listener, user, message, context } = refusal;
  const mention = readMention(Object(listener.body).event);
  if (mention === null) return;
  await auditRefusal(refusal, 'help');
  const post = (each: SlackMessage) => postPrivately({ ...mention, user }, each, context);
  await deliverWithFallbacks(message, post, user, context);
}

// What is opened, closed or chosen without a word is acknowledged, so that nobody sees a warning sign.
const quietly = (refusal: Refusal) => acknowledge(refusal, 'button');

const ways: { readonly [K in SlackRequest['kind']]: (refusal: Refusal) => Promise<void> } = {
  command: turnCommandAway,
  button: turnButtonAway,
  form: turnFormAway,
  message: turnMessageAway,
  mention: turnMentionAway,
  options: (refusal) => acknowledge(refusal, 'button', { options: [] }),
  shortcut: quietly,
  closed: quietly,
  home: withoutAck,
  event: withoutAck,
};

/** Tells somebody of another workspace, or of none that Slack named, that netlab is not for them; what they asked is not read. */
export async function turnAway(
  listener: GatedListener,
  { kind, user }: SlackRequest,
  why: 'foreign' | 'unknown',
  context: SlackContext,
): Promise<void> {
  context.metrics.turnedAway.inc({ kind, why });
  const trouble = new Trouble('stranger', why === 'unknown' ? { unknown: 'yes' } : {});
  const message = answerMessage(troubleAnswer(trouble));
  await ways[kind]({ listener, user: user ?? '', trouble, message, context });
}
