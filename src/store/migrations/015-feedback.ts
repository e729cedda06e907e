import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people say of pages and cards, counted for a day: nobody's id stands here. */
export const feedback: Migration = {
  async up(db) {
    await sql`create table feedback (
      kind text not null,
      subject text not null,
      day timestamptz not null,
      yes integer not null default 0,
      no integer not null default 0,
      primary key (kind, subject, day)
    )`.execute(db);
  },
};
