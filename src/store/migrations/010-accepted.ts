import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which run of netlab has a broadcast, and lines of the audit for one that waits and one that came to nothing. */
export const accepted: Migration = {
  async up(db) {
    await sql`alter table broadcasts add column sender text not null default ''`.execute(db);
    await sql`alter table audit drop constraint audit_did_check`.execute(db);
    await sql`alter table audit add constraint audit_did_check check (did in ('read', 'change', 'accept', 'send', 'drop', 'refused'))`.execute(
      db,
    );
  },
};
