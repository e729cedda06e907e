import { randomBytes } from 'node:crypto';
import { limits } from './limits.ts';

/** Whose interaction a trigger was, or why it can no longer be exchanged. */
export type TriggerExchange = { readonly user: string } | { readonly error: string };

/** Triggers: each opens one view, for the person whose interaction it was, within three seconds. */
export class Triggers {
  readonly #issued = new Map<string, { readonly user: string; readonly at: number; used: boolean }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A trigger for an interaction of somebody's. */
  issue(user: string): string {
    const id = `${Math.floor(this.#now() / 1000)}.${Math.floor(Math.random() * 1e12)}.${randomBytes(16).toString('hex')}`;
    this.#issued.set(id, { user, at: this.#now(), used: false });
    return id;
  }

  /** Exchanges a trigger for the right to open a view. */
  exchange(id: unknown): TriggerExchange {
    const found = this.#issued.get(String(id));
    if (found === undefined) return { error: 'invalid_trigger_id' };
    if (found.used) return { error: 'exchanged_trigger_id' };
    if (this.#now() - found.at > limits.triggerMs) return { error: 'expired_trigger_id' };
    found.used = true;
    return { user: found.user };
  }
}
