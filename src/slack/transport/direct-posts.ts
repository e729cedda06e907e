import type { KnownBlock } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { pauseFor } from './timing.ts';
import { retryAfterRateLimit } from './web-client.ts';
import { type WriteClock, type WriteTimings, writeOnce } from './write-once.ts';

const defaultTimings: WriteTimings = { firstPauseMs: 500, longestPauseMs: 16_000, totalMs: 60_000 };

/** Where Slack finds a message again; `channel` is empty where Slack did not tell. */
export type PostedAddress = { readonly channel: string; readonly ts: string };

/**
 * Of which conversation between people a message is, and the id of what it carries. `channel` is where it may be found, null
 * where that is not known; `mayBeThere`: it may have been posted before, so it is looked for first.
 */
export type PostMark = {
  readonly id: string;
  readonly conversation: string;
  readonly channel: string | null;
  readonly mayBeThere: boolean;
};

/** A message to a person or into their conversation with the app; `thread` null for none. */
export type DirectPost = {
  readonly to: string;
  readonly thread: string | null;
  /** By what it is found again though this process ends; absent where nobody will look for it. */
  readonly mark?: PostMark;
  readonly body: {
    readonly text: string;
    readonly blocks: readonly KnownBlock[];
    readonly unfurl_links: false;
    readonly unfurl_media: false;
  };
};

/** By what a message is found again: Slack keeps it with the message, and people do not see it. */
const markType = 'netlab_answer';

const listed = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_payload: z.object({ id: z.unknown(), conversation: z.unknown().optional() }).optional() })
        .optional()
        .catch(undefined),
    }),
  ),
});

// What the app posted comes back as it was.
const isBlock = (value: unknown): boolean => typeof Object(value).type === 'string';

const firstListed = z.object({
  messages: z.array(
    listed.shape.messages.element.extend({
      text: z.string().catch(''),
      blocks: z.array(z.custom<KnownBlock>(isBlock)).catch([]),
    }),
  ),
});

/** A message of the app's own as Slack gives it back; `conversation` is that of its mark, null for none. */
export type FirstMessage = {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly conversation: string | null;
};

/** How many messages of a conversation, the newest, are looked at; of a thread, which Slack lists from its beginning, more. */
const [lookedAt, lookedAtInThread] = [100, 999];

/** Direct messages, each of which is delivered once whatever becomes of the first attempt. */
export class DirectPosts {
  readonly #client: WebClient;
  readonly #newId: () => string;
  readonly #timings: WriteTimings;
  readonly #clock: WriteClock;
  /** People's conversations with the app: only there a message can be looked for. */
  readonly #channels = new LRUCache<string, string>({ max: 5000 });

  constructor(
    client: WebClient,
    newId: () => string,
    timings: Partial<WriteTimings> = {},
    clock: WriteClock = { now: () => performance.now(), pause: pauseFor },
  ) {
    this.#client = client;
    this.#newId = newId;
    this.#timings = { ...defaultTimings, ...timings };
    this.#clock = clock;
  }

  /** Remembers which conversation somebody has with the app. */
  rememberChannel(user: string, channel: string): void {
    if (channel.startsWith('D') && !user.startsWith('D')) this.#channels.set(user, channel);
  }

  /** Forgets which conversation somebody has with the app. */
  forgetChannel(user: string): void {
    this.#channels.delete(user);
  }

  /**
   * Posts a message once; Slack's pace may be waited for `rateLimitTimeoutMs`.
   * @throws what Slack refuses, WriteGivenUpError
   */
  async post({ to, thread, body, mark }: DirectPost, rateLimitTimeoutMs: number): Promise<PostedAddress> {
    const id = mark?.id ?? this.#newId();
    const payload = mark === undefined ? { id } : { id, conversation: mark.conversation };
    const metadata = { event_type: markType, event_payload: payload };
    const target = { channel: to, ...(thread === null ? {} : { thread_ts: thread }) };
    const send = async (): Promise<PostedAddress> => {
      const write = () => this.#client.chat.postMessage({ ...target, ...body, blocks: [...body.blocks], metadata });
      const { channel = '', ts = '' } = await retryAfterRateLimit(write, rateLimitTimeoutMs);
      this.rememberChannel(to, channel);
      return { channel, ts };
    };
    const known = mark?.mayBeThere === true ? await this.#openChannel(to, mark) : this.#knownChannel(to, mark);
    const find = known === null ? null : () => this.#find(known, thread, id);
    const before = mark?.mayBeThere === true && find !== null ? await find() : null;
    if (before !== null) return before;
    return writeOnce({ send, find, isRepeatable: false }, this.#clock, this.#timings);
  }

  /**
   * Looks for a marked message without posting it: null where it is not there, `unseen` where nobody may look.
   * @throws what keeps Slack from answering
   */
  async findMarked(to: string, mark: PostMark): Promise<PostedAddress | null | 'unseen'> {
    try {
      const channel = await this.#openChannel(to, mark);
      return channel === null ? 'unseen' : await this.#find(channel, null, mark.id);
    } catch (error) {
      if (error instanceof WebAPIPlatformError) return 'unseen';
      throw error;
    }
  }

  /** Changes a message of the app's own, as often as it takes. @throws as `post` does */
  update(
    address: PostedAddress,
    { text, blocks }: Pick<DirectPost['body'], 'text' | 'blocks'>,
    rateLimitTimeoutMs: number,
  ): Promise<unknown> {
    const write = () => this.#client.chat.update({ ...address, text, blocks: [...blocks] });
    const send = () => retryAfterRateLimit(write, rateLimitTimeoutMs);
    return writeOnce<unknown>({ send, find: null, isRepeatable: true }, this.#clock, this.#timings);
  }

  /** The first message of a thread, as Slack has it. @throws what Slack refuses */
  async readFirst(channel: string, ts: string): Promise<FirstMessage | null> {
    const wanted = { channel, ts, limit: 1, include_all_metadata: true } as const;
    const { messages } = firstListed.parse(await this.#client.conversations.replies(wanted));
    const found = messages.find((each) => each.ts === ts);
    if (found === undefined) return null;
    const { text, blocks, metadata } = found;
    const conversation = metadata?.event_payload?.conversation;
    return { text, blocks, conversation: typeof conversation === 'string' ? conversation : null };
  }

  #knownChannel(to: string, mark: PostMark | undefined): string | null {
    return to.startsWith('D') ? to : (this.#channels.get(to) ?? mark?.channel ?? null);
  }

  /** Somebody's conversation with the app, though nothing that is kept names it; null where Slack refuses to tell. */
  async #openChannel(to: string, mark: PostMark): Promise<string | null> {
    const known = this.#knownChannel(to, mark);
    if (known !== null) return known;
    try {
      const { channel } = await this.#client.conversations.open({ users: to });
      this.rememberChannel(to, channel?.id ?? '');
    } catch (error) {
      // A workspace that did not grant im:write yet.
      if (!(error instanceof WebAPIPlatformError)) throw error;
    }
    return this.#knownChannel(to, mark);
  }

  async #find(channel: string, thread: string | null, id: string): Promise<PostedAddress | null> {
    const wanted = { channel, include_all_metadata: true } as const;
    const { messages } = listed.parse(
      thread === null
        ? await this.#client.conversations.history({ ...wanted, limit: lookedAt })
        : await this.#client.conversations.replies({ ...wanted, ts: thread, limit: lookedAtInThread }),
    );
    const found = messages.find(({ metadata }) => metadata?.event_payload?.id === id);
    return found === undefined ? null : { channel, ts: found.ts };
  }
}
