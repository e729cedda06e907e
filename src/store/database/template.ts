import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** Where the embedded database keeps its files inside a folder of netlab's. */
export const databaseFolderIn = (folder: string): string => join(folder, 'database');

async function made(template: string): Promise<void> {
  const draft = `${template}.${process.pid}`;
  mkdirSync(dirname(template), { recursive: true });
  rmSync(draft, { recursive: true, force: true });
  const database = await PGlite.create(draft);
  await database.close();
  try {
    // Two at once end in the same folder; the first one stays.
    renameSync(draft, template);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const there = error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST'].includes(String(error.code));
    if (!there) throw error;
  }
}

/** Makes the template where it is missing, which takes seconds. */
export async function ensureTemplate(template: string): Promise<void> {
  if (!existsSync(template)) await made(template);
}

/**
 * Gives a folder an empty embedded database, copied from a template that is made once: PGlite takes seconds for a new one
 * and a copy takes 0.1 s. A folder that has a database keeps it.
 */
export async function copyTemplate(folder: string, template: string): Promise<void> {
  if (existsSync(databaseFolderIn(folder))) return;
  await ensureTemplate(template);
  const draft = `${databaseFolderIn(folder)}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(template, draft, { recursive: true });
  // Whoever finds the folder finds all of it.
  renameSync(draft, databaseFolderIn(folder));
}
