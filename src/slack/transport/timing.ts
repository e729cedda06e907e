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
