/**
 * The value that a table itself holds by a key, undefined where it holds none. Every look-up by text that comes from
 * elsewhere goes this way: `table[key]` finds what all objects inherit, too, under `constructor` or `toString`.
 */
export function findOwnValue<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
