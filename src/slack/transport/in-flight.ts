import { pauseFor } from './web-client.ts';

/** What is under way: requests that were not acknowledged yet, and work of any kind that is not done. */
export class InFlightWork {
  #unacknowledged = 0;
  #working = 0;

  /** How many pieces of work are not done. */
  get unfinishedCount(): number {
    return this.#working;
  }

  /** Counts a request until it is acknowledged; the returned function may be called more than once. */
  trackRequest(): () => void {
    this.#unacknowledged += 1;
    let open = true;
    return () => {
      if (open) this.#unacknowledged -= 1;
      open = false;
    };
  }

  /** Counts work until it is done, whichever way. */
  async trackWork<T>(work: Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work;
    } finally {
      this.#working -= 1;
    }
  }

  /** Waits until every request is acknowledged, at most so long; whether all are. */
  waitForAcknowledgements(millis: number): Promise<boolean> {
    return this.#until(() => this.#unacknowledged === 0, millis);
  }

  /** Waits until all work is done, at most so long; whether it is. */
  waitForWork(millis: number): Promise<boolean> {
    return this.#until(() => this.#working === 0, millis);
  }

  async #until(test: () => boolean, millis: number): Promise<boolean> {
    const end = performance.now() + millis;
    while (!test() && performance.now() < end) await pauseFor(20);
    return test();
  }
}
