// Every database that netlab keeps things in: the embedded one, and a PostgreSQL server.
import { rmSync } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { type Postgres, startPostgres } from './postgres.ts';
import { folders, freshFolder, type Where } from './store-at.ts';

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
