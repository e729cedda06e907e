import { accessSync, constants, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for files that can be made again: `node_modules/.cache/<name>`, or where that cannot be written
 * one of this user in the system's temporary folder. It is made where it is missing.
 */
export function cacheFolder(name: string): string {
  const beside = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', name);
  try {
    mkdirSync(beside, { recursive: true });
    accessSync(beside, constants.W_OK);
    return beside;
  } catch {
    const other = join(tmpdir(), `${name}-${process.getuid?.() ?? 0}`);
    mkdirSync(other, { recursive: true, mode: 0o700 });
    return other;
  }
}

/**
 * Where an empty embedded database is kept, to copy new ones from: named by PGlite's version, since its
 * format may change.
 */
export const databaseTemplateFolder = (): string => join(cacheFolder('netlab-database'), 'pglite-0.5');
