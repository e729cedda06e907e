import { broadcastTitle } from '../../blocks/broadcast-report.ts';
import { escapeMrkdwn } from '../../blocks/limits.ts';
import type { Lab } from '../../model/lab.ts';
import type { SlackContext } from '../context.ts';
import { withoutUnfurl } from '../replies/no-unfurl.ts';
import type { OwnBroadcast } from './own-broadcast.ts';

type ProgressContext = Pick<SlackContext, 'lab' | 'replies'>;

/** What is known at this moment, worded so that it stays true where nobody comes to change it. */
function progressWords({ announcement, deliveries }: OwnBroadcast, isWaiting: boolean, lab: Lab): string {
  const done = deliveries.filter(({ fate }) => fate !== 'waiting').length;
  const time = `${lab.newIdAndTime().at.slice(11, 19)} UTC`;
  const [title, all] = [broadcastTitle(announcement.body), deliveries.length];
  const says = isWaiting
    ? `Accepted: ${title} to ${all}. It waits for the broadcast before it.`
    : `Sending ${title}: ${done} of ${all}.`;
  return `${says} (As of ${time}; a report follows when it ends.)`;
}

/** The message that shows the instructor how far their broadcast is; where Slack refuses it, there is none. */
export class BroadcastProgress {
  readonly #own: OwnBroadcast;
  readonly #context: ProgressContext;
  readonly #everyMs: number;
  #posted: { readonly channel: string; readonly ts: string } | null = null;
  #nextMs = 0;

  /** It changes at most every so many milliseconds. */
  constructor(own: OwnBroadcast, context: ProgressContext, everyMs: number) {
    this.#own = own;
    this.#context = context;
    this.#everyMs = everyMs;
  }

  async #change(text: string): Promise<void> {
    if (this.#posted === null) return;
    const message = { ...this.#posted, text: escapeMrkdwn(text) };
    await this.#context.replies.chat.update(message).catch(() => undefined);
  }

  /** Posts it, or says in what is posted that its turn has come. */
  async open(isWaiting: boolean): Promise<void> {
    const { lab, replies } = this.#context;
    const text = progressWords(this.#own, isWaiting, lab);
    this.#nextMs = performance.now() + this.#everyMs;
    if (this.#posted !== null) return this.#change(text);
    const channel = this.#own.announcement.by;
    const message = withoutUnfurl({ text: escapeMrkdwn(text), blocks: [] });
    const posted = await replies.chat.postMessage({ channel, ...message }).catch((error: unknown) => {
      lab.log(`no progress is shown: ${String(error)}`);
      return null;
    });
    if (posted?.channel && posted.ts) this.#posted = { channel: posted.channel, ts: posted.ts };
  }

  /** Says how far it is, unless it said so a moment ago. */
  async update(): Promise<void> {
    if (performance.now() < this.#nextMs) return;
    this.#nextMs = performance.now() + this.#everyMs;
    await this.#change(progressWords(this.#own, false, this.#context.lab));
  }

  /** Says that it is over, once the report is there. */
  close(): Promise<void> {
    return this.#change(`${broadcastTitle(this.#own.announcement.body)} is over: see the report below.`);
  }
}
