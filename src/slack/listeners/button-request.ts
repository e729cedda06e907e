import type { RespondFn } from '@slack/bolt';
import { z } from 'zod';
import { menuActionPrefix } from '../../blocks/builders.ts';
import { pageActionId } from '../../blocks/details.ts';
import type { Caller } from '../../model/person.ts';
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

// It came back from Slack, but as old, and from as other a netlab, as may be: what is missing is not there, never a bug.
const press = z.object({
  trigger_id: z.string().catch(''),
  response_url: z.string().optional().catch(undefined),
  container: z
    .object({
      type: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
      message_ts: z.string().optional(),
    })
    .catch({}),
  channel: z.object({ id: z.string() }).nullish().catch(null),
  view: z
    .object({ id: z.string(), type: z.string(), private_metadata: z.string().optional().catch(undefined) })
    .nullish()
    .catch(null),
  actions: z
    .array(
      z
        .object({
          type: z.string().optional(),
          value: z.string().optional(),
          action_id: z.string().optional(),
          selected_option: z.object({ value: z.string() }).nullish(),
        })
        .catch({}),
    )
    .catch([]),
});

type Press = z.infer<typeof press>;

/** A page of details that was chosen, as its button would carry it: the modal's metadata says of what. */
function pageValue(page: string, metadata: string | undefined): string | undefined {
  try {
    return JSON.stringify({ ...JSON.parse(metadata ?? ''), page: Number(page) });
  } catch {
    return undefined;
  }
}

/** The value of a button, or the choice of a list as a button would carry it. */
function pressedValue({ actions: [action], view }: Press): string | undefined {
  if (action?.type === 'button' || action?.type === 'feedback_buttons') return action.value;
  const { type, action_id: id = '', selected_option: chosen } = action ?? {};
  if (type !== 'static_select' || !chosen || !id.startsWith(menuActionPrefix)) return undefined;
  if (id === pageActionId) return pageValue(chosen.value, view?.private_metadata);
  return JSON.stringify({ say: chosen.value, by: id.slice(menuActionPrefix.length) });
}

function placeOf({ container, channel }: Press): ButtonRequest['place'] {
  if (container.type === 'view') return 'home';
  if (container.is_ephemeral === true) return 'ephemeral';
  return channel?.id.startsWith('D') ? 'direct' : 'channel';
}

/** Reads a press of somebody; `respond` counts only where Slack gave an address for it. */
export function readButtonRequest(body: object, respond: RespondFn | undefined, caller: Caller): ButtonRequest {
  const read = press.parse(body);
  const { container, channel, trigger_id: trigger, response_url: address } = read;
  const { message_ts: ts } = container;
  return {
    value: pressedValue(read),
    caller,
    trigger,
    place: placeOf(read),
    message: channel && ts !== undefined ? { channel: channel.id, ts } : null,
    respond: address === undefined ? null : (respond ?? null),
    modal: read.view?.type === 'modal' ? read.view.id : null,
  };
}
