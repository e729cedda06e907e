import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How each check saw the common problems; of those from before nobody knows. */
export const foundProblems: Migration = {
  async up(db) {
    await sql`alter table attempts add column problems jsonb not null default '{}'`.execute(db);
  },
};
