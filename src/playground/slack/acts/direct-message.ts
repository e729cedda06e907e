import { fileObject, hiddenFile } from '../workspace/file-object.ts';
import type { PostedMessage } from '../workspace/message.ts';
import { botUser, isExternal, type Persona, teamOf } from '../workspace/personas.ts';
import { escapeCommand } from './escape.ts';
import type { EventSender } from './events.ts';
import type { InteractionContext } from './interaction.ts';

/** Writes a message as somebody, with files of theirs by id; resolves with whether the app heard of it. */
export type WriteMessage = (
  user: string,
  channel: string,
  text: string,
  thread?: string,
  files?: readonly string[],
) => Promise<boolean>;

/** A tab of the app, as Slack names it. */
export type AppTab = 'home' | 'messages';

/**
 * Opens a tab of the app as somebody: Slack tells of both, each time, and sends the view with the Home tab alone. Who is of
 * another workspace finds the app once it has written to them; the event says nothing of their workspace (bolt-js#1948).
 */
export function createTabOpener({ workspace, views, settings }: InteractionContext, events: EventSender) {
  return (user: string, tab: AppTab): Promise<boolean> => {
    const person = workspace.person(user);
    const isThere = tab === 'home' ? settings.homeTab : settings.messagesTab;
    if (!isThere || person === undefined) return Promise.resolve(false);
    if (isExternal(person) && !workspace.hasDirect(user)) return Promise.resolve(false);
    const event = { type: 'app_home_opened', user, channel: `D${user}`, tab, event_ts: workspace.stamp() };
    const view = tab === 'home' ? views.home(user) : null;
    return events.send('app_home_opened', { ...event, ...(view ? { view } : {}) });
  };
}

/** Whose workspace a message is from; of people of other workspaces Slack says more. */
function origin(person: Persona): object {
  const { id } = teamOf(person);
  return isExternal(person) ? { team: id, user_team: id, source_team: id } : { team: id };
}

function filesOf(context: InteractionContext, person: Persona, ids: readonly string[]): object {
  const own = context.files.of(person.id, ids);
  if (own.length === 0) return {};
  const files = own.map((file) => (isExternal(person) ? hiddenFile(file) : fileObject(context, file)));
  return { subtype: 'file_share', files, upload: false, display_as_bot: false };
}

/** Whether somebody can write there: in channels they see, in their messages with the app. */
function mayWrite({ workspace, settings }: InteractionContext, person: Persona, channel: string): boolean {
  if (channel !== `D${person.id}`) return workspace.channelsOf(person.id).some(({ id }) => id === channel);
  // Who is of another workspace finds the app only after it has written to them.
  return settings.messagesTab && (!isExternal(person) || workspace.hasDirect(person.id));
}

/** Whether the app hears that it was named: in channels that it is in, and nowhere else. */
function isMentionHeard({ workspace }: InteractionContext, channel: string, escaped: string): boolean {
  const member = workspace.channels.some(({ id, withoutApp }) => id === channel && !withoutApp);
  return member && escaped.includes(`<@${botUser}>`);
}

/** The first message of the thread that somebody writes in: clients answer that one, whichever of its answers they look at. */
function rootOf({ workspace }: InteractionContext, channel: string, thread: string | undefined): PostedMessage | null {
  const find = (wanted: string) =>
    workspace.messages.find(({ ts, ...each }) => ts === wanted && each.channel === channel);
  const found = thread === undefined ? undefined : find(thread);
  return found === undefined ? null : found.thread === null ? found : (find(found.thread) ?? null);
}

/** How people write messages; the app hears of those in their direct messages with it, and of those that name it. */
export function createMessageWriter(context: InteractionContext, events: EventSender): WriteMessage {
  const { workspace } = context;
  return async (user, channel, text, thread, files = []) => {
    const person = workspace.person(user);
    if (person === undefined || !mayWrite(context, person, channel)) return false;
    const root = rootOf(context, channel, thread);
    if (thread !== undefined && root === null) return false;
    const direct = channel.startsWith('D');
    const [to, escaped, own] = [direct ? user : '*', escapeCommand(text, workspace), context.files.of(user, files)];
    for (const file of own) Object.assign(file, { given: true, channels: [...file.channels, channel] });
    const draft = { to, channel, from: user, ephemeral: false, text: escaped, blocks: undefined };
    const posted = workspace.post({ ...draft, thread: root?.ts ?? null, files: own.map(({ id }) => id) });
    if (!posted.ok || !(direct || isMentionHeard(context, channel, escaped))) return false;
    const { ts } = posted.message;
    const event = { channel, user, text: escaped, ts, event_ts: ts, ...origin(person) };
    const more = { ...event, ...(root ? { thread_ts: root.ts, parent_user_id: root.from } : {}) };
    const shared = isExternal(person) || workspace.channels.some((each) => each.id === channel && each.shared === true);
    if (!direct) return events.send('app_mention', { type: 'app_mention', ...more }, shared);
    const written = { type: 'message', channel_type: 'im', ...more, ...filesOf(context, person, files) };
    return events.send('message.im', written, isExternal(person));
  };
}
