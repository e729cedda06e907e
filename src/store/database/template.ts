import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** The folder of the embedded database's files inside netlab's data folder. */
export const databaseFolderIn = (folder: string): string => join(folder, 'database');

/** Makes the template under another name first, so that nobody finds half of it. */
async function createTemplate(template: string): Promise<void> {
  const draft = `${template}.${process.pid}`;
  mkdirSync(dirname(template), { recursive: true });
  rmSync(draft, { recursive: true, force: true });
  const database = await PGlite.create(draft);
  await database.close();
  try {
    // Of two processes at once the first one's template stays.
    renameSync(draft, template);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const exists = error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST'].includes(String(error.code));
    if (!exists) throw error;
  }
}

/** Makes the template where it is missing, which takes some seconds. */
export async function ensureTemplate(template: string): Promise<void> {
  if (!existsSync(template)) await createTemplate(template);
}

/**
 * Gives a folder an empty embedded database, copied from a template that is made once: PGlite takes seconds
 * for a new one and a copy takes 0.1 s. A folder that has a database keeps it.
 */
export async function copyTemplate(folder: string, template: string): Promise<void> {
  if (existsSync(databaseFolderIn(folder))) return;
  await ensureTemplate(template);
  const draft = `${databaseFolderIn(folder)}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(template, draft, { recursive: true });
  // Nobody finds half a database.
  renameSync(draft, databaseFolderIn(folder));
}
