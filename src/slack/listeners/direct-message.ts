import type { Message } from '../../blocks/slack-message.ts';
import { dispatch, waitingFor, wordIn } from '../../commands/dispatch.ts';
import type { Caller } from '../../model/person.ts';
import { quiet } from '../replies/no-unfurl.ts';
import { type Asked, type Desk, inTwoSteps, replyTo, type Way } from '../replies/reply.ts';
import { paced } from '../transport/web-client.ts';
import { plainText } from './plain-text.ts';

/** How long an answer may wait for Slack's pace, in milliseconds. */
const patience = 10_000;

/**
 * The way of an answer into somebody's direct messages, where it stays: the waiting line becomes the answer. `to` is a
 * user id or the conversation's.
 */
export function directly(to: string, thread: string | null, { replies }: Desk): Way {
  const place = { channel: to, ...(thread === null ? {} : { thread_ts: thread }) };
  const post = (message: Message) => paced(() => replies.chat.postMessage({ ...place, ...quiet(message) }), patience);
  let waiting: { readonly channel: string; readonly ts: string } | null = null;
  return {
    now: post,
    wait: async (line) => {
      const { channel, ts } = await post({ text: line, blocks: [] });
      waiting = channel && ts ? { channel, ts } : null;
    },
    later: (message) => {
      const own = waiting;
      if (own === null) return post(message);
      const { text, blocks } = message;
      return paced(() => replies.chat.update({ ...own, text, blocks: [...blocks] }), patience);
    },
  };
}

/** A message that somebody wrote to the app. */
export type Written = {
  readonly caller: Caller;
  readonly channel: string;
  readonly text: string;
  readonly thread: string | null;
};

/** Answers a direct message as if it had been typed after `/netlab`; the command's own name may stand before it. */
export async function onMessage({ caller, channel, text, thread }: Written, desk: Desk): Promise<void> {
  const { user } = caller;
  const words = plainText(text).replace(/^\s*\/?netlab\b/iu, '');
  const asked: Asked = { kind: 'message', command: wordIn(words), user, since: performance.now() };
  const reply = replyTo(() => dispatch(words, caller, desk.lab), user, desk, 'direct');
  const line = () => waitingFor(words, user, desk.lab);
  await inTwoSteps(reply, line, directly(channel, thread, desk), asked, desk);
}
