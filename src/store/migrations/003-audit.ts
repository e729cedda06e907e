import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who caused what, when, as which account. */
export const audit: Migration = {
  async up(db) {
    await sql`create table audit (
    id integer generated always as identity primary key,
    at timestamptz not null,
    by_user text not null,
    did text not null check (did in ('read', 'change', 'send', 'refused')),
    what text not null,
    about_user text,
      namespace text,
    account text
  )`.execute(db);
    await sql`create index audit_at on audit (at)`.execute(db);
    await sql`create index audit_by on audit (by_user)`.execute(db);
  },
};
