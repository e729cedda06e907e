import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { errorCodeOf, firstLineOf } from '../model/error-line.ts';
import { findOwnValue } from '../model/own-value.ts';

/** What a file holds, or why it cannot be read, as the end of a sentence that begins with its name. */
export type FileBytes = { readonly bytes: Buffer } | { readonly fault: string };

/** How many bytes may be read of what is handed in, unpacked: by far more than a class has, and no memory is lost to it. */
export const byteLimits = { dump: 256 << 20, queries: 16 << 20, policy: 1 << 20, configuration: 1 << 20 } as const;

/** Bytes as megabytes, for a limit: `256 MB`. */
export const megabytes = (bytes: number): string => `${bytes >> 20} MB`;

/** A fault as words, thrown only inside of this file. */
class UnreadableFile extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'the permission is missing (EACCES)',
  EPERM: 'the permission is missing (EPERM)',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EAGAIN: 'nothing is to be read from it now',
  ENXIO: 'it is a socket, not a file',
};

function isDangling(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function reasonOf(file: string, error: unknown): string {
  if (error instanceof UnreadableFile) return error.message;
  const code = errorCodeOf(error);
  if (code === 'ENOENT' && isDangling(file)) return 'it is a link that leads nowhere';
  return findOwnValue(reasons, code) ?? (code || firstLineOf(error));
}

/** Only files have an end: a pipe may wait for ever, and a device may go on for ever. */
function requireFile(stats: Stats): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) throw new UnreadableFile('it is a folder');
  if (stats.isFIFO()) throw new UnreadableFile('it is a pipe, not a file');
  throw new UnreadableFile(`it is a ${stats.isSocket() ? 'socket' : 'device'}, not a file`);
}

const chunkBytes = 1 << 16;

/** Reads an open file to its end, whatever length it says that it has. */
function readToEnd(fd: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; length <= most; ) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const read = readSync(fd, chunk);
    if (read === 0) return Buffer.concat(chunks, length);
    chunks.push(chunk.subarray(0, read));
    length += read;
  }
  throw new UnreadableFile(`it is larger than ${megabytes(most)}`);
}

function readPath(file: string, most: number): Buffer {
  // Looked at before it is opened, since to open a device may do something, and after, since another may stand there now.
  requireFile(statSync(file));
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(fd);
    requireFile(stats);
    if (stats.size > most) throw new UnreadableFile(`it is larger than ${megabytes(most)}`);
    return readToEnd(fd, most);
  } finally {
    closeSync(fd);
  }
}

/** The number of a descriptor that is open already, as a shell hands in `<(…)` or `-`; null for all other names. */
function descriptorIn(file: string): number | null {
  if (file === '/dev/stdin') return 0;
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d{1,5})$/u.exec(file)?.[1];
  return number === undefined ? null : Number(number);
}

/**
 * Reads a file of at most `most` bytes. What is no file is refused, never waited for; a descriptor that a shell opened for
 * this process is read to its end, as standard input is. Never throws.
 */
export function readFileBytes(file: string, most: number): FileBytes {
  try {
    const open = descriptorIn(file);
    return { bytes: open === null ? readPath(file, most) : readToEnd(open, most) };
  } catch (error) {
    return { fault: `cannot be read: ${reasonOf(file, error)}` };
  }
}
