import { LRUCache } from 'lru-cache';

/** For how long a text waits for a press, in milliseconds. */
const heldMs = 10 * 60_000;

/** How many bytes of texts are held, about; the oldest go first. */
const mostBytes = 8 * 1024 * 1024;

type HeldText = { readonly owner: string; readonly text: string };

/** Texts of which their authors have yet to say whom they are for: in memory alone, for minutes, and for nobody else. */
export class HeldTexts {
  readonly #texts: LRUCache<string, HeldText>;

  /** `now` is a clock in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#texts = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: ({ text }) => text.length * 2 + 100,
      ttl: heldMs,
      ttlResolution: 0,
      perf: { now },
    });
  }

  /** Holds a text under an id that nobody can guess. */
  hold(id: string, owner: string, text: string): void {
    this.#texts.set(id, { owner, text });
  }

  /** Takes a text out, so that a second press finds none; null where it is gone, or somebody else's. */
  take(id: string, owner: string): string | null {
    const held = this.#texts.get(id);
    if (held === undefined || held.owner !== owner) return null;
    this.#texts.delete(id);
    return held.text;
  }

  /** Drops all that is held of a person, and what has expired of anybody. */
  forgetTexts(owner: string): void {
    this.#texts.purgeStale();
    for (const [id, held] of this.#texts) if (held.owner === owner) this.#texts.delete(id);
  }
}
