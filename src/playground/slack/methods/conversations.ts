import { fileObject } from '../workspace/file-object.ts';
import { limits } from '../workspace/limits.ts';
import type { PostedMessage } from '../workspace/message.ts';
import { builtInUsers, isBot } from '../workspace/personas.ts';
import type { WorkspaceChannel } from '../workspace/workspace.ts';
import { type MethodContext, refuseCall, type WebApiMethod, type WebApiResult } from './method.ts';
import { apiPageOf } from './pages.ts';

type ConversationArguments = Readonly<Record<string, unknown>>;

function shown({ id, name, withoutApp, shared = false }: WorkspaceChannel): object {
  const kind = { is_channel: true, is_private: false, is_archived: false, is_shared: shared, is_ext_shared: shared };
  return { id, name, ...kind, is_member: !withoutApp };
}

function info({ workspace }: MethodContext, { channel }: ConversationArguments): WebApiResult {
  const found = workspace.channels.find(({ id }) => id === channel);
  if (found) return { ok: true, channel: shown(found) };
  const person = workspace.personas.find(({ id }) => `D${id}` === channel);
  return person
    ? { ok: true, channel: { id: channel, is_im: true, user: person.id } }
    : refuseCall('channel_not_found');
}

/** Files as histories carry them: whole, in conversations with other workspaces too. */
function filesOf(context: MethodContext, owner: string, ids: readonly string[]): readonly object[] {
  return context.files.of(owner, ids).map((file) => fileObject(context, file));
}

function line(
  context: MethodContext,
  { ts, from, text, blocks, thread, metadata, files }: PostedMessage,
  withMetadata: boolean,
): object {
  return {
    type: 'message',
    ...(files.length > 0 ? { subtype: 'file_share', files: filesOf(context, from, files) } : {}),
    ts,
    user: from,
    text,
    blocks,
    ...(thread === null ? {} : { thread_ts: thread }),
    ...(withMetadata && metadata !== null ? { metadata } : {}),
  };
}

const wantsMetadata = ({ include_all_metadata: all }: ConversationArguments) => all === 'true' || all === true;

/** Reading back: direct messages need im:history, channels channels:history; ephemeral messages are in no history. */
function history(context: MethodContext, args: ConversationArguments): WebApiResult {
  const channel = String(args.channel ?? '');
  const needed = channel.startsWith('D') ? 'im:history' : 'channels:history';
  if (!context.scopes.includes(needed))
    return refuseCall('missing_scope', { needed, provided: context.scopes.join(',') });
  const exists = info(context, { channel });
  if (!exists.ok) return exists;
  const limit = Number(args.limit ?? 100);
  const all = context.workspace.messages.filter((each) => each.channel === channel && !each.ephemeral).toReversed();
  // Answers in a thread are listed by conversations.replies alone.
  const since = all.filter(({ ts, thread }) => thread === null && Number(ts) > Number(args.oldest ?? 0));
  return {
    ok: true,
    messages: since.slice(0, limit).map((each) => line(context, each, wantsMetadata(args))),
    has_more: since.length > limit,
  };
}

function replies(context: MethodContext, args: ConversationArguments): WebApiResult {
  const all = history(context, { ...args, limit: 1000 });
  if (!all.ok) return all;
  const { channel, ts: wanted, limit = 1000 } = args;
  const inThread = context.workspace.messages.filter(
    ({ ts, thread, ...each }) => each.channel === channel && !each.ephemeral && (ts === wanted || thread === wanted),
  );
  // The first message comes first, whatever the limit.
  const shown = inThread.slice(0, Number(limit));
  return shown.length === 0
    ? refuseCall('thread_not_found')
    : {
        ok: true,
        messages: shown.map((each) => line(context, each, wantsMetadata(args))),
        has_more: inThread.length > shown.length,
      };
}

function open({ workspace }: MethodContext, { users }: ConversationArguments): WebApiResult {
  const person = [...workspace.personas, ...builtInUsers].find(({ id }) => id === users);
  if (person === undefined) return refuseCall('user_not_found');
  if (isBot(person)) return refuseCall('cannot_dm_bot');
  if (person.deleted) return refuseCall('user_disabled');
  if (!workspace.isReachable(person)) return refuseCall('invalid_user_combination');
  workspace.openDirect(person.id);
  return { ok: true, channel: { id: `D${person.id}` } };
}

function members({ workspace }: MethodContext, args: ConversationArguments): WebApiResult {
  const { channel } = args;
  if (!workspace.channels.some(({ id }) => id === channel)) return refuseCall('channel_not_found');
  const there = workspace.personas.filter(({ id }) => workspace.channelsOf(id).some((each) => each.id === channel));
  const page = apiPageOf(
    there.map(({ id }) => id),
    (id) => id,
    args,
    limits.page,
  );
  return typeof page === 'string'
    ? refuseCall(page)
    : { ok: true, members: page.items, response_metadata: { next_cursor: page.next } };
}

/** Channels and what was said in them. */
export const conversationMethods: Readonly<Record<string, WebApiMethod>> = {
  'conversations.info': { scope: null, tier: 3, run: info },
  'conversations.history': { scope: null, tier: 3, run: history },
  'conversations.replies': { scope: null, tier: 3, run: replies },
  'conversations.open': { scope: 'im:write', tier: 3, run: open },
  'conversations.members': { scope: 'channels:read', tier: 4, run: members },
};
