import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What each check of one's own namespace came to. */
export const progress: Migration = {
  async up(db) {
    await sql`create table attempts (
    id integer generated always as identity primary key,
    user_id text not null,
    namespace text not null,
    at timestamptz not null,
    task smallint check (task in (1, 2, 3)),
    statuses jsonb not null,
    signature text not null,
    lesson text not null,
    next jsonb not null
  )`.execute(db);
    await sql`create index attempts_of on attempts (user_id, at desc)`.execute(db);
    await sql`create index attempts_at on attempts (at)`.execute(db);
  },
};
