import type { SlackMessage } from '../../blocks/slack-message.ts';
import { dispatchCommand } from '../../commands/dispatch.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { Caller } from '../../model/person.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import {
  answerWithWaitingLine,
  type PendingRequest,
  prepareReply,
  type ReplyChannel,
  type SlackContext,
} from '../replies/reply.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { toPlainText } from './plain-text.ts';

/** How long an answer may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 10_000;

/**
 * The way of an answer into somebody's direct messages, where it stays: the waiting line becomes the answer. `to` is a
 * user id or the conversation's.
 */
export function createDmChannel(to: string, thread: string | null, { replies }: SlackContext): ReplyChannel {
  const place = { channel: to, ...(thread === null ? {} : { thread_ts: thread }) };
  const post = (message: SlackMessage) =>
    retryAfterRateLimit(() => replies.chat.postMessage({ ...place, ...withoutUnfurl(message) }), rateLimitTimeoutMs);
  let waiting: { readonly channel: string; readonly ts: string } | null = null;
  return {
    sendNow: post,
    sendWaitingLine: async (line) => {
      const { channel, ts } = await post({ text: line, blocks: [] });
      waiting = channel && ts ? { channel, ts } : null;
    },
    sendLater: (message) => {
      const own = waiting;
      if (own === null) return post(message);
      const { text, blocks } = message;
      return retryAfterRateLimit(() => replies.chat.update({ ...own, text, blocks: [...blocks] }), rateLimitTimeoutMs);
    },
  };
}

/** A message that somebody wrote to the app. */
export type MessageRequest = {
  readonly caller: Caller;
  readonly channel: string;
  readonly text: string;
  readonly thread: string | null;
};

/** Answers a direct message as if it had been typed after `/netlab`; the command's own name may stand before it. */
export async function handleDirectMessage(
  { caller, channel, text, thread }: MessageRequest,
  desk: SlackContext,
): Promise<void> {
  const { user } = caller;
  const parsed = parseCommand(toPlainText(text).replace(/^\s*\/?netlab\b/iu, ''));
  const asked: PendingRequest = { kind: 'message', command: parsed.command, user, since: performance.now() };
  const reply = prepareReply(() => dispatchCommand(parsed, caller, desk.lab), user, desk, 'direct');
  const line = () => waitingLineFor(parsed, user, desk.lab);
  await answerWithWaitingLine(reply, line, createDmChannel(channel, thread, desk), asked, desk);
}
