import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What instructors were told of the lab's own faults: once for a cause, whoever saw it. */
export const toldFaults: Migration = {
  async up(db) {
    await sql`create table told_faults (
      fault text primary key,
      claimed_at timestamptz not null,
      told_at timestamptz
    )`.execute(db);
  },
};
