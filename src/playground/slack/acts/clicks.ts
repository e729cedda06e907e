import { acknowledged } from '../transport/delivery.ts';
import { type Fields, fields, listOf } from '../validate/fault.ts';
import { held } from '../workspace/inputs.ts';
import { envelope, failed, type Scene, type Shown, viewShape } from './scene.ts';

/** A click: on which message or view, which element, and what was chosen there. */
export type Click = {
  readonly user: string;
  readonly on: { readonly message: string } | { readonly view: string };
  readonly block: string;
  readonly action: string;
  readonly value?: string | readonly string[];
};

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

function actionOf(element: Fields, click: Click, now: number): object {
  const { type, action_id, text, value } = element;
  const chosen =
    type === 'button' ? { text, ...(value === undefined ? {} : { value }) } : held(element, click.value ?? null);
  return { type, action_id, block_id: click.block, action_ts: String(now / 1000), ...chosen };
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
  const payload = {
    type: 'block_actions',
    ...envelope(scene, clicked.user, 'view' in clicked.on ? 'view' : 'message'),
    ...target.about,
    actions: [action],
  };
  const outcome = await acknowledged(scene.deliver('interactive', payload), scene.ackMillis);
  return outcome.acked ? { acked: true } : failed(scene, outcome, `click on ${clicked.action}`);
}
