import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../../model/trouble.ts';
import { fileText } from '../file-text.ts';
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

function contentsOf(file: string): FileContents {
  const text = fileText(file, readFileSync(file));
  const absent = absentObjectsIn(text);
  if (absent !== null) return { absent };
  const foreign = recogniseForeignOutput(text);
  if (foreign !== null) return { unused: [{ ...foreign, file }] };
  return { documents: parseText(file, text) };
}

/** A text file of a folder is read only for what it tells of an absent object; else it is named as left out. */
function printedContents(file: string): FileContents {
  const text = readFileSync(file, 'utf8');
  const absent = absentObjectsIn(text);
  return absent === null ? { unused: [{ ...(recogniseForeignOutput(text) ?? onlyThese), file }] } : { absent };
}

function folderContents(folder: string): readonly FileContents[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.flatMap((name) => {
    if (readable.test(name)) return [contentsOf(join(folder, name))];
    return printed.test(name) ? [printedContents(join(folder, name))] : [];
  });
}

function contentsAt(path: string): readonly FileContents[] {
  try {
    return statSync(path).isDirectory() ? folderContents(path) : [contentsOf(path)];
  } catch (cause) {
    if (cause instanceof Trouble) throw cause;
    throw new Trouble('bad-input', { what: `${sanitizeText(path)} cannot be read` }, { cause });
  }
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
  const contents = paths.flatMap(contentsAt);
  if (contents.length === 0)
    throw new Trouble('bad-input', { what: `${sanitizeText(paths.join(' '))} holds no .yaml, .yml or .json file` });
  const documents = contents.flatMap((each) => each.documents ?? []);
  const absent = contents.flatMap((each) => each.absent ?? []);
  const unused = contents.flatMap((each) => each.unused ?? []);
  const [first] = unused;
  if (first !== undefined && unused.length === contents.length)
    throw new Trouble('bad-input', { what: unusedFileWords(first), todo: '' });
  return { documents, absent, unused };
}
