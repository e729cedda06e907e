import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../../model/trouble.ts';
import { byteLimits, megabytes, readFileBytes } from '../file-bytes.ts';
import { readFileText } from '../file-text.ts';
import { listFilesBelow } from '../folder-files.ts';
import { type DumpDocument, parseText } from '../input-file.ts';
import { sanitizeText } from '../translate/sanitize.ts';
import type { SavedStatus } from './dump.ts';
import { absentObjectsIn, type ForeignOutput, recogniseForeignOutput } from './foreign-output.ts';

/** A file that holds something else than objects, and was left out. */
export type UnusedFile = ForeignOutput & { readonly file: string };

/** What the files of a dump hold. */
export type DumpFiles = {
  readonly documents: readonly DumpDocument[];
  /** Objects that kubectl said do not exist. */
  readonly absent: readonly SavedStatus[];
  readonly unused: readonly UnusedFile[];
};

type FileContents = Partial<DumpFiles>;

const readable = /\.(?:ya?ml|json)(?:\.gz)?$/u;
// What people save in text files is what kubectl prints for people.
const printed = /\.(?:txt|log|out)$/u;
const onlyThese: ForeignOutput = {
  what: 'is not read: of a folder only .yaml, .yml and .json are',
  todo: 'name the file itself after --dump where it holds objects',
};

function contentsOf(file: string, text: string): FileContents {
  const absent = absentObjectsIn(text);
  if (absent !== null) return { absent };
  const foreign = recogniseForeignOutput(text);
  if (foreign !== null) return { unused: [{ ...foreign, file }] };
  return { documents: parseText(file, text) };
}

// What kubectl prints for people is short; a log that somebody keeps beside a dump may not be.
const mostPrintedBytes = 8 << 20;

/** A text file of a folder is read only for what it tells of an absent object; else it is named as left out. */
function printedContents(file: string): FileContents {
  const found = readFileBytes(file, mostPrintedBytes);
  if ('fault' in found) return { unused: [{ file, what: found.fault, todo: 'it is left out' }] };
  const text = found.bytes.toString('utf8');
  const absent = absentObjectsIn(text);
  return absent === null ? { unused: [{ ...(recogniseForeignOutput(text) ?? onlyThese), file }] } : { absent };
}

/** The files below a folder that may hold objects, or what kubectl printed for people. @throws Trouble `bad-input` */
function filesIn(folder: string): readonly string[] {
  const found = listFilesBelow(folder);
  if ('fault' in found) throw new Trouble('bad-input', { what: `${sanitizeText(found.folder)} ${found.fault}` });
  const names = found.names.filter((name) => readable.test(name) || printed.test(name));
  if (names.length === 0)
    throw new Trouble('bad-input', { what: `${sanitizeText(folder)} holds no .yaml, .yml or .json file` });
  return names.map((name) => join(folder, name));
}

/** Whether a path is a folder; what cannot be looked at is read as a file, which says why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What the files at some paths hold, one after the other. @throws Trouble `bad-input` naming the one that cannot be used */
function contentsAt(paths: readonly string[]): readonly FileContents[] {
  let length = 0;
  const contentsIn = (file: string): FileContents => {
    const text = readFileText(file);
    length += text.length;
    if (length > byteLimits.dump)
      throw new Trouble('bad-input', { what: `the files of the dump hold more than ${megabytes(byteLimits.dump)}` });
    return contentsOf(file, text);
  };
  return paths.flatMap((path) => {
    if (!isFolder(path)) return [contentsIn(path)];
    return filesIn(path).map((file) => (readable.test(file) ? contentsIn(file) : printedContents(file)));
  });
}

/** A file that was left out, in a sentence without its full stop. */
export function unusedFileWords({ file, what, todo }: UnusedFile): string {
  return `${sanitizeText(file)} ${what}; ${todo}`;
}

/**
 * Reads files and folders. What is recognised as something else than objects is left out where others are there.
 * @throws Trouble `bad-input` for a file that is broken, and where nothing but such files is there
 */
export function readFiles(paths: readonly string[]): DumpFiles {
  const contents = contentsAt(paths);
  const documents = contents.flatMap((each) => each.documents ?? []);
  const absent = contents.flatMap((each) => each.absent ?? []);
  const unused = contents.flatMap((each) => each.unused ?? []);
  const [first] = unused;
  if (first !== undefined && unused.length === contents.length)
    throw new Trouble('bad-input', { what: unusedFileWords(first), todo: '' });
  return { documents, absent, unused };
}
