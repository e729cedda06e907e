import type { Read } from '../../model/read.ts';

/** The objects of a list, [] where it could not be read. */
export function objectsOf<T>(read: Read<readonly T[]>): readonly T[] {
  return read.outcome === 'ok' ? read.data : [];
}
