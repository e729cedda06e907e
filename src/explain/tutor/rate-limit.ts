/** What a tutor may cost: per student and minute, at once, per day; and when it rests after failures. */
export type TutorLimits = {
  readonly perMinute: number;
  readonly atOnce: number;
  readonly perDay: number;
  /** So many failures within `window` rest the tutor for `pause`; milliseconds. */
  readonly failures: number;
  readonly failureWindowMs: number;
  readonly pauseMs: number;
};

/** The limits of a class. */
export const defaultTutorLimits: TutorLimits = {
  perMinute: 5,
  atOnce: 4,
  perDay: 2000,
  failures: 3,
  failureWindowMs: 5 * 60_000,
  pauseMs: 60_000,
};

/** Why nobody is asked for a question. */
export type RefusalReason = 'student' | 'day' | 'resting';

/** Why a request was not made after all: no turn in time, a day that is spent by now, or a rest that began meanwhile. */
export type UnsentReason = 'queue' | 'day' | 'resting';

/** What one question may do until it ends. */
export type RequestPermit = {
  /** One request, told how many milliseconds it waited, when it is its turn and still allowed; else what `refuse` says. */
  readonly during: <T>(
    run: (waited: number) => Promise<T>,
    refuse: (why: UnsentReason) => T,
    signal: AbortSignal,
  ) => Promise<T>;
  /** Nothing more is asked for it. */
  readonly end: () => void;
};

const dayMs = 24 * 60 * 60_000;

/** Turns for so many at once; whoever frees one hands it over, so that nobody who comes later takes it. */
function openTurns(atOnce: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    free(): void {
      const next = waiting.shift();
      if (next) next();
      else running--;
    },
    /** Whether a turn came in time. */
    async take(signal: AbortSignal): Promise<boolean> {
      if (signal.aborted) return false;
      if (running < atOnce) {
        running++;
        return true;
      }
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const own = () => resolve(true);
      waiting.push(own);
      const leave = () => {
        const at = waiting.indexOf(own);
        // A turn that was handed over already is freed by whoever has it.
        if (at < 0) return;
        waiting.splice(at, 1);
        resolve(false);
      };
      signal.addEventListener('abort', leave, { once: true });
      const came = await promise;
      signal.removeEventListener('abort', leave);
      return came;
    },
  };
}

/** Keeps a tutor within its limits; `now` in milliseconds. */
export function createRateLimiter(of: TutorLimits, now: () => number) {
  const asked = new Map<string, readonly number[]>();
  const turns = openTurns(of.atOnce);
  // Requests that were made today, and those that are promised to questions which have made none yet.
  let [spent, promised, since, restingUntil] = [0, 0, now(), 0];
  let failed: readonly number[] = [];

  /** What stands against one more request, of those that are not promised. */
  function against(own: number): 'day' | 'resting' | null {
    const at = now();
    if (at - since >= dayMs) [spent, since] = [0, at];
    if (at < restingUntil) return 'resting';
    return spent + promised - own >= of.perDay ? 'day' : null;
  }

  function passed(): RequestPermit {
    let own = 1;
    const end = () => {
      promised -= own;
      own = 0;
    };
    promised++;
    return {
      end,
      async during(run, refuse, signal) {
        const from = now();
        if (!(await turns.take(signal))) return refuse('queue');
        try {
          if (signal.aborted) return refuse('queue');
          // Much may have happened since it was let in.
          const why = against(own);
          if (why) return refuse(why);
          end();
          spent++;
          return await run(now() - from);
        } finally {
          turns.free();
        }
      },
    };
  }

  return {
    /** Lets one question of a student in, with a request promised to it; says why where it is not to be asked. */
    admit(user: string): RequestPermit | RefusalReason {
      const at = now();
      const why = against(0);
      if (why) return why;
      const recent = (asked.get(user) ?? []).filter((each) => at - each < 60_000);
      if (recent.length >= of.perMinute) return 'student';
      for (const [each, times] of asked) if (times.every((time) => at - time >= 60_000)) asked.delete(each);
      asked.set(user, [...recent, at]);
      return passed();
    },
    /** How a request ended: failures rest the tutor. */
    ended(well: boolean): void {
      const at = now();
      failed = well ? [] : [...failed.filter((each) => at - each < of.failureWindowMs), at];
      if (failed.length >= of.failures) [failed, restingUntil] = [[], at + of.pauseMs];
    },
  };
}
