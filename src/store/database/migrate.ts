import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Trouble } from '../../model/trouble.ts';
import { migrations } from '../migrations/index.ts';

/** The key of the advisory lock: any number that no other program is likely to use. */
const lockKey = 7_041_640;

/** The oldest PostgreSQL that netlab is tested with, as `server_version_num` counts. */
const minServerVersion = 140_000;

/** Whether the database has steps that this netlab does not know. */
function isNewerSchema(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('corrupted migrations');
}

/** Takes the steps that are missing, and returns their names. */
async function applySteps<T>(db: Kysely<T>, steps: Readonly<Record<string, Migration>>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (isNewerSchema(error))
    throw new Trouble(
      'bad-config',
      { what: 'the database was written by a newer netlab: start that one, or restore a backup from before it' },
      { cause: error },
    );
  if (error !== undefined) throw error;
  return results.map(({ migrationName }) => migrationName);
}

/**
 * Brings the schema up to date and returns the names of the steps that were taken. On a server an advisory
 * lock lets one netlab do it after the other. @throws Trouble `bad-config` for a server that is too old, or a
 * schema that is newer than this netlab
 */
export async function migrateSchema<T>(
  db: Kysely<T>,
  kind: 'server' | 'embedded',
  log: (line: string) => void,
  steps: Readonly<Record<string, Migration>> = migrations,
  minVersion = minServerVersion,
): Promise<readonly string[]> {
  if (kind === 'embedded') return applySteps(db, steps);
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(
      connection,
    );
    const version = Number(rows[0]?.version);
    if (!(version >= minVersion))
      throw new Trouble('bad-config', {
        what: `DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10_000)}; netlab needs 14 or newer`,
      });
    const { rows: free } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${lockKey}) as mine`.execute(
      connection,
    );
    if (free[0]?.mine !== true) {
      log('database: another netlab is bringing the schema up to date; waiting for it');
      await sql`select pg_advisory_lock(${lockKey})`.execute(connection);
    }
    try {
      return await applySteps(connection, steps);
    } finally {
      await sql`select pg_advisory_unlock(${lockKey})`.execute(connection);
    }
  });
}
