import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { broadcastMessage, broadcastReport } from '../blocks/broadcast.ts';
import type { Announcement, BroadcastReport, Fate, Fated } from '../model/broadcast.ts';
import { quiet } from './replies/no-unfurl.ts';
import { type Desk, handOver } from './replies/reply.ts';
import { paced, pause } from './transport/web-client.ts';

/** How the lane of broadcasts moves, in milliseconds. */
export type Tempo = {
  /** Between two messages: Slack's documented design rate is one a second. */
  readonly between: number;
  /** Between two looks at the progress. */
  readonly progress: number;
};

const usual: Tempo = { between: 1000, progress: 5000 };

/** How long one recipient may wait for Slack's pace, in milliseconds. */
const patience = 120_000;

/** What a failed call says about the recipient: refused is Slack's own word, anything else leaves it open. */
function fateOf(error: unknown): Pick<Fated, 'fate' | 'why'> {
  // A call that Slack put off was not carried out.
  if (error instanceof WebAPIRateLimitedError) return { fate: 'refused', why: 'Slack asked to wait too long' };
  if (error instanceof WebAPIPlatformError) return { fate: 'refused', why: error.data.error };
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return { fate: 'refused', why: `HTTP ${error.statusCode}` };
  const why = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  return { fate: 'unknown', why };
}

/** The lane of broadcasts: one after the other, one message after the other, each step written down before the next. */
export class Sender {
  readonly #client: WebClient;
  readonly #desk: Desk;
  readonly #tempo: Tempo;
  readonly #ending = new AbortController();
  #lane: Promise<unknown> = Promise.resolve();

  constructor(client: WebClient, desk: Desk, tempo: Partial<Tempo> = {}) {
    this.#client = client;
    this.#desk = desk;
    this.#tempo = { ...usual, ...tempo };
  }

  /** Sends a confirmed broadcast after those before it; what goes wrong is told to the instructor. */
  announce(announcement: Announcement): void {
    const turn = this.#lane
      .then(() => this.#run(announcement))
      .catch((error: unknown) => this.#failed(announcement, error));
    this.#lane = this.#desk.flight.during(turn);
  }

  /** Tells the instructors of broadcasts that a crash or a restart cut short, of another netlab too. Nothing is sent again. */
  async tellUnfinished(): Promise<void> {
    const { lab } = this.#desk;
    for (const report of await lab.broadcasts.unfinished()) {
      const { id, by, at } = report.announcement;
      const headline = `netlab stopped while it sent your broadcast of ${at}. Nothing is sent again by itself.`;
      lab.note(`broadcast ${id} was cut short`);
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
    lab.note(`broadcast ${id} failed: ${error instanceof Error ? error.stack : String(error)}`);
    const known = await lab.broadcasts.find(id).catch(() => null);
    const report = known ?? { announcement: { id, by, at, body, to }, fates: waitingFor({ to }) };
    await this.#tell(by, report, 'Your broadcast failed. This is what is known:');
    await lab.broadcasts.end(id).catch(() => undefined);
  }

  async #tell(user: string, report: BroadcastReport, headline: string): Promise<void> {
    const post = (message: Parameters<typeof quiet>[0]) =>
      paced(() => this.#desk.replies.chat.postMessage({ channel: user, ...quiet(message) }), patience);
    await handOver(broadcastReport(report, headline), post, user, this.#desk);
  }

  async #run(announcement: Announcement): Promise<void> {
    const { lab, metrics } = this.#desk;
    const { id, by } = announcement;
    // Confirmed twice is sent once.
    if (!(await lab.broadcasts.begin(announcement))) return lab.note(`broadcast ${id} was begun before`);
    const fates = waitingFor(announcement);
    const report = () => ({ announcement, fates });
    const progress = await this.#progress(by, fates.length, report());
    for (const [index, { to }] of fates.entries()) {
      if (index > 0 && !(await pause(this.#tempo.between, this.#ending.signal))) break;
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

  async #one({ id, body }: Announcement, to: string): Promise<Fated> {
    const { broadcasts } = this.#desk.lab;
    await broadcasts.mark(id, { to, fate: 'trying', why: '' });
    const metadata = { event_type: 'netlab_broadcast', event_payload: { id } };
    const send = () => this.#client.chat.postMessage({ channel: to, ...quiet(broadcastMessage(body)), metadata });
    const told = await paced(send, patience, this.#ending.signal).then(
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
    if (all * this.#tempo.between < this.#tempo.progress) return async () => undefined;
    const words = (report: BroadcastReport) => {
      const done = report.fates.filter(({ fate }) => fate !== 'waiting').length;
      return { text: `Sending “${report.announcement.body.heading}”: ${done} of ${all}.` };
    };
    const posted = await replies.chat.postMessage({ channel: by, ...words(start) }).catch((error: unknown) => {
      lab.note(`no progress is shown: ${String(error)}`);
      return null;
    });
    let next = performance.now() + this.#tempo.progress;
    return async (report) => {
      if (!posted?.channel || !posted.ts || performance.now() < next) return;
      next = performance.now() + this.#tempo.progress;
      const { channel, ts } = posted;
      await replies.chat.update({ channel, ts, ...words(report) }).catch(() => undefined);
    };
  }
}

function waitingFor({ to }: Pick<Announcement, 'to'>): { to: string; fate: Fate; why: string }[] {
  const all = to.kind === 'channel' ? [to.channel] : to.people.map(({ user }) => user);
  return all.map((each) => ({ to: each, fate: 'waiting', why: 'not tried' }));
}
