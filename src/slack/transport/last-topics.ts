import { LRUCache } from 'lru-cache';

/** For how long “why?” and “simpler” are about a topic, in milliseconds. */
const keptTopicMs = 30 * 60_000;

/** For how many people a topic is kept; whoever read longest ago goes first. */
const mostPeople = 2000;

/** The topic that each person read last: in memory alone, and of each person only the last. */
export class LastTopics {
  readonly #topics: LRUCache<string, string>;

  /** `now` is a clock in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#topics = new LRUCache({ max: mostPeople, ttl: keptTopicMs, ttlResolution: 0, perf: { now } });
  }

  /** Keeps what somebody read last, by the name that `explain` finds it by. */
  keepTopic(user: string, topic: string): void {
    this.#topics.set(user, topic);
  }

  /** What somebody read last; null where that is too long ago, or nothing. */
  findTopic(user: string): string | null {
    return this.#topics.get(user) ?? null;
  }

  /** Drops it, and what has expired of anybody. */
  forgetTopic(user: string): void {
    this.#topics.purgeStale();
    this.#topics.delete(user);
  }
}
