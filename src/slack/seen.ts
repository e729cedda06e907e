/** Remembers keys for a while, to tell what came before. */
export class Seen {
  readonly #until = new Map<string, number>();
  readonly #millis: number;
  readonly #now: () => number;

  constructor(millis: number, now: () => number = () => performance.now()) {
    this.#millis = millis;
    this.#now = now;
  }

  /** Whether a key came before within the time; remembers it either way. */
  again(key: string): boolean {
    const now = this.#now();
    // Keys stand in the order of their ends, so the first that still counts ends the search.
    for (const [old, until] of this.#until) {
      if (until > now) break;
      this.#until.delete(old);
    }
    if (this.#until.has(key)) return true;
    this.#until.set(key, now + this.#millis);
    return false;
  }
}
