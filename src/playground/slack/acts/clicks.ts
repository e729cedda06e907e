import { waitForAcknowledgement } from '../transport/delivery.ts';
import { fieldsOf, listOf, type UnknownFields } from '../validate/fault.ts';
import { chosenInputValue } from '../workspace/inputs.ts';
import {
  type ActResult,
  type InteractionContext,
  interactionEnvelope,
  reportUnacknowledged,
  viewPayload,
} from './interaction.ts';

/** A click: on which message or view, which element, and what was chosen there. */
export type ElementClick = {
  readonly user: string;
  readonly on: { readonly message: string } | { readonly view: string };
  readonly block: string;
  readonly action: string;
  readonly value?: string | readonly string[];
};

function elementsOf(block: UnknownFields): readonly unknown[] {
  if (block.type === 'actions' || block.type === 'context_actions') return listOf(block.elements) ?? [];
  return [block.type === 'input' ? block.element : block.accessory];
}

function find(blocks: readonly unknown[], blockId: string, actionId: string): UnknownFields | null {
  const block = blocks.map(fieldsOf).find(({ block_id: id }) => id === blockId);
  const element =
    block &&
    elementsOf(block)
      .map(fieldsOf)
      .find(({ action_id: id }) => id === actionId);
  return element ?? null;
}

/** Which of the two signs was pressed, by its value; Slack sends that one's text and value. */
function pressedSign(element: UnknownFields, pressed: ElementClick['value']): object | null {
  const sign = [element.positive_button, element.negative_button].map(fieldsOf).find(({ value }) => value === pressed);
  return sign === undefined ? null : { text: sign.text, value: sign.value };
}

function pressed(element: UnknownFields, click: ElementClick): object | null {
  const { type, text, value } = element;
  if (type === 'feedback_buttons') return pressedSign(element, click.value);
  const isButton = type === 'button' || type === 'icon_button';
  return isButton
    ? { text, ...(value === undefined ? {} : { value }) }
    : chosenInputValue(element, click.value ?? null);
}

function actionOf(element: UnknownFields, click: ElementClick, now: number): object | null {
  const { type, action_id } = element;
  const chosen = pressed(element, click);
  return chosen && { type, action_id, block_id: click.block, action_ts: String(now / 1000), ...chosen };
}

type ClickTarget = { readonly blocks: readonly unknown[]; readonly about: object };

function targetOf(context: InteractionContext, { user, on }: ElementClick): ClickTarget | null {
  if ('view' in on) {
    const views = [...context.views.stack(user), context.views.home(user)];
    const view = views.find((each) => each?.id === on.view);
    if (!view) return null;
    return {
      blocks: view.blocks,
      about: { container: { type: 'view', view_id: view.id }, view: viewPayload(context, view) },
    };
  }
  const message = context.workspace.messages.find(({ ts }) => ts === on.message);
  if (message === undefined || !context.workspace.isVisible(message, user)) return null;
  const { channel, ts, ephemeral } = message;
  return {
    blocks: message.blocks,
    about: {
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral },
      channel: { id: channel, name: context.workspace.channelName(channel) },
      // Slack does not send ephemeral messages back.
      ...(ephemeral
        ? {}
        : { message: { type: 'message', user: message.from, ts, text: message.text, blocks: message.blocks } }),
      state: { values: {} },
      response_url: context.base() + context.urls.issue({ user, channel, message: ts }, 'actions'),
    },
  };
}

/** Somebody clicks a button or chooses from a menu. */
export async function clickElement(context: InteractionContext, clicked: ElementClick): Promise<ActResult> {
  if (!context.settings.interactivity) return { acked: false, error: 'interactivity is not enabled for this app' };
  const target = targetOf(context, clicked);
  const element = target && find(target.blocks, clicked.block, clicked.action);
  const action = element && actionOf(element, clicked, context.workspace.now());
  if (!target || !action) return { acked: false, error: 'nothing is there to click' };
  const payload = {
    type: 'block_actions',
    ...interactionEnvelope(context, clicked.user, 'view' in clicked.on ? 'view' : 'message'),
    ...target.about,
    actions: [action],
  };
  const outcome = await waitForAcknowledgement(context.deliver('interactive', payload), context.ackTimeoutMs);
  return outcome.acked ? { acked: true } : reportUnacknowledged(context, outcome, `click on ${clicked.action}`);
}
