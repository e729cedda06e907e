import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Pool } from 'pg';
import { Trouble } from '../../model/trouble.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { migrateSchema } from './migrate.ts';
import type { Tables } from './schema.ts';
import { copyTemplate, databaseFolderIn } from './template.ts';

/** Where the database is: a PostgreSQL server, or a folder of its own for the embedded one. */
export type DatabaseLocation = {
  readonly url: string | null;
  readonly folder: string;
  /** A folder with an empty database to copy a new one from, made where it is missing; null makes each new one afresh. */
  readonly template?: (() => string) | null;
  /** The steps of the schema; netlab's own where absent. */
  readonly steps?: Readonly<Record<string, Migration>>;
};

/** An open database with the current schema. */
export type Database = {
  readonly db: Kysely<Tables>;
  readonly kind: 'server' | 'embedded';
  readonly close: () => Promise<void>;
};

/**
 * How long things may take, in milliseconds: a statement; silence on a connection that is at work. A connection that is not
 * at work is closed before it could count as silent, so that silence means a network or a server that is gone.
 */
const timeoutsMs = { statement: 5000, silence: 8000, idle: 4000 } as const;

/** A socket that gives up on silence: node-postgres by itself would hand a dead connection out again and again. */
function impatient(): Socket {
  const socket = new Socket();
  socket.setKeepAlive(true, 5000);
  socket.setTimeout(timeoutsMs.silence, () => socket.destroy(new Error('Connection terminated: no answer')));
  return socket;
}

/** A pool of connections. A patient one waits as long as it takes: steps of the schema may, and so may their lock. */
function serverAt(url: string, patient: boolean, note: (line: string) => void): Kysely<Tables> {
  const hurry = {
    stream: impatient,
    statement_timeout: timeoutsMs.statement,
    // A host that vanished in the middle of a transaction must not keep the roster locked.
    idle_in_transaction_session_timeout: 15_000,
  };
  const pool = new Pool({
    connectionString: url,
    max: patient ? 1 : 10,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: timeoutsMs.idle,
    application_name: 'netlab',
    ...(patient ? {} : hurry),
  });
  // A connection that the server ends is an event, on the pool while it is idle and on itself while it works; an event
  // that nobody hears would end the process.
  const lost = (error: Error) => note(`database: a connection was lost: ${error.message.split('\n', 1)[0]}`);
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function embeddedIn({ folder, template = null }: DatabaseLocation, note: (line: string) => void): Kysely<Tables> {
  const pglite = async () => {
    if (!existsSync(databaseFolderIn(folder)))
      note('database: the embedded one is being made, once; this can take some seconds');
    if (template !== null) await copyTemplate(folder, template());
    return PGlite.create(databaseFolderIn(folder));
  };
  return new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
}

function firstLine(error: unknown): string {
  // An AggregateError, which a host of two addresses gives, says nothing itself.
  if (error instanceof AggregateError && error.message === '') return firstLine(error.errors[0]);
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] || 'no answer';
}

/** Whatever keeps the database from opening is for whoever runs netlab: one line with the reason. */
function refusal(error: unknown, { url, folder }: DatabaseLocation): Trouble {
  if (error instanceof Trouble) return error;
  const what = url === null ? `the database in ${folder} cannot be opened` : 'DATABASE_URL cannot be used';
  return new Trouble('bad-config', { what: `${what}: ${firstLine(error)}` }, { cause: error });
}

/** Brings a server's schema up to date over a connection of its own, which may wait. */
async function migrateServer(url: string, steps: DatabaseLocation['steps'], note: (line: string) => void) {
  const patient = serverAt(url, true, note);
  try {
    return await migrateSchema(patient, 'server', note, steps);
  } finally {
    await patient.destroy();
  }
}

/** Opens the database and brings its schema up to date. @throws Trouble `bad-config` */
export async function openDatabase(place: DatabaseLocation, note: (line: string) => void): Promise<Database> {
  const { url, folder, steps } = place;
  const lock: FolderLock | null = url === null ? lockFolder(folder) : null;
  const db = url === null ? embeddedIn(place, note) : serverAt(url, false, note);
  const close = async () => {
    await db.destroy();
    lock?.release();
  };
  try {
    const taken =
      url === null ? await migrateSchema(db, 'embedded', note, steps) : await migrateServer(url, steps, note);
    if (taken.length > 0) note(`database: the schema was brought up to date (${taken.join(', ')})`);
    return { db, kind: url === null ? 'embedded' : 'server', close };
  } catch (error) {
    await close().catch(() => undefined);
    throw refusal(error, place);
  }
}
