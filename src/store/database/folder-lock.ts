import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { firstLineOf } from '../../model/error-line.ts';
import { Trouble } from '../../model/trouble.ts';

/** A folder that only this process uses, until it is released or the process ends. */
export type FolderLock = { readonly release: () => void };

function ownerOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'another process';
  }
}

function isLocked(error: unknown): boolean {
  // SQLITE_BUSY
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

/**
 * Makes a folder where it is missing, and those above it. Node's own `recursive` does not come to an end where a folder that
 * is there takes no new ones, as /proc.
 */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/**
 * Takes a folder for this process: PGlite would let a second one in and lose rows. The lock is SQLite's,
 * which the kernel releases however a process ends. @throws Trouble `bad-config` that names the process that
 * has it
 */
export function lockFolder(folder: string): FolderLock {
  const owner = join(folder, 'lock.owner');
  try {
    makeFolder(folder);
    const lock = new DatabaseSync(join(folder, 'lock'));
    lock.exec('pragma busy_timeout = 0; begin exclusive');
    writeFileSync(owner, `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}\n`, {
      mode: 0o600,
    });
    return { release: () => lock.close() };
  } catch (cause) {
    const what = isLocked(cause)
      ? `NETLAB_DATA ${folder} is in use by another netlab (${ownerOf(owner)}): stop that one, give this one another folder, or let both use one DATABASE_URL`
      : `NETLAB_DATA ${folder} cannot be used: ${firstLineOf(cause)}`;
    throw new Trouble('bad-config', { what }, { cause });
  }
}
