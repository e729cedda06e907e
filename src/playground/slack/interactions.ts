import { acknowledged, type Delivery, type Outcome } from './delivery.ts';
import { escapeCommand } from './escape.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { AppSettings } from './settings.ts';
import type { Triggers } from './triggers.ts';
import { type Fields, fields, listOf } from './validate/fault.ts';
import { tooLarge } from './validate/views.ts';
import type { State, View, ViewResult, Views } from './views.ts';
import type { Seen, Workspace } from './workspace.ts';

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

/** A click: on which message or view, which element, and what was chosen there. */
export type Click = {
  readonly user: string;
  readonly on: { readonly message: string } | { readonly view: string };
  readonly block: string;
  readonly action: string;
  readonly value?: string;
};

const team = { id: 'T0NETLAB', domain: 'netlab-class' };

function who({ workspace }: Scene, user: string): object {
  const name = workspace.personas.find(({ id }) => id === user)?.name ?? '';
  return { id: user, username: name, name, team_id: team.id };
}

function envelope(scene: Scene, user: string): object {
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

function failed({ workspace }: Scene, outcome: Extract<Outcome, { readonly acked: false }>, what: string): Shown {
  workspace.refuse(outcome.error, what);
  return { acked: false, error: outcome.error };
}

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

function elementsOf(block: Fields): readonly unknown[] {
  if (block.type === 'actions') return listOf(block.elements) ?? [];
  return [block.type === 'input' ? block.element : block.accessory];
}

function find(blocks: readonly unknown[], blockId: string, actionId: string): Fields | null {
  const block = blocks.map(fields).find(({ block_id: id }) => id === blockId);
  const element =
    block &&
    elementsOf(block)
      .map(fields)
      .find(({ action_id: id }) => id === actionId);
  return element ?? null;
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

function actionOf(element: Fields, click: Click, now: number): object {
  const { type, action_id, text, value } = element;
  const chosen =
    type === 'button' ? { text, ...(value === undefined ? {} : { value }) } : held(element, click.value ?? null);
  return { type, action_id, block_id: click.block, action_ts: String(now / 1000), ...chosen };
}

function viewShape(scene: Scene, view: View): object {
  return { ...view, state: { values: scene.views.state(view) } };
}

type Target = { readonly blocks: readonly unknown[]; readonly about: object };

function targetOf(scene: Scene, { user, on }: Click): Target | null {
  if ('view' in on) {
    const views = [...scene.views.stack(user), scene.views.home(user)];
    const view = views.find((each) => each?.id === on.view);
    if (!view) return null;
    return {
      blocks: view.blocks,
      about: { container: { type: 'view', view_id: view.id }, view: viewShape(scene, view) },
    };
  }
  const message = scene.workspace.messages.find(({ ts }) => ts === on.message);
  if (message === undefined || !scene.workspace.visible(message, user)) return null;
  const { channel, ts, ephemeral } = message;
  return {
    blocks: message.blocks,
    about: {
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral },
      channel: { id: channel, name: scene.workspace.channelName(channel) },
      // Slack does not send ephemeral messages back.
      ...(ephemeral
        ? {}
        : { message: { type: 'message', user: message.from, ts, text: message.text, blocks: message.blocks } }),
      state: { values: {} },
      response_url: scene.base() + scene.urls.issue({ user, channel, message: ts }, 'actions'),
    },
  };
}

/** Somebody clicks a button or chooses from a menu. */
export async function click(scene: Scene, clicked: Click): Promise<Shown> {
  if (!scene.settings.interactivity) return { acked: false, error: 'interactivity is not enabled for this app' };
  const target = targetOf(scene, clicked);
  const element = target && find(target.blocks, clicked.block, clicked.action);
  if (!target || !element) return { acked: false, error: 'nothing is there to click' };
  const action = actionOf(element, clicked, scene.workspace.now());
  const payload = { type: 'block_actions', ...envelope(scene, clicked.user), ...target.about, actions: [action] };
  const outcome = await acknowledged(scene.deliver('interactive', payload), scene.ackMillis);
  return outcome.acked ? { acked: true } : failed(scene, outcome, `click on ${clicked.action}`);
}

/** What Slack itself refuses before an app sees a submission: what is required and empty. */
function missing(view: View, state: State): Readonly<Record<string, string>> {
  const blocks = view.blocks.map(fields).filter(({ type, optional }) => type === 'input' && optional !== true);
  const empty = blocks.filter(({ block_id: id, element }) => {
    const value = state[String(id)]?.[String(fields(element).action_id)];
    return (value?.value ?? value?.selected_option ?? null) === null;
  });
  return Object.fromEntries(empty.map(({ block_id: id }) => [String(id), 'Please complete this required field.']));
}

function responseErrors(view: View, errors: unknown): Readonly<Record<string, string>> | null {
  const inputs = view.blocks
    .map(fields)
    .filter(({ type }) => type === 'input')
    .map(({ block_id: id }) => String(id));
  const entries = Object.entries(fields(errors));
  const right = entries.length > 0 && entries.every(([id, words]) => inputs.includes(id) && typeof words === 'string');
  return right ? Object.fromEntries(entries.map(([id, words]) => [id, String(words)])) : null;
}

const trouble = 'We had some trouble connecting. Try again?';

function answered(scene: Scene, user: string, view: View, payload: unknown): Shown {
  const { response_action: action, errors, view: next } = fields(payload);
  const changed = (result: ViewResult): Shown => {
    if (result.ok) return { acked: true };
    scene.workspace.refuse(`view_submission: ${result.error}`, result.messages.join('; '));
    return { acked: false, error: trouble };
  };
  if (action === undefined) scene.views.pop(user);
  else if (action === 'clear') scene.views.clear(user);
  else if (action === 'update' && !tooLarge(next)) return changed(scene.views.update({ id: view.id }, next));
  else if (action === 'push' && !tooLarge(next)) return changed(scene.views.push(user, next));
  else {
    const known = action === 'errors' ? responseErrors(view, errors) : null;
    if (known) return { acked: true, errors: known };
    scene.workspace.refuse('view_submission: response_action', JSON.stringify(payload).slice(0, 200));
    return { acked: false, error: trouble };
  }
  return { acked: true };
}

/** Somebody submits the modal on top of theirs. */
export async function submit(scene: Scene, user: string, viewId: string, state: State): Promise<Shown> {
  const view = scene.views.stack(user).at(-1);
  if (view?.id !== viewId) return { acked: false, error: 'no such modal is open' };
  scene.views.typed(view, state);
  const errors = missing(view, scene.views.state(view));
  if (Object.keys(errors).length > 0) return { acked: true, errors };
  const payload = {
    type: 'view_submission',
    ...envelope(scene, user),
    view: viewShape(scene, view),
    response_urls: [],
  };
  const outcome = await acknowledged(scene.deliver('interactive', payload), scene.ackMillis);
  if (!outcome.acked) return { ...failed(scene, outcome, `submission of ${viewId}`), error: trouble };
  const shown = answered(scene, user, view, outcome.payload);
  scene.workspace.changed({ kind: 'view' });
  return shown;
}

/** Somebody closes the modal on top of theirs; its app hears of it if it asked to. */
export async function close(scene: Scene, user: string, viewId: string): Promise<void> {
  const view = scene.views.stack(user).at(-1);
  if (view?.id !== viewId) return;
  scene.views.pop(user);
  scene.workspace.changed({ kind: 'view' });
  if (view.notify_on_close !== true) return;
  const payload = { type: 'view_closed', ...envelope(scene, user), view: viewShape(scene, view), is_cleared: false };
  await acknowledged(scene.deliver('interactive', payload), scene.ackMillis);
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
