import type { SocketModeReceiver } from '@slack/bolt';
import { firstLineOf } from '../../model/error-line.ts';
import type { Metrics } from './metrics.ts';
import { guardFrames } from './socket-frames.ts';
import { pauseFor } from './timing.ts';

type SocketClient = SocketModeReceiver['client'];

/** How links behave, in milliseconds; tests make it quicker. */
export type LinkTimings = {
  /** How long a link may take from asking for an address to Slack's hello. */
  readonly helloTimeoutMs: number;
  /** The first pause after an attempt that failed; it doubles up to `longestPauseMs`. */
  readonly shortestPauseMs: number;
  readonly longestPauseMs: number;
  /** A link that ends sooner than this counts as an attempt that failed. */
  readonly stableAfterMs: number;
  /** How long Slack may take to close a link. */
  readonly closeTimeoutMs: number;
};

const defaultLinkTimings: LinkTimings = {
  helloTimeoutMs: 15_000,
  shortestPauseMs: 1000,
  longestPauseMs: 30_000,
  stableAfterMs: 5000,
  closeTimeoutMs: 1000,
};

/**
 * Keeps Socket Mode links open, each for itself. Slack ends every link after some hours, and Bolt's own reconnect is deaf for
 * five seconds then and ends the process when Slack refuses; with two links one always hears, and a refusal is tried again.
 */
export class SocketLinks {
  readonly #clients: readonly SocketClient[];
  readonly #log: (line: string) => void;
  readonly #metrics: Pick<Metrics, 'links' | 'reconnects' | 'turnedAway'>;
  readonly #times: LinkTimings;
  readonly #ending = new AbortController();
  readonly #open = new Set<SocketClient>();
  readonly #attempts = new Set<Promise<void>>();
  readonly #abandoned = new Set<SocketClient>();

  constructor(
    clients: readonly SocketClient[],
    log: (line: string) => void,
    metrics: Pick<Metrics, 'links' | 'reconnects' | 'turnedAway'>,
    times: Partial<LinkTimings> = {},
  ) {
    this.#clients = clients;
    this.#log = log;
    this.#metrics = metrics;
    this.#times = { ...defaultLinkTimings, ...times };
    const refuseFrame = () => {
      metrics.turnedAway.inc({ kind: 'frame', why: 'shape' });
      log('slack: a frame that is no request was not taken');
    };
    for (const client of clients) {
      guardFrames(client, refuseFrame);
      client.on('disconnected', () => {
        this.#open.delete(client);
        this.#count();
      });
      client.on('connecting', () => {
        // The library opens right after it said so; before, it would open all the same.
        if (this.#abandoned.has(client)) queueMicrotask(() => client.disconnect().catch(() => undefined));
      });
    }
  }

  /** How many links are open. */
  get openCount(): number {
    return this.#open.size;
  }

  /** How many there should be; 0 in HTTP mode. */
  get wantedCount(): number {
    return this.#clients.length;
  }

  /** Opens every link; resolves once the first one hears. @throws the reason if it cannot be opened */
  async start(): Promise<void> {
    const [first, ...others] = this.#clients;
    if (first === undefined) return;
    await this.#connect(first);
    this.#keep(first);
    for (const client of others) this.#keep(client, false);
  }

  #count(): void {
    this.#metrics.links.set(this.#open.size);
  }

  /** Opens one link. @throws the reason if Slack refuses, does not answer, or says no hello in time */
  #connect(client: SocketClient): Promise<void> {
    const attempt = this.#attempt(client).finally(() => this.#attempts.delete(attempt));
    this.#attempts.add(attempt);
    return attempt;
  }

  async #attempt(client: SocketClient): Promise<void> {
    const started = client.start();
    const late = pauseFor(this.#times.helloTimeoutMs, this.#ending.signal).then(() => {
      throw new Error('Slack said no hello');
    });
    try {
      await Promise.race([started, late]);
      if (this.#ending.signal.aborted) throw new Error('the link opened too late');
    } catch (error) {
      await this.#abandon(client, started);
      throw error ?? new Error('the link was closed');
    } finally {
      late.catch(() => undefined);
    }
    this.#open.add(client);
    this.#count();
  }

  /**
   * Ends half an attempt, or it becomes a link that nobody counts. While Slack is still asked for an address there is
   * nothing to close yet: then it is closed as soon as it begins to open.
   */
  async #abandon(client: SocketClient, started: Promise<unknown>): Promise<void> {
    const settled = started.catch(() => undefined);
    this.#abandoned.add(client);
    // A peer that does not answer the closing handshake is cut off by the second call.
    let open = true;
    settled.then(() => {
      open = false;
    });
    for (let call = 0; open && call < 2; call++) {
      client.disconnect().catch(() => undefined);
      await Promise.race([settled, pauseFor(this.#times.closeTimeoutMs)]);
    }
    await settled;
    this.#abandoned.delete(client);
  }

  /** Opens a link whenever it is not open, until the end. */
  async #keep(client: SocketClient, opened = true): Promise<void> {
    let failures = 0;
    let up = opened;
    let first = !opened;
    while (!this.#ending.signal.aborted) {
      const since = performance.now();
      if (up) {
        await this.#closed(client);
        if (this.#ending.signal.aborted) return;
        failures = performance.now() - since < this.#times.stableAfterMs ? failures + 1 : 0;
      }
      if (failures > 0) {
        const pauseMs = Math.min(this.#times.longestPauseMs, this.#times.shortestPauseMs * 2 ** (failures - 1));
        if (!(await pauseFor(pauseMs, this.#ending.signal))) return;
      }
      up = await this.#again(client, failures > 0, first);
      first = first && !up;
      if (!up) failures += 1;
    }
  }

  async #again(client: SocketClient, noisy: boolean, first: boolean): Promise<boolean> {
    try {
      await this.#connect(client);
      if (!first) this.#metrics.reconnects.inc({ outcome: 'open' });
      if (noisy) this.#log('slack: a link is open again');
      return true;
    } catch (error) {
      if (this.#ending.signal.aborted) return false;
      this.#metrics.reconnects.inc({ outcome: 'failed' });
      this.#log(`slack: a link could not be opened: ${firstLineOf(error)}`);
      return false;
    }
  }

  /** Resolves when a link has ended. */
  #closed(client: SocketClient): Promise<void> {
    if (!this.#open.has(client)) return Promise.resolve();
    return new Promise((resolve) => client.once('disconnected', () => resolve()));
  }

  /**
   * Closes every link, and those that are about to open; a peer that does not answer the closing handshake is not waited for.
   */
  async stop(): Promise<void> {
    this.#ending.abort();
    const closing = this.#clients.map((client) => client.disconnect().catch(() => undefined));
    const attempts = [...this.#attempts].map((attempt) => attempt.catch(() => undefined));
    await Promise.race([Promise.all([...closing, ...attempts]), pauseFor(2 * this.#times.closeTimeoutMs)]);
    this.#open.clear();
    this.#count();
  }
}
