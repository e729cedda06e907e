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

/** What a test sets: texts and clocks; a clock as a function moves on. */
export type StoreSettings = {
  readonly sharing?: Sharing;
  readonly now?: string | (() => string);
  readonly uptimeMs?: () => number;
  readonly days?: number;
  readonly notes?: string[];
};

export function storeAt(where: Where, settings: StoreSettings = {}): Promise<Store> {
  const { sharing = 1, now = at, uptimeMs = () => 0, days = 180, notes = [] } = settings;
  return openDatabaseStore({
    ...where,
    template: databaseTemplateFolder,
    sharing,
    days,
    now: typeof now === 'string' ? () => now : now,
    uptimeMs,
    log: (line) => notes.push(line),
  });
}
