import { findOwnValue } from '../../own-value.ts';
import { fieldsOf, listOf, type UnknownFields } from '../validate/fault.ts';

/** A slash command as its app declared it. */
export type SlashCommand = {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
  readonly shouldEscape: boolean;
};

/** What an app was installed with: all that Slack knows of it. */
export type AppSettings = {
  readonly scopes: readonly string[];
  readonly commands: readonly SlashCommand[];
  readonly events: readonly string[];
  readonly interactivity: boolean;
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
};

const strings = (value: unknown): readonly string[] => (listOf(value) ?? []).map(String);

// Events that Slack sends only to apps with a scope (docs.slack.dev/reference/events).
const scopeOfEvent: Readonly<Record<string, string>> = {
  'message.im': 'im:history',
  'message.channels': 'channels:history',
  app_mention: 'app_mentions:read',
  user_change: 'users:read',
};

/** The events that Slack sends: those that the app subscribed to and has the scope for. */
export function deliveredEvents({ events, scopes }: Pick<AppSettings, 'events' | 'scopes'>): readonly string[] {
  return events.filter((event) => {
    const needed = findOwnValue(scopeOfEvent, event);
    return needed === undefined || scopes.includes(needed);
  });
}

function part(manifest: unknown, ...path: readonly string[]): UnknownFields {
  return path.reduce<UnknownFields>((found, key) => fieldsOf(findOwnValue(found, key)), fieldsOf(manifest));
}

/** The settings that a manifest gives; optional scopes are granted only if asked to. */
export function settingsOf(manifest: unknown, withOptional = false): AppSettings {
  const scopes = part(manifest, 'oauth_config', 'scopes');
  const features = part(manifest, 'features');
  const home = part(manifest, 'features', 'app_home');
  return {
    scopes: [...strings(scopes.bot), ...(withOptional ? strings(scopes.bot_optional) : [])],
    commands: (listOf(features.slash_commands) ?? []).map((each) => {
      const { command, description, usage_hint: hint, should_escape: escaped } = fieldsOf(each);
      return {
        command: String(command),
        description: String(description ?? ''),
        usageHint: String(hint ?? ''),
        shouldEscape: escaped === true,
      };
    }),
    events: strings(part(manifest, 'settings', 'event_subscriptions').bot_events),
    interactivity: part(manifest, 'settings', 'interactivity').is_enabled === true,
    homeTab: home.home_tab_enabled === true,
    messagesTab: home.messages_tab_enabled === true && home.messages_tab_read_only_enabled !== true,
  };
}

const within = (value: unknown, most: number, what: string) =>
  typeof value === 'string' && value.length > 0 && value.length <= most ? [] : [`${what}: 1 to ${most} characters`];

function commandFaults(manifest: unknown, socketMode: boolean): readonly string[] {
  const commands = listOf(part(manifest, 'features').slash_commands) ?? [];
  return commands.flatMap((each, index) => {
    const { command, description, usage_hint: hint, url } = fieldsOf(each);
    const at = `features.slash_commands[${index}]`;
    return [
      ...(/^\/[a-z0-9_-]{1,31}$/u.test(String(command)) ? [] : [`${at}.command: a slash and 1 to 31 characters`]),
      ...within(description, 2000, `${at}.description`),
      ...(hint === undefined ? [] : within(hint, 1000, `${at}.usage_hint`)),
      ...(socketMode || typeof url === 'string' ? [] : [`${at}.url: is required without Socket Mode`]),
    ];
  });
}

/** What Slack would refuse in a manifest; nothing when it is fine. */
export function manifestFaults(manifest: unknown): readonly string[] {
  const { name, description } = part(manifest, 'display_information');
  const settings = part(manifest, 'settings');
  const socketMode = settings.socket_mode_enabled === true;
  const { scopes, commands, events } = settingsOf(manifest, true);
  const lacking = events.flatMap((event) => {
    const scope = findOwnValue(scopeOfEvent, event);
    return scope === undefined || scopes.includes(scope) ? [] : [{ event, scope }];
  });
  const urls = [part(manifest, 'settings', 'event_subscriptions'), part(manifest, 'settings', 'interactivity')];
  return [
    ...within(name, 35, 'display_information.name'),
    ...within(description, 140, 'display_information.description'),
    ...commandFaults(manifest, socketMode),
    ...(commands.length > 0 && !scopes.includes('commands') ? ['oauth_config.scopes.bot: commands is required'] : []),
    ...lacking.map(({ event, scope }) => `settings.event_subscriptions: ${event} needs ${scope}`),
    ...(socketMode || urls.every(({ request_url: url }) => typeof url === 'string')
      ? []
      : ['settings: request_url is required without Socket Mode']),
  ];
}
