import { acknowledged } from './delivery.ts';
import { escapeCommand } from './escape.ts';
import { failed, type Scene, type Shown, team } from './scene.ts';
import type { Seen } from './workspace.ts';

/** Somebody types a slash command. */
export async function runCommand(scene: Scene, user: string, channel: string, typed: string): Promise<Shown> {
  const { workspace, settings, urls } = scene;
  const [, name = '', text = ''] = /^(\/\S+)\s*(.*)$/su.exec(typed) ?? [];
  const command = settings.commands.find((each) => each.command === name);
  if (command === undefined) return { acked: false, error: `${name} is not a valid command.` };
  const payload = {
    token: 'deprecated',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel,
    channel_name: workspace.channelName(channel),
    user_id: user,
    user_name: workspace.personas.find(({ id }) => id === user)?.name ?? '',
    command: name,
    text: command.shouldEscape ? escapeCommand(text, workspace) : text,
    api_app_id: 'A0NETLAB',
    is_enterprise_install: 'false',
    response_url: scene.base() + urls.issue({ user, channel, message: null }, 'commands'),
    trigger_id: scene.triggers.issue(user),
  };
  const outcome = await acknowledged(scene.deliver('slash_commands', payload), scene.ackMillis);
  if (!outcome.acked) return failed(scene, outcome, typed);
  urls.show({ user, channel }, outcome.payload);
  return { acked: true };
}

/** Somebody writes a message; the app hears of direct messages to it. */
export function write(
  { workspace }: Scene,
  user: string,
  channel: string,
  text: string,
  thread: string | null,
): Seen | null {
  const direct = channel.startsWith('D');
  const posted = workspace.post({
    to: direct ? user : '*',
    channel,
    from: user,
    ephemeral: false,
    text,
    blocks: undefined,
    thread,
  });
  return posted.ok ? posted.message : null;
}
