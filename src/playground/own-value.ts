/** The value that a table itself holds by a key, and nothing that all objects inherit (`constructor`, `toString`). */
export function findOwnValue<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
