// A clock that a test moves: what repeats comes due with it, and nothing waits for the real one.
import type { Clock } from '../../src/slack/transport/timing.ts';

type Timer = { readonly work: () => void; readonly everyMs: number; dueMs: number };

export type HandClock = Clock & {
  /** Moves it on; what comes due is begun, in order. */
  readonly pass: (passedMs: number) => void;
  /** How many works repeat. */
  readonly timers: () => number;
};

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export function handClock(): HandClock {
  let nowMs = 0;
  const timers = new Set<Timer>();
  const nextUntil = (endMs: number) =>
    [...timers].filter(({ dueMs }) => dueMs <= endMs).toSorted((a, b) => a.dueMs - b.dueMs)[0];
  return {
    repeat: (work, everyMs) => {
      const own = { work, everyMs, dueMs: nowMs + everyMs };
      timers.add(own);
      return () => void timers.delete(own);
    },
    uptimeMs: () => nowMs,
    pass: (passedMs) => {
      const endMs = nowMs + passedMs;
      for (let next = nextUntil(endMs); next !== undefined; next = nextUntil(endMs)) {
        nowMs = next.dueMs;
        next.dueMs += next.everyMs;
        next.work();
      }
      nowMs = endMs;
    },
    timers: () => timers.size,
  };
}
