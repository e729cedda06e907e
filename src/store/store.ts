import type { AuditBook, PersonalBook } from '../model/audit.ts';
import type { BroadcastJournal } from '../model/broadcast.ts';
import type { HelpRequestBook } from '../model/help-request.ts';
import type { ComponentHealth } from '../model/lab.ts';
import type { Notebooks } from '../model/notebook.ts';
import type { PictureBook } from '../model/picture.ts';
import type { ProgressBook } from '../model/progress.ts';
import type { RosterBook, RosterDrafts, Sharing } from '../model/roster.ts';
import { createAuditBook } from './books/audit.ts';
import { createBroadcastJournal } from './books/broadcasts.ts';
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

/** How the store is to be. */
export type StoreOptions = DatabaseLocation & {
  readonly sharing: Sharing;
  /** After how many days attempts, audit lines and broadcasts go. */
  readonly days: number;
  /** The time as ISO text. */
  readonly now: () => string;
  readonly log: (line: string) => void;
};

/** Everything that outlives the process. */
export type Store = {
  readonly kind: 'server' | 'embedded';
  readonly roster: RosterBook;
  readonly drafts: RosterDrafts;
  readonly progress: ProgressBook;
  readonly notebooks: Notebooks;
  readonly pictures: PictureBook;
  readonly helpRequests: HelpRequestBook;
  readonly audit: AuditBook;
  readonly personal: PersonalBook;
  readonly broadcasts: BroadcastJournal;
  /** Takes over lines of NETLAB_ROSTER; tells those that stand against what is there. */
  readonly importRosterSeeds: (seeds: readonly RosterSeed[]) => Promise<readonly SkippedSeed[]>;
  /** Deletes what has been kept long enough. */
  readonly deleteExpired: () => Promise<void>;
  /** How the database answered last. */
  readonly componentHealth: () => ComponentHealth;
  readonly close: () => Promise<void>;
};

/** Opens the store: the database, its schema brought up to date. @throws Trouble `bad-config` */
export async function openDatabaseStore({ sharing, days, now, log, ...place }: StoreOptions): Promise<Store> {
  const { db, kind, close } = await openDatabase(place, log);
  const health = initialHealth(now, log);
  return {
    kind,
    roster: createRosterBook(db, sharing, health),
    drafts: createRosterDrafts(db, health),
    progress: createProgressBook(db, health),
    notebooks: createNotebooks(db, health),
    pictures: createPictureBook(db, health),
    helpRequests: createHelpRequestBook(db, health, log),
    audit: createAuditBook(db, health),
    personal: createPersonalBook(db, days, health),
    broadcasts: createBroadcastJournal(db, kind === 'embedded', now, health),
    importRosterSeeds: (seeds) => importRosterSeeds(db, seeds, sharing, now(), health),
    deleteExpired: () => deleteExpired(db, days, now(), health),
    componentHealth: () => ({ name: 'database', ok: health.ok, says: health.says }),
    close,
  };
}
