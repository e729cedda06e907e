import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which time of day the retention goes by, so that a clock that was set wrong deletes nothing. */
export const retentionClock: Migration = {
  async up(db) {
    await sql`create table retention_clock (
      id integer primary key check (id = 1),
      believed timestamptz not null,
      doubted timestamptz,
      looked timestamptz not null
    )`.execute(db);
  },
};
