import { waitForAcknowledgement } from '../transport/delivery.ts';
import { team } from '../workspace/personas.ts';
import { escapeCommand } from './escape.ts';
import { type ActResult, type InteractionContext, reportUnacknowledged, teamOfUser } from './interaction.ts';

/**
 * Somebody types a slash command. Slack offers commands only to people of the app's own workspace; `anyway` sends one
 * for somebody else too, as a test of what the app does if it ever comes.
 */
export async function typeCommand(
  context: InteractionContext,
  user: string,
  channel: string,
  typed: string,
  anyway = false,
): Promise<ActResult> {
  const { workspace, settings, urls } = context;
  const [, name = '', text = ''] = /^(\/\S+)\s*(.*)$/su.exec(typed) ?? [];
  const command = settings.commands.find((each) => each.command === name);
  const home = teamOfUser(context, user);
  if (command === undefined || (home.id !== team.id && !anyway))
    return { acked: false, error: `${name} is not a valid command.` };
  const payload = {
    token: 'deprecated',
    team_id: home.id,
    team_domain: home.domain,
    channel_id: channel,
    channel_name: workspace.channelName(channel),
    user_id: user,
    user_name: workspace.person(user)?.name ?? '',
    command: name,
    text: command.shouldEscape ? escapeCommand(text, workspace) : text,
    api_app_id: 'A0NETLAB',
    is_enterprise_install: 'false',
    response_url: context.base() + urls.issue({ user, channel, message: null }, 'commands'),
    trigger_id: context.triggers.issue(user),
  };
  const outcome = await waitForAcknowledgement(context.deliver('slash_commands', payload), context.ackTimeoutMs);
  if (!outcome.acked) return reportUnacknowledged(context, outcome, typed);
  urls.show({ user, channel }, outcome.payload);
  return { acked: true };
}
