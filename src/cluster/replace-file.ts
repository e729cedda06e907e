import { randomBytes } from 'node:crypto';
import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCodeOf, firstLineOf } from '../model/error-line.ts';
import { Trouble } from '../model/trouble.ts';
import { sanitizeText } from './translate/sanitize.ts';

/** Why a name cannot be written to: only a file, a link or nothing may stand there. Null where it can. */
function faultOf(file: string): string | null {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there === undefined || there.isFile() || there.isSymbolicLink()) return null;
  return there.isDirectory() ? 'it is a folder' : 'it is no file: a pipe, a socket or a device';
}

/** Removes what was written of a draft, if anything was. */
function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Its folder is none, so that there is no draft.
  }
}

/**
 * Puts a new file in the place of a name, with the permissions of `mode` alone: those of what stood there, and whoever has that
 * open, get nothing of it. A link is replaced, and what it leads to is left as it is. @throws Trouble `bad-input`
 */
export function replaceFile(file: string, content: string | Uint8Array, mode: number): void {
  const draft = join(dirname(file), `.netlab-${randomBytes(8).toString('hex')}`);
  const refuse = (why: string, cause?: unknown) =>
    new Trouble('bad-input', { what: `${sanitizeText(file)} cannot be written${why}` }, { cause });
  try {
    const fault = faultOf(file);
    if (fault !== null) throw refuse(`: ${fault}`);
    writeFileSync(draft, content, { mode, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    removeDraft(draft);
    throw error instanceof Trouble ? error : refuse(` (${errorCodeOf(error) || firstLineOf(error)})`, error);
  }
}
