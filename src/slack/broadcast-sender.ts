import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { broadcastMessage } from '../blocks/broadcast.ts';
import { broadcastReportMessage } from '../blocks/broadcast-report.ts';
import type { Announcement, BroadcastReport, DeliveryStatus, RecipientDelivery } from '../model/broadcast.ts';
import { firstLineOf } from '../model/error-line.ts';
import type { SlackContext } from './context.ts';
import { deliverWithFallbacks } from './replies/delivery.ts';
import { withoutUnfurl } from './replies/no-unfurl.ts';
import { pauseFor } from './transport/timing.ts';
import { retryAfterRateLimit } from './transport/web-client.ts';

/** How fast broadcasts are sent, in milliseconds. */
export type BroadcastTimings = {
  /** Between two messages: Slack's documented design rate is one a second. */
  readonly betweenMessagesMs: number;
  /** Between two changes of the message that shows the progress. */
  readonly betweenProgressMs: number;
};

const defaultBroadcastTimings: BroadcastTimings = { betweenMessagesMs: 1000, betweenProgressMs: 5000 };

/** How long one message may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 120_000;

/** What a failed call says about the recipient: refused is Slack's own word, anything else leaves it open. */
function fateOf(error: unknown): Pick<RecipientDelivery, 'fate' | 'why'> {
  // A call that Slack put off was not carried out.
  if (error instanceof WebAPIRateLimitedError) return { fate: 'refused', why: 'Slack asked to wait too long' };
  if (error instanceof WebAPIPlatformError) return { fate: 'refused', why: error.data.error };
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return { fate: 'refused', why: `HTTP ${error.statusCode}` };
  return { fate: 'unknown', why: firstLineOf(error) };
}

/** What a broadcast came to, in a sentence; `ended` where netlab was stopped in the middle of it. */
function headlineOf(deliveries: readonly RecipientDelivery[], ended: boolean): string {
  const all = deliveries.length;
  const reached = deliveries.filter(({ fate }) => fate === 'reached').length;
  if (reached === all) return `Sent to all ${all}.`;
  return `${ended ? 'Netlab is being stopped; ' : ''}${reached} of ${all} reached.`;
}

/** Sends broadcasts one after the other, one message after the other; each step is kept before the next. */
export class BroadcastSender {
  readonly #client: WebClient;
  readonly #context: SlackContext;
  readonly #timings: BroadcastTimings;
  readonly #ending = new AbortController();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(client: WebClient, context: SlackContext, timings: Partial<BroadcastTimings> = {}) {
    this.#client = client;
    this.#context = context;
    this.#timings = { ...defaultBroadcastTimings, ...timings };
  }

  /** Sends a confirmed broadcast after those before it; what goes wrong is reported to the instructor. */
  announce(announcement: Announcement): void {
    const sending = this.#queue
      .then(() => this.#send(announcement))
      .catch((error: unknown) => this.#reportFailure(announcement, error));
    this.#queue = this.#context.inFlight.trackWork(sending);
  }

  /** Tells the instructors of broadcasts that a crash or a restart cut short, of another netlab too. Nothing is sent again. */
  async reportUnfinished(): Promise<void> {
    const { lab } = this.#context;
    for (const report of await lab.broadcasts.unfinished()) {
      const { id, by, at } = report.announcement;
      const headline = `netlab stopped while it sent your broadcast of ${at}. Nothing is sent again by itself.`;
      lab.log(`broadcast ${id} was cut short`);
      await this.#report(by, report, headline);
      await lab.broadcasts.end(id);
    }
  }

  /** Stops between two messages; the rest is reported as not tried. */
  stop(): void {
    this.#ending.abort();
  }

  async #reportFailure({ by, id, body, to, at }: Announcement, error: unknown): Promise<void> {
    const { lab } = this.#context;
    lab.log(`broadcast ${id} failed: ${error instanceof Error ? error.stack : String(error)}`);
    const known = await lab.broadcasts.find(id).catch(() => null);
    const report = known ?? { announcement: { id, by, at, body, to }, deliveries: untriedDeliveries({ to }) };
    await this.#report(by, report, 'Your broadcast failed. This is what is known:');
    await lab.broadcasts.end(id).catch(() => undefined);
  }

  async #report(user: string, report: BroadcastReport, headline: string): Promise<void> {
    const post = (message: Parameters<typeof withoutUnfurl>[0]) =>
      retryAfterRateLimit(
        () => this.#context.replies.chat.postMessage({ channel: user, ...withoutUnfurl(message) }),
        rateLimitTimeoutMs,
      );
    await deliverWithFallbacks(broadcastReportMessage(report, headline), post, user, this.#context);
  }

  async #send(announcement: Announcement): Promise<void> {
    const { lab, metrics } = this.#context;
    const { id, by } = announcement;
    // Confirmed twice is sent once.
    if (!(await lab.broadcasts.begin(announcement))) return lab.log(`broadcast ${id} was begun before`);
    const deliveries = untriedDeliveries(announcement);
    const report = () => ({ announcement, deliveries });
    const updateProgress = await this.#showProgress(by, deliveries.length, report());
    for (const [index, { to }] of deliveries.entries()) {
      if (index > 0 && !(await pauseFor(this.#timings.betweenMessagesMs, this.#ending.signal))) break;
      if (this.#ending.signal.aborted) break;
      const delivery = await this.#sendOne(announcement, to);
      deliveries[index] = delivery;
      metrics.broadcast.inc({ fate: delivery.fate });
      await updateProgress(report());
    }
    await this.#report(by, report(), headlineOf(deliveries, this.#ending.signal.aborted));
    await lab.broadcasts.end(id);
  }

  async #sendOne({ id, body }: Announcement, to: string): Promise<RecipientDelivery> {
    const { broadcasts } = this.#context.lab;
    await broadcasts.mark(id, { to, fate: 'trying', why: '' });
    const metadata = { event_type: 'netlab_broadcast', event_payload: { id } };
    const send = () =>
      this.#client.chat.postMessage({ channel: to, ...withoutUnfurl(broadcastMessage(body)), metadata });
    const delivery = await retryAfterRateLimit(send, rateLimitTimeoutMs, this.#ending.signal).then(
      () => ({ fate: 'reached', why: '' }) as const,
      fateOf,
    );
    await broadcasts.mark(id, { to, ...delivery });
    return { to, ...delivery };
  }

  /** A message that says how far it is, changed now and then while there is much to send. */
  async #showProgress(
    by: string,
    all: number,
    start: BroadcastReport,
  ): Promise<(report: BroadcastReport) => Promise<void>> {
    const { replies, lab } = this.#context;
    if (all * this.#timings.betweenMessagesMs < this.#timings.betweenProgressMs) return async () => undefined;
    const words = (report: BroadcastReport) => {
      const done = report.deliveries.filter(({ fate }) => fate !== 'waiting').length;
      return { text: `Sending “${report.announcement.body.heading}”: ${done} of ${all}.` };
    };
    const posted = await replies.chat.postMessage({ channel: by, ...words(start) }).catch((error: unknown) => {
      lab.log(`no progress is shown: ${String(error)}`);
      return null;
    });
    let next = performance.now() + this.#timings.betweenProgressMs;
    return async (report) => {
      if (!posted?.channel || !posted.ts || performance.now() < next) return;
      next = performance.now() + this.#timings.betweenProgressMs;
      const { channel, ts } = posted;
      await replies.chat.update({ channel, ts, ...words(report) }).catch(() => undefined);
    };
  }
}

/** Every recipient of a broadcast before anything is sent. */
function untriedDeliveries({ to }: Pick<Announcement, 'to'>): { to: string; fate: DeliveryStatus; why: string }[] {
  const all = to.kind === 'channel' ? [to.channel] : to.people.map(({ user }) => user);
  return all.map((each) => ({ to: each, fate: 'waiting', why: 'not tried' }));
}
