import { WebAPIRateLimitedError } from '@slack/web-api';
import { firstLineOf } from '../../model/error-line.ts';
import { judgeFailedWrite, type WriteFate } from './write-fate.ts';

/** How long a write is tried, in milliseconds: the first pause, which doubles up to the longest, and all of it together. */
export type WriteTimings = { readonly firstPauseMs: number; readonly longestPauseMs: number; readonly totalMs: number };

/** The time in milliseconds, and how to wait. */
export type WriteClock = { readonly now: () => number; readonly pause: (pauseMs: number) => Promise<unknown> };

/** A write that must be done once. */
export type OnceWrite<T> = {
  readonly send: () => Promise<T>;
  /**
   * Looks for what may have been written: null where it is not there; null in place of the function where it cannot be
   * looked for. @throws what Slack refuses
   */
  readonly find: (() => Promise<T | null>) | null;
  /** Whether doing it again changes nothing, as with an edit. */
  readonly isRepeatable: boolean;
};

/** A write that may or may not have been done, or could not be done for so long: whatever is tried next may be the second. */
export class WriteGivenUpError extends Error {}

type Found<T> = { readonly value: T } | 'absent' | 'later' | 'unreadable';

async function lookFor<T>(find: (() => Promise<T | null>) | null): Promise<Found<T>> {
  if (find === null) return 'unreadable';
  try {
    const value = await find();
    return value === null ? 'absent' : { value };
  } catch (error) {
    const isPutOff = error instanceof WebAPIRateLimitedError;
    return judgeFailedWrite(error) === 'refused' && !isPutOff ? 'unreadable' : 'later';
  }
}

/**
 * Writes, and tries again with growing pauses where Slack is broken or out of reach, but never what may have been done: then
 * it is looked for first, and written again only where it is not there. What may still be under way is looked for alone.
 * @throws what Slack refuses, at once; WriteGivenUpError where nothing proves whether it was done, or at the end of its time
 */
export async function writeOnce<T>(
  { send, find, isRepeatable }: OnceWrite<T>,
  { now, pause }: WriteClock,
  { firstPauseMs, longestPauseMs, totalMs }: WriteTimings,
): Promise<T> {
  const end = now() + totalMs;
  let [doubt, failure]: [WriteFate | null, unknown] = [null, null];
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const found = doubt === null ? 'absent' : await lookFor(find);
    if (typeof found === 'object') return found.value;
    // What may still be under way can come later: that it is not there yet proves nothing.
    if (found === 'absent' && doubt !== 'pending')
      try {
        return await send();
      } catch (error) {
        [doubt, failure] = [judgeFailedWrite(error), error];
        if (doubt === 'refused') throw error;
        if (doubt === 'unsent' || isRepeatable) doubt = null;
      }
    if (found === 'unreadable' || now() + pauseMs > end)
      throw new WriteGivenUpError(`given up: ${firstLineOf(failure)}`, { cause: failure });
    await pause(pauseMs);
  }
}
