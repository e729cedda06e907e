import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What somebody is in the middle of: walks, hints, the quiz. */
export const notebooks: Migration = {
  async up(db) {
    await sql`create table notebooks (
      user_id text not null,
      kind text not null check (kind in ('walk', 'hint', 'quiz')),
      key text not null,
      at timestamptz not null,
      body jsonb not null,
      primary key (user_id, kind, key)
    )`.execute(db);
    await sql`create index notebooks_at on notebooks (at)`.execute(db);
  },
};
