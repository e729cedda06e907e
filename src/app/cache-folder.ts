import { accessSync, constants, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what can be made again: beside the packages it is made from, or where that cannot be written, for this boot. */
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

/** An empty embedded database to copy new ones from; another version of PGlite has another one. */
export const databaseTemplateFolder = (): string => join(cacheFolder('netlab-database'), 'pglite-0.5');
