/** Waits so many milliseconds and resolves with true; with false as soon as the signal fires. */
export function pauseFor(pauseMs: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const finish = (whole: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(whole);
    };
    const stop = () => finish(false);
    const timer = setTimeout(() => finish(true), pauseMs);
    signal?.addEventListener('abort', stop);
  });
}

/** Does work again and again, each time after so many milliseconds; the returned function ends that. */
export type RepeatWork = (work: () => void, everyMs: number) => () => void;

/** What tells how time passes, whatever the time of day is set to. */
export type Clock = {
  readonly repeat: RepeatWork;
  /** Milliseconds since some moment; they only go forward. */
  readonly uptimeMs: () => number;
};

/** The process's own; what it repeats does not keep the process alive. */
export const processClock: Clock = {
  repeat: (work, everyMs) => {
    const timer = setInterval(work, everyMs).unref();
    return () => clearInterval(timer);
  },
  uptimeMs: () => performance.now(),
};
