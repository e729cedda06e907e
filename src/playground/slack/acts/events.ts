import { randomBytes } from 'node:crypto';
import { type Delivery, type DeliveryRetry, waitForAcknowledgement } from '../transport/delivery.ts';
import { limits } from '../workspace/limits.ts';
import { botUser, team } from '../workspace/personas.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** When an event that was not acknowledged comes again, in milliseconds after it was given up. */
const retryPausesMs: readonly number[] = [0, 60_000, 300_000];

/** Events: sent to apps that subscribed, three times again when they are not acknowledged. */
export class EventSender {
  readonly #workspace: Workspace;
  readonly #deliver: Delivery;
  readonly #subscribed: readonly string[];
  readonly #scale: number;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(workspace: Workspace, deliver: Delivery, subscribed: readonly string[], scale: number) {
    this.#workspace = workspace;
    this.#deliver = deliver;
    this.#subscribed = subscribed;
    this.#scale = scale;
  }

  #sleep(pauseMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, pauseMs * this.#scale);
      this.#timers.add(timer);
    });
  }

  /**
   * Sends an event; resolves with whether it was acknowledged in the end. False also where nobody subscribed. `outside`
   * tells that people of other workspaces are in the conversation.
   */
  async send(name: string, event: object, outside = false): Promise<boolean> {
    if (!this.#subscribed.includes(name)) return false;
    const payload = {
      token: 'deprecated',
      team_id: team.id,
      api_app_id: 'A0NETLAB',
      type: 'event_callback',
      event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
      event_time: Math.floor(this.#workspace.now() / 1000),
      authorizations: [{ team_id: team.id, user_id: botUser, is_bot: true }],
      is_ext_shared_channel: outside,
      event,
    };
    let retry: DeliveryRetry | undefined;
    for (let attempt = 0; attempt <= retryPausesMs.length; attempt++) {
      const outcome = await waitForAcknowledgement(this.#deliver('events_api', payload, retry), limits.ackMs);
      if (outcome.acked) return true;
      const reason = outcome.error === 'operation_timeout' ? 'timeout' : 'http_error';
      this.#workspace.refuse('event not acknowledged', `${name} ${reason} ${attempt}`);
      const pauseMs = retryPausesMs[attempt];
      if (pauseMs === undefined) return false;
      await this.#sleep(pauseMs);
      retry = { number: attempt + 1, reason };
    }
    return false;
  }

  /** Forgets what was to be sent again. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
