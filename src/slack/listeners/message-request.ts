import { z } from 'zod';
import type { Caller } from '../../model/person.ts';

/** A message that somebody wrote to the app. */
export type MessageRequest = {
  readonly caller: Caller;
  readonly channel: string;
  readonly text: string;
  /** The thread that it stands in; null for none. */
  readonly thread: string | null;
  /** Whether files came with it. */
  readonly hasFiles: boolean;
};

const written = z.object({
  channel: z.string(),
  channel_type: z.string().optional(),
  text: z.string().default(''),
  thread_ts: z.string().nullish(),
  // Only what a person wrote: no edits, no joins, no other app. An answer in a thread may be shown outside of it as well.
  subtype: z.enum(['thread_broadcast', 'file_share']).optional(),
  bot_id: z.undefined().optional(),
});

/** What a person wrote to the app itself; null for every other message. Some servers leave the type of a conversation out. */
export function readWrittenMessage(event: unknown): Omit<MessageRequest, 'caller'> | null {
  const found = written.safeParse(event).data;
  if (found === undefined) return null;
  const { channel, channel_type: type, text, thread_ts: thread = null, subtype } = found;
  const hasFiles = subtype === 'file_share';
  // A file outside of a thread is a question about nothing.
  if (hasFiles && thread === null) return null;
  const isDirect = type === 'im' || (type === undefined && channel.startsWith('D'));
  return isDirect ? { channel, text, thread, hasFiles } : null;
}
