import { opendirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodeOf, firstLineOf } from '../model/error-line.ts';

/** What is below a folder, by its path from there, sorted; or why that cannot be said, as the end of a sentence. */
export type FolderFiles = { readonly names: readonly string[] } | { readonly folder: string; readonly fault: string };

// A dump has tens of files. More than this is a home folder, or a whole disk, that was named by mistake.
const mostEntries = 10_000;

/**
 * Lists what is below a folder, folders themselves among it, links to folders not followed; `isPassedOver` says into which
 * folders not to look, by their own name. Never throws.
 */
export function listFilesBelow(folder: string, isPassedOver: (name: string) => boolean = () => false): FolderFiles {
  const names: string[] = [];
  // Folders to look into; it grows while it is gone through.
  const open = [''];
  for (const below of open) {
    const path = join(folder, below);
    try {
      const directory = opendirSync(path);
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
        names.push(join(below, entry.name));
        if (entry.isDirectory() && !isPassedOver(entry.name)) open.push(join(below, entry.name));
        if (names.length > mostEntries) break;
      }
      directory.closeSync();
    } catch (error) {
      return { folder: path, fault: `cannot be read (${errorCodeOf(error) || firstLineOf(error)})` };
    }
    if (names.length > mostEntries)
      return { folder, fault: `holds more than ${mostEntries} files, which is more than is looked through` };
  }
  return { names: names.sort() };
}
