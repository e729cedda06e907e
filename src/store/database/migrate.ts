import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Trouble } from '../../model/trouble.ts';
import { migrations } from '../migrations/index.ts';

/** Any number that no other program is likely to lock by. */
const lock = 7_041_640;

/** The oldest PostgreSQL that netlab is tested with, as `server_version_num` counts. */
const oldest = 140_000;

function newer(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('corrupted migrations');
}

async function migrate<T>(db: Kysely<T>, steps: Readonly<Record<string, Migration>>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (newer(error))
    throw new Trouble(
      'bad-config',
      { what: 'the database was written by a newer netlab: start that one, or restore a backup from before it' },
      { cause: error },
    );
  if (error !== undefined) throw error;
  return results.map(({ migrationName }) => migrationName);
}

/**
 * Brings the schema up to date and tells which steps were taken. On a server one netlab after the other does it, under an
 * advisory lock. @throws Trouble `bad-config` for a server that is too old, or a schema that is newer than this netlab
 */
export async function migrateSchema<T>(
  db: Kysely<T>,
  kind: 'server' | 'embedded',
  note: (line: string) => void,
  steps: Readonly<Record<string, Migration>> = migrations,
  least = oldest,
): Promise<readonly string[]> {
  if (kind === 'embedded') return migrate(db, steps);
  return db.connection().execute(async (own) => {
    const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(
      own,
    );
    const version = Number(rows[0]?.version);
    if (!(version >= least))
      throw new Trouble('bad-config', {
        what: `DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10_000)}; netlab needs 14 or newer`,
      });
    const { rows: free } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${lock}) as mine`.execute(own);
    if (free[0]?.mine !== true) {
      note('database: another netlab is bringing the schema up to date; waiting for it');
      await sql`select pg_advisory_lock(${lock})`.execute(own);
    }
    try {
      return await migrate(own, steps);
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(own);
    }
  });
}
