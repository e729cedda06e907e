import type { AuditBook, PersonalBook } from '../model/audit.ts';
import type { BroadcastJournal } from '../model/broadcast.ts';
import type { QuestionBook } from '../model/help-request.ts';
import type { Part } from '../model/lab.ts';
import type { Notebooks } from '../model/notebook.ts';
import type { PictureBook } from '../model/picture.ts';
import type { ProgressBook } from '../model/progress.ts';
import type { RosterBook, RosterDrafts, Sharing } from '../model/roster.ts';
import { auditBook } from './books/audit.ts';
import { broadcastBook } from './books/broadcasts.ts';
import { questionBook } from './books/help-requests.ts';
import { rosterDrafts } from './books/import-drafts.ts';
import { notebooks } from './books/notebooks.ts';
import { personalBook } from './books/personal-data.ts';
import { pictureBook } from './books/pictures.ts';
import { progressBook } from './books/progress.ts';
import { sweep } from './books/retention.ts';
import { rosterBook } from './books/roster.ts';
import { type Passed, type Seed, takeOver } from './books/roster-seeds.ts';
import { openDatabase, type Place } from './database/database.ts';
import { healthy } from './database/health.ts';

/** How the store is to be. */
export type StoreOptions = Place & {
  readonly sharing: Sharing;
  /** After how many days attempts, audit lines and broadcasts go. */
  readonly days: number;
  /** The time as ISO text. */
  readonly now: () => string;
  readonly note: (line: string) => void;
};

/** Everything that outlives the process. */
export type Store = {
  readonly kind: 'server' | 'embedded';
  readonly roster: RosterBook;
  readonly drafts: RosterDrafts;
  readonly progress: ProgressBook;
  readonly notebooks: Notebooks;
  readonly pictures: PictureBook;
  readonly questions: QuestionBook;
  readonly audit: AuditBook;
  readonly personal: PersonalBook;
  readonly broadcasts: BroadcastJournal;
  /** Takes over lines of NETLAB_ROSTER; tells those that stand against what is there. */
  readonly takeOver: (seeds: readonly Seed[]) => Promise<readonly Passed[]>;
  /** Deletes what has been kept long enough. */
  readonly sweep: () => Promise<void>;
  /** How the database answered last. */
  readonly part: () => Part;
  readonly close: () => Promise<void>;
};

/** Opens the store: the database, its schema brought up to date. @throws Trouble `bad-config` */
export async function openStore({ sharing, days, now, note, ...place }: StoreOptions): Promise<Store> {
  const { db, kind, close } = await openDatabase(place, note);
  const health = healthy(now, note);
  return {
    kind,
    roster: rosterBook(db, sharing, health),
    drafts: rosterDrafts(db, health),
    progress: progressBook(db, health),
    notebooks: notebooks(db, health),
    pictures: pictureBook(db, health),
    questions: questionBook(db, health, note),
    audit: auditBook(db, health),
    personal: personalBook(db, days, health),
    broadcasts: broadcastBook(db, kind === 'embedded', now, health),
    takeOver: (seeds) => takeOver(db, seeds, sharing, now(), health),
    sweep: () => sweep(db, days, now(), health),
    part: () => ({ name: 'database', ok: health.ok, says: health.says }),
    close,
  };
}
