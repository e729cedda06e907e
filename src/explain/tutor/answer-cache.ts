/** Answers by key, each asked for once at a time; `now` in milliseconds. */
export function createAnswerCache<T>(many: number, now: () => number) {
  const kept = new Map<string, { readonly value: T; readonly until: number }>();
  const pending = new Map<string, Promise<T>>();
  return {
    /** What is kept under a key and not too old. */
    find(key: string): { readonly value: T } | null {
      const found = kept.get(key);
      if (found && found.until > now()) return found;
      kept.delete(key);
      return null;
    },
    /** What is being asked for just now. */
    pending: (key: string): Promise<T> | null => pending.get(key) ?? null,
    /** Asks, and keeps the answer for as long as `lasting` says (milliseconds, 0 for not at all). */
    async ask(key: string, run: () => Promise<T>, lasting: (value: T) => number): Promise<T> {
      const own = run();
      pending.set(key, own);
      try {
        const value = await own;
        const millis = lasting(value);
        if (millis > 0) kept.set(key, { value, until: now() + millis });
        // The oldest goes first.
        for (const oldest of kept.keys()) {
          if (kept.size <= many) break;
          kept.delete(oldest);
        }
        return value;
      } finally {
        pending.delete(key);
      }
    },
  };
}
