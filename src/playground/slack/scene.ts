import type { Delivery, Outcome } from './delivery.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { AppSettings } from './settings.ts';
import type { Triggers } from './triggers.ts';
import { type Fields, fields, listOf } from './validate/fault.ts';
import type { View, Views } from './views.ts';
import type { Workspace } from './workspace.ts';

/** What somebody sees of what they did: nothing wrong, Slack's error, or errors beside the fields of a modal. */
export type Shown = {
  readonly acked: boolean;
  readonly error?: string;
  readonly errors?: Readonly<Record<string, string>>;
};

/** What interactions work on. */
export type Scene = {
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly urls: ResponseUrls;
  readonly deliver: Delivery;
  readonly settings: AppSettings;
  readonly ackMillis: number;
  readonly base: () => string;
};

/** The workspace as payloads name it. */
export const team = { id: 'T0NETLAB', domain: 'netlab-class' };

function who({ workspace }: Scene, user: string): object {
  const name = workspace.personas.find(({ id }) => id === user)?.name ?? '';
  return { id: user, username: name, name, team_id: team.id };
}

/** What every interaction carries. */
export function envelope(scene: Scene, user: string): object {
  return {
    user: who(scene, user),
    api_app_id: 'A0NETLAB',
    token: 'deprecated',
    team,
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: scene.triggers.issue(user),
  };
}

/** Notes that the app did not acknowledge in time; what the person sees of it. */
export function failed(
  { workspace }: Scene,
  outcome: Extract<Outcome, { readonly acked: false }>,
  what: string,
): Shown {
  workspace.refuse(outcome.error, what);
  return { acked: false, error: outcome.error };
}

function optionsOf({ options, option_groups: groups }: Fields): readonly unknown[] {
  return [...(listOf(options) ?? []), ...(listOf(groups) ?? []).flatMap((each) => listOf(fields(each).options) ?? [])];
}

/** What an input holds after somebody set it to a value: the form in which `state.values` carries it. */
export function held(element: Fields, value: string | null): Fields {
  const { type } = element;
  if (type === 'plain_text_input') return { type, value: value === '' ? null : value };
  const option = optionsOf(element).find((each) => fields(each).value === value);
  return { type, selected_option: option ?? null };
}

/** A view as payloads carry it. */
export function viewShape(scene: Scene, view: View): object {
  return { ...view, state: { values: scene.views.state(view) } };
}
