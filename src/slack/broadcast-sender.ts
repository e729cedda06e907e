import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { broadcastMessage, broadcastReportMessage } from '../blocks/broadcast.ts';
import type { Announcement, BroadcastReport, DeliveryStatus, RecipientDelivery } from '../model/broadcast.ts';
import { withoutUnfurl } from './replies/no-unfurl.ts';
import { deliverWithFallbacks, type SlackContext } from './replies/reply.ts';
import { pauseFor, retryAfterRateLimit } from './transport/web-client.ts';

/** How the lane of broadcasts moves, in milliseconds. */
export type BroadcastTimings = {
  /** Between two messages: Slack's documented design rate is one a second. */
  readonly betweenMessagesMs: number;
  /** Between two looks at the progress. */
  readonly betweenProgressMs: number;
};

const defaultBroadcastTimings: BroadcastTimings = { betweenMessagesMs: 1000, betweenProgressMs: 5000 };

/** How long one recipient may wait for Slack's pace, in milliseconds. */
const rateLimitTimeoutMs = 120_000;

/** What a failed call says about the recipient: refused is Slack's own word, anything else leaves it open. */
function fateOf(error: unknown): Pick<RecipientDelivery, 'fate' | 'why'> {
  // A call that Slack put off was not carried out.
  if (error instanceof WebAPIRateLimitedError) return { fate: 'refused', why: 'Slack asked to wait too long' };
  if (error instanceof WebAPIPlatformError) return { fate: 'refused', why: error.data.error };
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return { fate: 'refused', why: `HTTP ${error.statusCode}` };
  const why = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  return { fate: 'unknown', why };
}

/** The lane of broadcasts: one after the other, one message after the other, each step written down before the next. */
export class BroadcastSender {
  readonly #client: WebClient;
  readonly #desk: SlackContext;
  readonly #tempo: BroadcastTimings;
  readonly #ending = new AbortController();
  #lane: Promise<unknown> = Promise.resolve();

  constructor(client: WebClient, desk: SlackContext, tempo: Partial<BroadcastTimings> = {}) {
    this.#client = client;
    this.#desk = desk;
    this.#tempo = { ...defaultBroadcastTimings, ...tempo };
  }

  /** Sends a confirmed broadcast after those before it; what goes wrong is told to the instructor. */
  announce(announcement: Announcement): void {
    const turn = this.#lane
      .then(() => this.#run(announcement))
      .catch((error: unknown) => this.#failed(announcement, error));
    this.#lane = this.#desk.inFlight.trackWork(turn);
  }

  /** Tells the instructors of broadcasts that a crash or a restart cut short, of another netlab too. Nothing is sent again. */
  async reportUnfinished(): Promise<void> {
    const { lab } = this.#desk;
    for (const report of await lab.broadcasts.unfinished()) {
      const { id, by, at } = report.announcement;
      const headline = `netlab stopped while it sent your broadcast of ${at}. Nothing is sent again by itself.`;
      lab.log(`broadcast ${id} was cut short`);
      await this.#tell(by, report, headline);
      await lab.broadcasts.end(id);
    }
  }

  /** Stops between two messages; the rest is told as not tried. */
  stop(): void {
    this.#ending.abort();
  }

  async #failed({ by, id, body, to, at }: Announcement, error: unknown): Promise<void> {
    const { lab } = this.#desk;
    lab.log(`broadcast ${id} failed: ${error instanceof Error ? error.stack : String(error)}`);
    const known = await lab.broadcasts.find(id).catch(() => null);
    const report = known ?? { announcement: { id, by, at, body, to }, deliveries: waitingFor({ to }) };
    await this.#tell(by, report, 'Your broadcast failed. This is what is known:');
    await lab.broadcasts.end(id).catch(() => undefined);
  }

  async #tell(user: string, report: BroadcastReport, headline: string): Promise<void> {
    const post = (message: Parameters<typeof withoutUnfurl>[0]) =>
      retryAfterRateLimit(
        () => this.#desk.replies.chat.postMessage({ channel: user, ...withoutUnfurl(message) }),
        rateLimitTimeoutMs,
      );
    await deliverWithFallbacks(broadcastReportMessage(report, headline), post, user, this.#desk);
  }

  async #run(announcement: Announcement): Promise<void> {
    const { lab, metrics } = this.#desk;
    const { id, by } = announcement;
    // Confirmed twice is sent once.
    if (!(await lab.broadcasts.begin(announcement))) return lab.log(`broadcast ${id} was begun before`);
    const fates = waitingFor(announcement);
    const report = () => ({ announcement, deliveries: fates });
    const progress = await this.#progress(by, fates.length, report());
    for (const [index, { to }] of fates.entries()) {
      if (index > 0 && !(await pauseFor(this.#tempo.betweenMessagesMs, this.#ending.signal))) break;
      if (this.#ending.signal.aborted) break;
      fates[index] = await this.#one(announcement, to);
      metrics.broadcast.inc({ fate: fates[index].fate });
      await progress(report());
    }
    const open = fates.filter(({ fate }) => fate !== 'reached').length;
    const cut = this.#ending.signal.aborted ? 'netlab is being stopped; ' : '';
    const headline =
      open === 0 ? `Sent to all ${fates.length}.` : `${cut}${fates.length - open} of ${fates.length} reached.`;
    await this.#tell(by, report(), headline[0]?.toUpperCase() + headline.slice(1));
    await lab.broadcasts.end(id);
  }

  async #one({ id, body }: Announcement, to: string): Promise<RecipientDelivery> {
    const { broadcasts } = this.#desk.lab;
    await broadcasts.mark(id, { to, fate: 'trying', why: '' });
    const metadata = { event_type: 'netlab_broadcast', event_payload: { id } };
    const send = () =>
      this.#client.chat.postMessage({ channel: to, ...withoutUnfurl(broadcastMessage(body)), metadata });
    const told = await retryAfterRateLimit(send, rateLimitTimeoutMs, this.#ending.signal).then(
      () => ({ fate: 'reached', why: '' }) as const,
      fateOf,
    );
    await broadcasts.mark(id, { to, ...told });
    return { to, ...told };
  }

  /** A message that says how far it is, changed now and then while there is much to send. */
  async #progress(
    by: string,
    all: number,
    start: BroadcastReport,
  ): Promise<(report: BroadcastReport) => Promise<void>> {
    const { replies, lab } = this.#desk;
    if (all * this.#tempo.betweenMessagesMs < this.#tempo.betweenProgressMs) return async () => undefined;
    const words = (report: BroadcastReport) => {
      const done = report.deliveries.filter(({ fate }) => fate !== 'waiting').length;
      return { text: `Sending “${report.announcement.body.heading}”: ${done} of ${all}.` };
    };
    const posted = await replies.chat.postMessage({ channel: by, ...words(start) }).catch((error: unknown) => {
      lab.log(`no progress is shown: ${String(error)}`);
      return null;
    });
    let next = performance.now() + this.#tempo.betweenProgressMs;
    return async (report) => {
      if (!posted?.channel || !posted.ts || performance.now() < next) return;
      next = performance.now() + this.#tempo.betweenProgressMs;
      const { channel, ts } = posted;
      await replies.chat.update({ channel, ts, ...words(report) }).catch(() => undefined);
    };
  }
}

function waitingFor({ to }: Pick<Announcement, 'to'>): { to: string; fate: DeliveryStatus; why: string }[] {
  const all = to.kind === 'channel' ? [to.channel] : to.people.map(({ user }) => user);
  return all.map((each) => ({ to: each, fate: 'waiting', why: 'not tried' }));
}
