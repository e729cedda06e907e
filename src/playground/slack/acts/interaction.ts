import type { Delivery, DeliveryOutcome } from '../transport/delivery.ts';
import type { ResponseUrls } from '../transport/response-urls.ts';
import type { FileStore } from '../workspace/files.ts';
import { team, teamOf } from '../workspace/personas.ts';
import type { AppSettings } from '../workspace/settings.ts';
import type { Triggers } from '../workspace/triggers.ts';
import type { EmbeddedView, Views } from '../workspace/views.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What somebody sees of what they did: nothing wrong, Slack's error, or errors beside the fields of a modal. */
export type ActResult = {
  readonly acked: boolean;
  readonly error?: string;
  readonly errors?: Readonly<Record<string, string>>;
};

/** What interactions work on. */
export type InteractionContext = {
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly urls: ResponseUrls;
  readonly files: FileStore;
  readonly deliver: Delivery;
  readonly settings: AppSettings;
  readonly ackTimeoutMs: number;
  readonly base: () => string;
};

/** Whose workspace somebody is from. */
export function teamOfUser(
  { workspace }: InteractionContext,
  user: string,
): { readonly id: string; readonly domain: string } {
  const person = workspace.person(user);
  return person === undefined ? team : teamOf(person);
}

function who(context: InteractionContext, user: string): object {
  const name = context.workspace.person(user)?.name ?? '';
  return { id: user, username: name, name, team_id: teamOfUser(context, user).id };
}

/**
 * What every interaction carries. `team` is where it happens: the app's workspace for a message, but for a view the
 * workspace of the person who has it open; the app's own is then `view.app_installed_team_id`.
 */
export function interactionEnvelope(context: InteractionContext, user: string, on: 'message' | 'view'): object {
  return {
    user: who(context, user),
    api_app_id: 'A0NETLAB',
    token: 'deprecated',
    team: on === 'view' ? teamOfUser(context, user) : team,
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: context.triggers.issue(user),
  };
}

/** Notes that the app did not acknowledge in time; what the person sees of it. */
export function reportUnacknowledged(
  { workspace }: InteractionContext,
  outcome: Extract<DeliveryOutcome, { readonly acked: false }>,
  what: string,
): ActResult {
  workspace.refuse(outcome.error, what);
  return { acked: false, error: outcome.error };
}

/** A view as payloads carry it. */
export function viewPayload(context: InteractionContext, view: EmbeddedView): object {
  return { ...view, app_installed_team_id: team.id, state: { values: context.views.state(view) } };
}
