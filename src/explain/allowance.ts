/** What a tutor may cost: per student and minute, at once, per day; and when it rests after failures. */
export type Limits = {
  readonly perMinute: number;
  readonly atOnce: number;
  readonly perDay: number;
  /** So many failures within `window` rest the tutor for `pause`; milliseconds. */
  readonly failures: number;
  readonly window: number;
  readonly pause: number;
};

/** The limits of a class. */
export const limits: Limits = {
  perMinute: 5,
  atOnce: 4,
  perDay: 2000,
  failures: 3,
  window: 5 * 60_000,
  pause: 60_000,
};

/** Why nobody is asked. */
export type Refused = 'student' | 'day' | 'resting';

const day = 24 * 60 * 60_000;

/** Keeps a tutor within its limits; `now` in milliseconds. */
export function openAllowance(of: Limits, now: () => number) {
  const asked = new Map<string, readonly number[]>();
  const waiting: (() => void)[] = [];
  let [running, spent, since, restingUntil] = [0, 0, now(), 0];
  let failed: readonly number[] = [];

  function freed(): void {
    running--;
    waiting.shift()?.();
  }

  async function turn(signal: AbortSignal): Promise<void> {
    while (running >= of.atOnce) {
      signal.throwIfAborted();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      // Whoever gives up leaves the queue, so that no turn is given to nobody.
      const leave = () => {
        waiting.splice(waiting.indexOf(resolve) >>> 0, 1);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      await promise;
      signal.removeEventListener('abort', leave);
    }
    signal.throwIfAborted();
    running++;
  }

  return {
    /** Counts one situation for a student; says why where it is not to be asked. */
    admit(user: string): Refused | null {
      const at = now();
      if (at - since >= day) [spent, since] = [0, at];
      if (at < restingUntil) return 'resting';
      if (spent >= of.perDay) return 'day';
      const recent = (asked.get(user) ?? []).filter((each) => at - each < 60_000);
      if (recent.length >= of.perMinute) return 'student';
      for (const [each, times] of asked) if (times.every((time) => at - time >= 60_000)) asked.delete(each);
      asked.set(user, [...recent, at]);
      return null;
    },
    /** One request, when it is its turn. @throws the signal's reason where that comes too late */
    async during<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T> {
      await turn(signal);
      spent++;
      try {
        return await run();
      } finally {
        freed();
      }
    },
    /** How a request ended: failures rest the tutor. */
    ended(well: boolean): void {
      const at = now();
      failed = well ? [] : [...failed.filter((each) => at - each < of.window), at];
      if (failed.length >= of.failures) [failed, restingUntil] = [[], at + of.pause];
    },
  };
}
