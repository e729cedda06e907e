/** The result, or null where it takes longer than so many milliseconds. */
export async function withTimeout<T>(pending: Promise<T>, timeoutMs: number): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), timeoutMs);
  const first = await Promise.race([pending, late]);
  clearTimeout(timer);
  return first;
}
