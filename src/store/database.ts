import { existsSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Pool } from 'pg';
import { Trouble } from '../model/trouble.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { migrated } from './migrate.ts';
import { isOutage } from './outage.ts';
import type { Tables } from './schema.ts';
import { databaseIn, prepared } from './template.ts';

/** Where the database is: a PostgreSQL server, or a folder of its own for the embedded one. */
export type Place = {
  readonly url: string | null;
  readonly folder: string;
  /** A folder with an empty database to copy a new one from, made where it is missing; null makes each new one afresh. */
  readonly template?: string | null;
  /** The steps of the schema; netlab's own where absent. */
  readonly steps?: Readonly<Record<string, Migration>>;
};

/** An open database with the current schema. */
export type Database = {
  readonly db: Kysely<Tables>;
  readonly kind: 'server' | 'embedded';
  readonly close: () => Promise<void>;
};

/** Everything that one statement may take, in milliseconds. */
const deadline = 10_000;

function serverAt(url: string, note: (line: string) => void): Kysely<Tables> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: deadline,
    query_timeout: deadline + 1000,
    application_name: 'netlab',
  });
  // A connection that the server ends is an event, on the pool while it is idle and on itself while it works; an event
  // that nobody hears would end the process.
  const lost = (error: Error) => note(`database: a connection was lost: ${error.message.split('\n', 1)[0]}`);
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function embeddedIn({ folder, template = null }: Place, note: (line: string) => void): Kysely<Tables> {
  const pglite = async () => {
    if (template !== null) await prepared(folder, template);
    if (!existsSync(databaseIn(folder)))
      note('database: the embedded one is being made, once; this takes some seconds');
    return PGlite.create(databaseIn(folder));
  };
  return new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
}

function refusal(error: unknown, { url, folder }: Place): unknown {
  if (error instanceof Trouble) return error;
  if (url === null)
    return new Trouble('bad-config', { what: `the database in ${folder} cannot be opened` }, { cause: error });
  if (!isOutage(error)) return error;
  const because = error instanceof Error ? error.message.split('\n', 1)[0] : '';
  return new Trouble(
    'bad-config',
    { what: `DATABASE_URL cannot be used: ${because || 'no answer'}` },
    { cause: error },
  );
}

/** Opens the database and brings its schema up to date. @throws Trouble `bad-config` */
export async function openDatabase(place: Place, note: (line: string) => void): Promise<Database> {
  const lock: FolderLock | null = place.url === null ? lockFolder(place.folder) : null;
  const db = place.url === null ? embeddedIn(place, note) : serverAt(place.url, note);
  const kind = place.url === null ? 'embedded' : 'server';
  const close = async () => {
    await db.destroy();
    lock?.release();
  };
  try {
    const steps = await migrated(db, kind, place.steps);
    if (steps.length > 0) note(`database: the schema was brought up to date (${steps.join(', ')})`);
    return { db, kind, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw refusal(error, place);
  }
}
