import { createDailyBudget } from './daily-budget.ts';
import { createTurnQueue } from './turn-queue.ts';

/** What a tutor may cost: per student and minute, at once, per day; and when it pauses after failures. */
export type TutorLimits = {
  readonly perMinute: number;
  readonly atOnce: number;
  readonly perDay: number;
  /** So many failures within `failureWindowMs` pause the tutor for `pauseMs`. */
  readonly failures: number;
  readonly failureWindowMs: number;
  readonly pauseMs: number;
};

/** The limits for a class. */
export const defaultTutorLimits: TutorLimits = {
  perMinute: 5,
  atOnce: 4,
  perDay: 2000,
  failures: 3,
  failureWindowMs: 5 * 60_000,
  pauseMs: 60_000,
};

/**
 * Why a question is not sent: the student asked too often, the day's requests are spent, or the tutor pauses.
 */
export type RefusalReason = 'student' | 'day' | 'resting';

/** Why a request was not made after all: no turn in time, or a day spent or a pause begun while it waited. */
export type UnsentReason = 'queue' | 'day' | 'resting';

/** What one question may do until it ends. */
export type RequestPermit = {
  /**
   * Makes one request when it is its turn and still allowed; `run` gets the milliseconds that it waited.
   * Otherwise the result is that of `refuse`.
   */
  readonly during: <T>(
    run: (waitedMs: number) => Promise<T>,
    refuse: (why: UnsentReason) => T,
    signal: AbortSignal,
  ) => Promise<T>;
  /** Ends the permit: what it reserved is free again. */
  readonly end: () => void;
};

/** Keeps a tutor within its limits. */
export type RateLimiter = {
  /** Admits one question of a student and reserves a request for it, or says why it is not to be sent. */
  readonly admit: (user: string) => RequestPermit | RefusalReason;
  /** Records how a request ended: `well`, or as a failure of the endpoint. */
  readonly ended: (well: boolean) => void;
};

const minuteMs = 60_000;

/** Counts the questions of each student in the last minute; `now` in milliseconds. */
function createQuestionCounter(perMinute: number, now: () => number) {
  const questions = new Map<string, readonly number[]>();
  return {
    /** Counts one more; false, and not counted, where that is too many. */
    add(user: string): boolean {
      const at = now();
      const recent = (questions.get(user) ?? []).filter((each) => at - each < minuteMs);
      if (recent.length >= perMinute) return false;
      for (const [each, times] of questions) if (times.every((time) => at - time >= minuteMs)) questions.delete(each);
      questions.set(user, [...recent, at]);
      return true;
    },
  };
}

type PauseLimits = Pick<TutorLimits, 'failures' | 'failureWindowMs' | 'pauseMs'>;

/** Pauses after several failures in a row; `now` in milliseconds. */
function createFailurePause({ failures, failureWindowMs, pauseMs }: PauseLimits, now: () => number) {
  let failedAt: readonly number[] = [];
  let until = 0;
  return {
    isPaused: () => now() < until,
    record(well: boolean): void {
      const at = now();
      failedAt = well ? [] : [...failedAt.filter((each) => at - each < failureWindowMs), at];
      if (failedAt.length >= failures) [failedAt, until] = [[], at + pauseMs];
    },
  };
}

/** A limiter that has admitted nothing yet; `now` in milliseconds. */
export function createRateLimiter(limits: TutorLimits, now: () => number): RateLimiter {
  const turns = createTurnQueue(limits.atOnce);
  const budget = createDailyBudget(limits.perDay, now);
  const questions = createQuestionCounter(limits.perMinute, now);
  const pause = createFailurePause(limits, now);

  /** What forbids one more request; null where nothing does. */
  function obstacle({ isExhausted }: { readonly isExhausted: () => boolean }): 'day' | 'resting' | null {
    // Asked even during a pause: the question is also what begins a new day.
    const exhausted = isExhausted();
    if (pause.isPaused()) return 'resting';
    return exhausted ? 'day' : null;
  }

  function permit(): RequestPermit {
    const reservation = budget.reserve();
    return {
      end: reservation.release,
      async during(run, refuse, signal) {
        const from = now();
        if (!(await turns.take(signal))) return refuse('queue');
        try {
          if (signal.aborted) return refuse('queue');
          // Much may have happened since the question was admitted.
          const why = obstacle(reservation);
          if (why) return refuse(why);
          reservation.spend();
          return await run(now() - from);
        } finally {
          turns.free();
        }
      },
    };
  }

  return {
    admit: (user) => obstacle(budget) ?? (questions.add(user) ? permit() : 'student'),
    ended: pause.record,
  };
}
