import { pauseFor } from './timing.ts';

/** Counts requests that were not acknowledged yet, and work of any kind that is not done. */
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

  /** Counts work until it succeeds or fails. @throws what the work throws */
  async trackWork<T>(work: Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work;
    } finally {
      this.#working -= 1;
    }
  }

  /** Waits until every request is acknowledged, at most so many milliseconds; whether all are. */
  waitForAcknowledgements(timeoutMs: number): Promise<boolean> {
    return this.#until(() => this.#unacknowledged === 0, timeoutMs);
  }

  /** Waits until all work is done, at most so many milliseconds; whether it is. */
  waitForWork(timeoutMs: number): Promise<boolean> {
    return this.#until(() => this.#working === 0, timeoutMs);
  }

  async #until(test: () => boolean, timeoutMs: number): Promise<boolean> {
    const end = performance.now() + timeoutMs;
    while (!test() && performance.now() < end) await pauseFor(20);
    return test();
  }
}
