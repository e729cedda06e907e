import { findOwnValue } from '../own-value.ts';
import type { KubeObject } from './store.ts';

/** One column of a server-side Table; priority 1 is shown with `-o wide` only. */
export type TableColumn = {
  readonly name: string;
  readonly description: string;
  readonly priority: 0 | 1;
  readonly cell: (object: KubeObject) => unknown;
};

type UnknownRecord = Readonly<Record<string, unknown>>;

/** A field far inside an object, undefined where the way there ends. */
export function fieldAt(object: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? findOwnValue(value as UnknownRecord, step) : undefined,
    object,
  );
}

/** A list far inside an object, empty where there is none. */
export function listAt(object: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = fieldAt(object, ...path);
  return Array.isArray(found) ? found : [];
}
