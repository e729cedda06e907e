import { pause } from './web-client.ts';

/** What is under way: requests that were not acknowledged yet, and work of any kind that is not done. */
export class Flight {
  #unacknowledged = 0;
  #working = 0;

  /** How many pieces of work are not done. */
  get working(): number {
    return this.#working;
  }

  /** Counts a request until it is acknowledged; the returned function may be called more than once. */
  received(): () => void {
    this.#unacknowledged += 1;
    let open = true;
    return () => {
      if (open) this.#unacknowledged -= 1;
      open = false;
    };
  }

  /** Counts work until it is done, whichever way. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work;
    } finally {
      this.#working -= 1;
    }
  }

  /** Waits until every request is acknowledged, at most so long; whether all are. */
  acknowledged(millis: number): Promise<boolean> {
    return this.#until(() => this.#unacknowledged === 0, millis);
  }

  /** Waits until all work is done, at most so long; whether it is. */
  done(millis: number): Promise<boolean> {
    return this.#until(() => this.#working === 0, millis);
  }

  async #until(test: () => boolean, millis: number): Promise<boolean> {
    const end = performance.now() + millis;
    while (!test() && performance.now() < end) await pause(20);
    return test();
  }
}
