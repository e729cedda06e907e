// Every way to keep what netlab keeps: in memory, in the embedded database, on a PostgreSQL server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { databaseTemplate } from '../../src/cache.ts';
import type { Sharing } from '../../src/model/roster.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { type Postgres, startPostgres } from './postgres.ts';

export const at = '2026-11-24T16:40:00.000Z';

/** Where a store is, so that another one can be opened on the same. */
export type Where = { readonly url: string | null; readonly folder: string };

export const freshFolder = () => mkdtempSync(join(tmpdir(), 'netlab-store-'));

export function storeAt(where: Where, more: { sharing?: Sharing; now?: string; notes?: string[] } = {}): Promise<Store> {
  const { sharing = 1, now = at, notes = [] } = more;
  const note = (line: string) => notes.push(line);
  return openStore({ ...where, template: databaseTemplate(), sharing, days: 180, now: () => now, note });
}

/** Runs a suite on both databases; where no server can run, it says why and is counted as skipped. */
export function onBothDatabases(suite: (fresh: () => Promise<Where>, server: () => Postgres | null) => void): void {
  const folders: string[] = [];
  const folder = () => {
    const made = freshFolder();
    folders.push(made);
    return made;
  };
  afterAll(() => {
    for (const each of folders) rmSync(each, { recursive: true, force: true });
  });
  describe('embedded', () => {
    suite(
      async () => ({ url: null, folder: folder() }),
      () => null,
    );
  });
  describe('PostgreSQL', () => {
    let server: Postgres | string = '';
    beforeAll(async () => {
      server = await startPostgres();
      if (typeof server === 'string') process.stderr.write(`${server}\n`);
    });
    afterAll(async () => {
      if (typeof server !== 'string') await server.stop();
    });
    test('a server runs', ({ skip }) => {
      if (typeof server === 'string') skip(server);
    });
    const running = () => {
      if (typeof server === 'string') throw new Error(server);
      return server;
    };
    suite(async () => ({ url: await running().fresh(), folder: folder() }), running);
  });
}
