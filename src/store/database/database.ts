import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Pool } from 'pg';
import { firstLineOf } from '../../model/error-line.ts';
import { Trouble } from '../../model/trouble.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { migrateSchema } from './migrate.ts';
import type { Tables } from './schema.ts';
import { copyTemplate, databaseFolderIn } from './template.ts';

/** Where the database is: the `url` of a PostgreSQL server, or null for an embedded one in `folder`. */
export type DatabaseLocation = {
  readonly url: string | null;
  readonly folder: string;
  /**
   * Returns a folder with an empty database to copy a new one from, made where it is missing; null makes it
   * afresh.
   */
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
 * How long may be taken by a statement, and by silence on a connection in use; and after how long an idle
 * connection is closed. That is sooner than silence counts, so that silence means a network or a server that
 * is gone. In milliseconds.
 */
const timeoutsMs = { statement: 5000, silence: 8000, idle: 4000 } as const;

/**
 * A socket that is destroyed after silence: node-postgres by itself would hand out a dead connection again
 * and again.
 */
function createSocket(): Socket {
  const socket = new Socket();
  socket.setKeepAlive(true, 5000);
  socket.setTimeout(timeoutsMs.silence, () => socket.destroy(new Error('Connection terminated: no answer')));
  return socket;
}

/**
 * A pool of connections. An unlimited one has no timeouts: steps of the schema may take long, and so may
 * their lock.
 */
function connectToServer(url: string, unlimited: boolean, log: (line: string) => void): Kysely<Tables> {
  const limits = {
    stream: createSocket,
    statement_timeout: timeoutsMs.statement,
    // A host that vanished in the middle of a transaction must not keep the roster locked.
    idle_in_transaction_session_timeout: 15_000,
  };
  const pool = new Pool({
    connectionString: url,
    max: unlimited ? 1 : 10,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: timeoutsMs.idle,
    application_name: 'netlab',
    ...(unlimited ? {} : limits),
  });
  // A connection that the server ends is an `error` event, of the pool while it is idle and of the client
  // while it works; without a listener it would end the process.
  const logLoss = (error: Error) => log(`database: a connection was lost: ${firstLineOf(error)}`);
  pool.on('error', logLoss);
  pool.on('connect', (client) => client.on('error', logLoss));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function openEmbedded({ folder, template = null }: DatabaseLocation, log: (line: string) => void): Kysely<Tables> {
  const pglite = async () => {
    if (!existsSync(databaseFolderIn(folder)))
      log('database: the embedded one is being made, once; this can take some seconds');
    if (template !== null) await copyTemplate(folder, template());
    return PGlite.create(databaseFolderIn(folder));
  };
  return new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
}

/** Why the database cannot be opened, as one line for the operator. */
function openingTrouble(error: unknown, { url, folder }: DatabaseLocation): Trouble {
  if (error instanceof Trouble) return error;
  const what = url === null ? `the database in ${folder} cannot be opened` : 'DATABASE_URL cannot be used';
  return new Trouble('bad-config', { what: `${what}: ${firstLineOf(error)}` }, { cause: error });
}

/** Brings a server's schema up to date over a connection without timeouts. */
async function migrateServer(url: string, steps: DatabaseLocation['steps'], log: (line: string) => void) {
  const db = connectToServer(url, true, log);
  try {
    return await migrateSchema(db, 'server', log, steps);
  } finally {
    await db.destroy();
  }
}

/** Opens the database and brings its schema up to date. @throws Trouble `bad-config` */
export async function openDatabase(location: DatabaseLocation, log: (line: string) => void): Promise<Database> {
  const { url, folder, steps } = location;
  const lock: FolderLock | null = url === null ? lockFolder(folder) : null;
  const db = url === null ? openEmbedded(location, log) : connectToServer(url, false, log);
  const close = async () => {
    await db.destroy();
    lock?.release();
  };
  try {
    const applied =
      url === null ? await migrateSchema(db, 'embedded', log, steps) : await migrateServer(url, steps, log);
    if (applied.length > 0) log(`database: the schema was brought up to date (${applied.join(', ')})`);
    return { db, kind: url === null ? 'embedded' : 'server', close };
  } catch (error) {
    await close().catch(() => undefined);
    throw openingTrouble(error, location);
  }
}
