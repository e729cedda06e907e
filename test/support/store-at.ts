// Opening a store, for tests and for the processes that they start.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseTemplateFolder } from '../../src/app/cache-folder.ts';
import type { Sharing } from '../../src/model/roster.ts';
import { openDatabaseStore, type Store } from '../../src/store/store.ts';

export const at = '2026-11-24T16:40:00.000Z';

/** Where a store is, so that another one can be opened on the same. */
export type Where = { readonly url: string | null; readonly folder: string };

/** Every folder that was made, so that whoever ends can take them away. */
export const folders: string[] = [];

export function freshFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'netlab-store-'));
  folders.push(made);
  return made;
}

export function storeAt(
  where: Where,
  more: { sharing?: Sharing; now?: string; notes?: string[] } = {},
): Promise<Store> {
  const { sharing = 1, now = at, notes = [] } = more;
  const note = (line: string) => notes.push(line);
  return openDatabaseStore({
    ...where,
    template: databaseTemplateFolder,
    sharing,
    days: 180,
    now: () => now,
    log: note,
  });
}
