import type { PodIdentity } from './endpoint.ts';

/** Computes a value when it is first asked for, and only then. */
export function computeOnce<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Computes a value once for each key; objects are told apart by identity, not by what they hold. */
export function memoizeByKey<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

/**
 * Computes a value once for each identity: by its number, since this is the innermost loop of every question.
 */
export function memoizeByIdentity<T extends number | object>(
  make: (identity: PodIdentity) => T,
): (identity: PodIdentity) => T {
  const known: (T | undefined)[] = [];
  return (identity) => {
    const before = known[identity.id];
    if (before !== undefined) return before;
    const found = make(identity);
    known[identity.id] = found;
    return found;
  };
}
