import { type Method, type Result, refuse, type World } from '../api.ts';
import type { Channel, Seen } from '../workspace.ts';

type Args = Readonly<Record<string, unknown>>;

function shown({ id, name, withoutApp }: Channel): object {
  return { id, name, is_channel: true, is_private: false, is_archived: false, is_member: !withoutApp };
}

function info({ workspace }: World, { channel }: Args): Result {
  const found = workspace.channels.find(({ id }) => id === channel);
  if (found) return { ok: true, channel: shown(found) };
  const person = workspace.personas.find(({ id }) => `D${id}` === channel);
  return person ? { ok: true, channel: { id: channel, is_im: true, user: person.id } } : refuse('channel_not_found');
}

function line({ ts, from, text, blocks, thread, metadata }: Seen, withMetadata: boolean): object {
  return {
    type: 'message',
    ts,
    user: from,
    text,
    blocks,
    ...(thread === null ? {} : { thread_ts: thread }),
    ...(withMetadata && metadata !== null ? { metadata } : {}),
  };
}

/** Reading back: direct messages need im:history, channels channels:history; ephemeral messages are in no history. */
function history(world: World, args: Args): Result {
  const channel = String(args.channel ?? '');
  const needed = channel.startsWith('D') ? 'im:history' : 'channels:history';
  if (!world.scopes.includes(needed)) return refuse('missing_scope', { needed, provided: world.scopes.join(',') });
  const exists = info(world, { channel });
  if (!exists.ok) return exists;
  const limit = Number(args.limit ?? 100);
  const all = world.workspace.messages.filter((each) => each.channel === channel && !each.ephemeral).toReversed();
  const since = all.filter(({ ts }) => Number(ts) > Number(args.oldest ?? 0));
  const metadata = args.include_all_metadata === 'true' || args.include_all_metadata === true;
  return {
    ok: true,
    messages: since.slice(0, limit).map((each) => line(each, metadata)),
    has_more: since.length > limit,
  };
}

function replies(world: World, args: Args): Result {
  const all = history(world, { ...args, limit: 1000 });
  if (!all.ok) return all;
  const inThread = world.workspace.messages.filter(({ ts, thread }) => ts === args.ts || thread === args.ts);
  return inThread.length === 0
    ? refuse('thread_not_found')
    : { ok: true, messages: inThread.map((each) => line(each, true)) };
}

/** Channels and what was said in them. */
export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': { scope: null, tier: 3, run: info },
  'conversations.history': { scope: null, tier: 3, run: history },
  'conversations.replies': { scope: null, tier: 3, run: replies },
  'conversations.open': {
    scope: 'im:write',
    tier: 3,
    run: ({ workspace }, { users }) =>
      workspace.personas.some(({ id }) => id === users)
        ? { ok: true, channel: { id: `D${String(users)}` } }
        : refuse('user_not_found'),
  },
  'conversations.members': {
    scope: 'channels:read',
    tier: 4,
    run: ({ workspace }) => ({ ok: true, members: workspace.personas.map(({ id }) => id) }),
  },
};
