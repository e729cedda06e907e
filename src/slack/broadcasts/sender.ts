import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { broadcastMessage } from '../../blocks/broadcast.ts';
import type { Announcement, BroadcastJournal, RecipientDelivery } from '../../model/broadcast.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { SlackContext } from '../context.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import { pauseFor } from '../transport/timing.ts';
import { retryAfterRateLimit } from '../transport/web-client.ts';
import { isStoreDown, settleBroadcast } from './ending.ts';
import { bugHeadline, cutHeadline, endHeadline, outageHeadline, stopHeadline } from './headlines.ts';
import { createAcceptedBroadcast, createOwnBroadcast, type OwnBroadcast } from './own-broadcast.ts';
import { BroadcastProgress } from './progress.ts';

/** How fast broadcasts are sent, in milliseconds. */
export type BroadcastTimings = {
  /** Between two messages, and two tries to keep a step: Slack's documented design rate is one message a second. */
  readonly betweenMessagesMs: number;
  /** Between two changes of the message that shows the progress. */
  readonly betweenProgressMs: number;
};

const defaultBroadcastTimings: BroadcastTimings = { betweenMessagesMs: 1000, betweenProgressMs: 5000 };

/** How long one message may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 120_000;

/** How often a step is tried to be kept: a database that is started anew takes some seconds. */
const maxKeepTries = 20;

/** What a failed call says about the recipient: refused is Slack's own word, anything else leaves it open. */
function fateOf(error: unknown): Pick<RecipientDelivery, 'fate' | 'why'> {
  // A call that Slack put off was not carried out.
  if (error instanceof WebAPIRateLimitedError) return { fate: 'refused', why: 'Slack asked to wait too long' };
  if (error instanceof WebAPIPlatformError) return { fate: 'refused', why: error.data.error };
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return { fate: 'refused', why: `HTTP ${error.statusCode}` };
  return { fate: 'unknown', why: firstLineOf(error) };
}

/**
 * Sends broadcasts one after the other, one message after the other. Each step is kept before the next, and what
 * Slack said is remembered here besides: a report is made from that, whatever the database knows.
 */
export class BroadcastSender {
  readonly #client: WebClient;
  readonly #context: SlackContext;
  readonly #timings: BroadcastTimings;
  readonly #stopping = new AbortController();
  /** Everything that this netlab is at work on, by id: no look takes it for dead. */
  readonly #own = new Map<string, OwnBroadcast>();
  #lane: Promise<unknown> = Promise.resolve();
  #inLane = 0;

  constructor(client: WebClient, context: SlackContext, timings: Partial<BroadcastTimings> = {}) {
    this.#client = client;
    this.#context = context;
    this.#timings = { ...defaultBroadcastTimings, ...timings };
  }

  /** Sends a broadcast that was accepted after those before it; what goes wrong is reported to the instructor. */
  announce(announcement: Announcement): void {
    const own = createAcceptedBroadcast(announcement);
    const progress = new BroadcastProgress(own, this.#context, this.#timings.betweenProgressMs);
    own.closeProgress = () => progress.close();
    this.#own.set(announcement.id, own);
    const opened = this.#inLane > 0 ? progress.open(true) : Promise.resolve();
    this.#inLane += 1;
    const work = this.#lane
      .then(() => opened)
      .then(() => this.#runToEnd(own, progress))
      .finally(() => {
        this.#inLane -= 1;
      });
    this.#lane = this.#context.inFlight.trackWork(work);
  }

  /**
   * Gives a sign of life for the own ones, tells the instructors of broadcasts that a crash or a restart cut short (of
   * another netlab too; nothing is sent again), and whatever could not be told or kept before.
   */
  async look(): Promise<void> {
    const { lab } = this.#context;
    const cut = await lab.broadcasts.unfinished([...this.#own.keys()]).catch((error: unknown) => {
      if (!isStoreDown(error)) lab.log(`old broadcasts: ${firstLineOf(error)}`);
      return [];
    });
    for (const report of cut) {
      const { id } = report.announcement;
      lab.log(`broadcast ${id} was cut short`);
      this.#own.set(id, createOwnBroadcast(report, cutHeadline(report)));
    }
    for (const own of this.#own.values()) await this.#settle(own);
  }

  /** Stops between two messages; the rest is reported as not tried. */
  stop(): void {
    this.#stopping.abort();
  }

  async #settle(own: OwnBroadcast): Promise<void> {
    if (await settleBroadcast(own, this.#context)) this.#own.delete(own.announcement.id);
  }

  async #runToEnd(own: OwnBroadcast, progress: BroadcastProgress): Promise<void> {
    const { lab } = this.#context;
    const { id } = own.announcement;
    try {
      if (!(await this.#sendAll(own, progress))) {
        lab.log(`broadcast ${id} was taken over by another netlab, which tells of it`);
        this.#own.delete(id);
        return;
      }
      own.headline = (this.#stopping.signal.aborted ? stopHeadline : endHeadline)(own.deliveries);
    } catch (error) {
      lab.log(`broadcast ${id} failed: ${error instanceof Error ? error.stack : String(error)}`);
      own.headline = (isStoreDown(error) ? outageHeadline : bugHeadline)(own.deliveries);
    }
    await this.#settle(own);
  }

  /** Sends to one after the other; false as soon as the broadcast is another netlab's. @throws what keeping a step throws */
  async #sendAll(own: OwnBroadcast, progress: BroadcastProgress): Promise<boolean> {
    const { announcement, deliveries } = own;
    const { betweenMessagesMs, betweenProgressMs } = this.#timings;
    const { signal } = this.#stopping;
    if (deliveries.length * betweenMessagesMs >= betweenProgressMs) await progress.open(false);
    for (const [index, { to }] of deliveries.entries()) {
      if (index > 0 && !(await pauseFor(betweenMessagesMs, signal))) break;
      if (signal.aborted) break;
      if (!(await this.#keepStep(announcement.id, { to, fate: 'trying', why: '' }))) return false;
      const delivery = await this.#sendOne(announcement, to);
      deliveries[index] = delivery;
      this.#context.metrics.broadcast.inc({ fate: delivery.fate });
      if (!(await this.#keepStep(announcement.id, delivery))) return false;
      await progress.update();
    }
    return true;
  }

  /** Keeps a step, and waits for a database that comes back soon. */
  async #keepStep(id: string, step: Parameters<BroadcastJournal['mark']>[1]): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#context.lab.broadcasts.mark(id, step);
      } catch (error) {
        if (!isStoreDown(error) || tries === maxKeepTries) throw error;
        if (!(await pauseFor(this.#timings.betweenMessagesMs, this.#stopping.signal))) throw error;
      }
    }
  }

  /** Sends to one recipient; what Slack said. */
  async #sendOne({ id, body }: Announcement, to: string): Promise<RecipientDelivery> {
    const metadata = { event_type: 'netlab_broadcast', event_payload: { id } };
    const send = () =>
      this.#client.chat.postMessage({ channel: to, ...withoutUnfurl(broadcastMessage(body)), metadata });
    return retryAfterRateLimit(send, rateLimitTimeoutMs, this.#stopping.signal).then(
      () => ({ to, fate: 'reached', why: '' }),
      (error: unknown) => ({ to, ...fateOf(error) }),
    );
  }
}
