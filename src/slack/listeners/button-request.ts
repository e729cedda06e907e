import type { BlockAction, RespondFn } from '@slack/bolt';
import { menuActionPrefix } from '../../blocks/builders.ts';
import type { Caller } from '../../model/person.ts';
import type { SlackContext } from '../context.ts';
import type { MessageAddress } from '../replies/dm-delivery.ts';

/** One press of a button as Slack delivered it. */
export type ButtonRequest = {
  readonly value: string | undefined;
  readonly caller: Caller;
  readonly trigger: string;
  /** Where the button stands: in a private message, in one that others see, in the app's messages, or on App Home. */
  readonly place: 'ephemeral' | 'channel' | 'direct' | 'home';
  /** The message that carries the button; null on App Home. */
  readonly message: MessageAddress | null;
  readonly respond: RespondFn | null;
  /** The modal that carries the button; null where none does. */
  readonly modal: string | null;
};

/** The value of a button, or the choice of a list as a button would carry it. */
function pressedValue(action: BlockAction['actions'][number] | undefined): string | undefined {
  if (action?.type === 'button') return action.value;
  if (action?.type !== 'static_select' || !action.action_id.startsWith(menuActionPrefix)) return undefined;
  const by = action.action_id.slice(menuActionPrefix.length);
  return JSON.stringify({ say: action.selected_option.value, by });
}

function placeOf({ container, channel }: BlockAction): ButtonRequest['place'] {
  if (container.type === 'view') return 'home';
  if (container.is_ephemeral === true) return 'ephemeral';
  return channel?.id.startsWith('D') ? 'direct' : 'channel';
}

/** Reads a press; `respond` counts only where Slack gave an address for it. */
export function readButtonRequest(
  body: BlockAction,
  respond: RespondFn | undefined,
  { identifyCaller }: Pick<SlackContext, 'identifyCaller'>,
): ButtonRequest {
  const [action] = body.actions;
  const { container, channel } = body;
  const ts: unknown = container.message_ts;
  return {
    value: pressedValue(action),
    caller: identifyCaller(body.user.id, [body.user.team_id]),
    trigger: body.trigger_id,
    place: placeOf(body),
    message: channel && typeof ts === 'string' ? { channel: channel.id, ts } : null,
    respond: body.response_url === undefined ? null : (respond ?? null),
    modal: body.view?.type === 'modal' ? body.view.id : null,
  };
}
