import { fieldsOf } from '../validate/fault.ts';
import type { PostResult } from '../workspace/message.ts';
import { botUser, builtInUsers, isBot, type Persona } from '../workspace/personas.ts';
import { type MethodContext, refuseCall, type WebApiMethod, type WebApiResult } from './method.ts';

type ChatArguments = Readonly<Record<string, unknown>>;
type ChatTarget = { readonly channel: string; readonly to: string };

/**
 * Somebody's direct messages with the app. Whose account has ended keeps those that there were, and a message into them
 * is ok: nobody reads it, and Slack says nothing. What it says where there never were any is not documented.
 */
function directOf({ workspace }: MethodContext, person: Persona): ChatTarget | string {
  if (isBot(person)) return 'cannot_dm_bot';
  if (!workspace.isReachable(person)) return 'channel_not_found';
  if (person.deleted && !workspace.hasDirect(person.id)) return 'channel_not_found';
  return { channel: `D${person.id}`, to: person.id };
}

/** Where a channel argument leads: a channel, or somebody's direct messages with the app. */
function placeOf(context: MethodContext, target: string): ChatTarget | string {
  const { workspace, scopes } = context;
  const people = [...workspace.personas, ...builtInUsers];
  const person = people.find(({ id }) => id === target || `D${id}` === target);
  if (person) return directOf(context, person);
  const channel = workspace.channels.find(({ id, name }) => id === target || `#${name}` === target);
  if (channel === undefined) return 'channel_not_found';
  if (channel.withoutApp && !scopes.includes('chat:write.public')) return 'not_in_channel';
  return { channel: channel.id, to: '*' };
}

function metadataOf(value: unknown): unknown | 'invalid' {
  if (value === undefined) return null;
  const { event_type: type, event_payload: payload } = fieldsOf(value);
  return typeof type === 'string' && typeof payload === 'object' && payload !== null ? value : 'invalid';
}

function outcome(posted: PostResult, shape: (ts: string, channel: string) => object): WebApiResult {
  if (!posted.ok) return refuseCall(posted.error, { response_metadata: { messages: posted.messages } });
  const { ts, channel } = posted.message;
  return { ok: true, ...shape(ts, channel) };
}

function post(context: MethodContext, args: ChatArguments): WebApiResult {
  const place = placeOf(context, String(args.channel ?? ''));
  if (typeof place === 'string') return refuseCall(place);
  const metadata = metadataOf(args.metadata);
  if (metadata === 'invalid') return refuseCall('invalid_metadata_format');
  const thread = typeof args.thread_ts === 'string' ? args.thread_ts : null;
  // A thread belongs to its conversation.
  const isIn = (each: { ts: string; channel: string }) => each.ts === thread && each.channel === place.channel;
  if (thread !== null && !context.workspace.messages.some(isIn)) return refuseCall('thread_not_found');
  const posted = context.workspace.post({
    ...place,
    from: botUser,
    ephemeral: false,
    text: args.text,
    blocks: args.blocks,
    thread,
    metadata,
  });
  return outcome(posted, (ts, channel) => ({
    channel,
    ts,
    message: { type: 'message', user: botUser, bot_id: 'B0NETLAB', text: String(args.text ?? ''), ts },
  }));
}

function postEphemeral(context: MethodContext, args: ChatArguments): WebApiResult {
  const place = placeOf(context, String(args.channel ?? ''));
  if (typeof place === 'string') return refuseCall(place);
  const { workspace } = context;
  const user = String(args.user ?? '');
  const there =
    place.to === '*' ? workspace.channelsOf(user).some(({ id }) => id === place.channel) : place.to === user;
  if (!there) return refuseCall('user_not_in_channel');
  const thread = typeof args.thread_ts === 'string' ? args.thread_ts : null;
  const posted = context.workspace.post({
    channel: place.channel,
    to: user,
    from: botUser,
    ephemeral: true,
    text: args.text,
    blocks: args.blocks,
    thread,
  });
  return outcome(posted, (ts) => ({ message_ts: ts }));
}

/** The app's own message of that time; ephemeral ones cannot be changed this way. */
function own({ workspace }: MethodContext, { channel, ts }: ChatArguments): string | null {
  const found = workspace.messages.find((each) => each.ts === ts && each.channel === channel && !each.ephemeral);
  if (found === undefined) return 'message_not_found';
  return found.from === botUser ? null : 'cant_update_message';
}

function update(context: MethodContext, args: ChatArguments): WebApiResult {
  const fault = own(context, args);
  if (fault !== null) return refuseCall(fault);
  const edited = context.workspace.edit(String(args.ts), args.text, args.blocks);
  return outcome(edited, (ts, channel) => ({ channel, ts, text: String(args.text ?? '') }));
}

function remove(context: MethodContext, args: ChatArguments): WebApiResult {
  const fault = own(context, args);
  if (fault !== null) return refuseCall(fault === 'cant_update_message' ? 'cant_delete_message' : fault);
  context.workspace.remove(String(args.ts));
  return { ok: true, channel: args.channel, ts: args.ts };
}

/** Messages. */
export const chatMethods: Readonly<Record<string, WebApiMethod>> = {
  'chat.postMessage': { scope: 'chat:write', tier: 'special', per: 'channel', run: post },
  'chat.postEphemeral': { scope: 'chat:write', tier: 4, run: postEphemeral },
  'chat.update': { scope: 'chat:write', tier: 3, run: update },
  'chat.delete': { scope: 'chat:write', tier: 3, run: remove },
};
