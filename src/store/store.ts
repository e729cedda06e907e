import { randomUUID } from 'node:crypto';
import type { ComponentHealth } from '../model/lab.ts';
import type { Sharing } from '../model/roster.ts';
import { createAuditBook } from './books/audit.ts';
import { createBroadcastJournal } from './books/broadcasts.ts';
import { createFaultBook } from './books/faults.ts';
import { createFeedbackBook } from './books/feedback.ts';
import { createHelpRequestBook } from './books/help-requests.ts';
import { createRosterDrafts } from './books/import-drafts.ts';
import { createNotebooks } from './books/notebooks.ts';
import { createPersonalBook } from './books/personal-data.ts';
import { createPictureBook } from './books/pictures.ts';
import { createProgressBook } from './books/progress.ts';
import { deleteExpired } from './books/retention.ts';
import { createRosterBook } from './books/roster.ts';
import { importRosterSeeds, type RosterSeed, type SkippedSeed } from './books/roster-seeds.ts';
import { type DatabaseLocation, openDatabase } from './database/database.ts';
import { initialHealth } from './database/health.ts';
import type { StoreBooks } from './no-store.ts';

/** Where the store is, and how it behaves. */
export type StoreOptions = DatabaseLocation & {
  readonly sharing: Sharing;
  /** After how many days attempts, audit lines and broadcasts are deleted. */
  readonly days: number;
  /** The time as ISO text. */
  readonly now: () => string;
  /** Milliseconds since some moment, by a clock that only goes forward. */
  readonly uptimeMs: () => number;
  readonly log: (line: string) => void;
};

/** Everything that outlives the process. */
export type Store = StoreBooks & {
  readonly kind: 'server' | 'embedded';
  /** Takes over lines of NETLAB_ROSTER, and returns those that the roster contradicts. */
  readonly importRosterSeeds: (seeds: readonly RosterSeed[]) => Promise<readonly SkippedSeed[]>;
  /** Deletes what is older than `days` by a clock that is believed. */
  readonly deleteExpired: () => Promise<void>;
  /** How the database answered last. */
  readonly componentHealth: () => ComponentHealth;
  readonly close: () => Promise<void>;
};

/** Opens the store: the database, its schema brought up to date. @throws Trouble `bad-config` */
export async function openDatabaseStore(options: StoreOptions): Promise<Store> {
  const { sharing, days, now, uptimeMs, log, ...location } = options;
  const { db, kind, close } = await openDatabase(location, log);
  const sender = { id: randomUUID(), alone: kind === 'embedded', uptimeMs };
  const health = initialHealth(now, log);
  return {
    kind,
    roster: createRosterBook(db, sharing, health),
    drafts: createRosterDrafts(db, health),
    progress: createProgressBook(db, health),
    notebooks: createNotebooks(db, health),
    pictures: createPictureBook(db, health),
    helpRequests: createHelpRequestBook(db, sender, health, log),
    faults: createFaultBook(db, health),
    feedback: createFeedbackBook(db, health),
    audit: createAuditBook(db, health),
    personal: createPersonalBook(db, days, health),
    broadcasts: createBroadcastJournal(db, sender, health),
    importRosterSeeds: (seeds) => importRosterSeeds(db, seeds, sharing, now(), health),
    deleteExpired: () => deleteExpired(db, days, now(), health),
    componentHealth: () => ({ name: 'database', ok: health.ok, says: health.says }),
    close,
  };
}
