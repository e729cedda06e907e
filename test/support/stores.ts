// Every way to keep what netlab keeps: in memory, in the embedded database, on a PostgreSQL server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { databaseTemplate } from '../../src/cache.ts';
import type { Sharing } from '../../src/model/roster.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { type Postgres, startPostgres } from './postgres.ts';

export const at = '2026-11-24T16:40:00.000Z';

/** Where a store is, so that another one can be opened on the same. */
export type Where = { readonly url: string | null; readonly folder: string };

const folders: string[] = [];

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
  return openStore({ ...where, template: databaseTemplate(), sharing, days: 180, now: () => now, note });
}

/** A database to run a suite on. */
export type Backend = {
  readonly name: string;
  /** A place with nothing in it. */
  readonly fresh: () => Promise<Where>;
  /** Null for the embedded one, which is no server. */
  readonly server: Postgres | null;
};

/** Runs a suite on both databases; where no server can run, the suite's name says why and it is counted as skipped. */
export async function onBothDatabases(suite: (backend: Backend) => void): Promise<void> {
  const server = await startPostgres();
  afterAll(async () => {
    if (typeof server !== 'string') await server.stop();
    for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
  });
  describe('embedded', () => {
    suite({ name: 'embedded', fresh: async () => ({ url: null, folder: freshFolder() }), server: null });
  });
  if (typeof server === 'string') {
    process.stderr.write(`${server}\n`);
    describe.skip(`PostgreSQL: ${server}`, () =>
      suite({ name: 'server', fresh: async () => ({ url: null, folder: '' }), server: null }));
  } else
    describe('PostgreSQL', () =>
      suite({ name: 'server', fresh: async () => ({ url: await server.fresh(), folder: freshFolder() }), server }));
}
