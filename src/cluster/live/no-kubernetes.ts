import type { Read } from '../../model/read.ts';
import type { Reads } from '../../model/snapshot.ts';
import { doubtfulAbsence } from '../refusals.ts';

/**
 * Whether whoever answered knows neither the namespace nor nodes. Every API server knows nodes, so this is none, or not
 * all of one (a wrong path, a front that hides some): what it calls absent is not.
 */
export function knowsNothing({ ownNamespace, nodes }: Pick<Reads, 'ownNamespace' | 'nodes'>): boolean {
  return [ownNamespace, nodes].every((read) => read.outcome !== 'ok' && read.code === 404);
}

/** A read without what it says is absent; what it shows stays. */
export function withoutAbsence<T>(read: Read<T>): Read<T> {
  const empty = read.outcome === 'ok' && Array.isArray(read.data) && read.data.length === 0;
  if (!empty && read.outcome !== 'not-found') return read;
  return doubtfulAbsence(read.ask, 'the server knows neither the namespace nor nodes');
}
