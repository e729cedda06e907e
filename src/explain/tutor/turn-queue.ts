/** Turns for so many at once, in the order in which they were asked for. */
export type TurnQueue = {
  /** Waits for a turn; false when the signal came first. */
  readonly take: (signal: AbortSignal) => Promise<boolean>;
  /** Gives a turn back. */
  readonly free: () => void;
};

/** A queue with all its turns free. */
export function createTurnQueue(atOnce: number): TurnQueue {
  const waiting: (() => void)[] = [];
  let running = 0;

  /** Waits until a turn is handed over, or the signal comes. */
  async function wait(signal: AbortSignal): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const start = () => resolve(true);
    waiting.push(start);
    const leave = () => {
      const at = waiting.indexOf(start);
      // A turn that was handed over already is given back by whoever has it.
      if (at < 0) return;
      waiting.splice(at, 1);
      resolve(false);
    };
    signal.addEventListener('abort', leave, { once: true });
    const hasTurn = await promise;
    signal.removeEventListener('abort', leave);
    return hasTurn;
  }

  return {
    free() {
      // A turn is handed over, so that nobody who comes later takes it.
      const next = waiting.shift();
      if (next) next();
      else running--;
    },
    async take(signal) {
      if (signal.aborted) return false;
      if (running >= atOnce) return wait(signal);
      running++;
      return true;
    },
  };
}
