import type { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import { readSlackRequest } from './slack-request.ts';

/** What a link of Socket Mode is given to hear: an emitter that hands each frame to the library's own listener. */
export type FrameSource = Pick<SocketModeReceiver['client'], 'listeners' | 'removeAllListeners' | 'on' | 'eventNames'>;

const frameEvent = 'ws_message';

// What the library itself answers; `reason` and the rest are its own to read.
const linkFrame = z.object({ type: z.enum(['hello', 'disconnect']) });
const envelope = z.object({
  type: z.enum(['events_api', 'slash_commands', 'interactive']),
  envelope_id: z.string().min(1),
  payload: z.looseObject({ event: z.looseObject({ type: z.string() }).optional() }),
});

function parseFrame(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}

/**
 * Whether the library can take a frame. It announces an event by its type on the same emitter that carries its own: one of
 * those names, in an event, would close the link or worse.
 */
function isTakenByLibrary(frame: unknown, internalNames: readonly unknown[]): boolean {
  if (linkFrame.safeParse(frame).success) return true;
  const { type, payload } = envelope.safeParse(frame).data ?? {};
  if (payload === undefined || readSlackRequest(payload) === null) return false;
  if (type !== 'events_api') return payload.event === undefined;
  return payload.event !== undefined && !internalNames.includes(payload.event.type);
}

/**
 * Lets only whole frames through to the library: on others it stumbles where nobody hears it, which ends the process. The
 * others are not acknowledged, as an HTTP request would be refused; `refuse` is called for each.
 */
export function guardFrames(client: FrameSource, refuse: () => void): void {
  const own = client.listeners(frameEvent);
  client.removeAllListeners(frameEvent);
  client.on(frameEvent, async (data: unknown, isBinary: unknown) => {
    if (isBinary === true || !isTakenByLibrary(parseFrame(data), client.eventNames())) return refuse();
    try {
      await Promise.all(own.map((listener) => listener(data, isBinary)));
    } catch {
      refuse();
    }
  });
}
