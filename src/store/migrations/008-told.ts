import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * When a question first reached an instructor, and one open question a namespace. Of open ones from before
 * nobody knows, so they may be told once more.
 */
export const told: Migration = {
  async up(db) {
    await sql`alter table questions add column told_at timestamptz`.execute(db);
    await sql`update questions set told_at = at where answered_at is not null`.execute(db);
    await sql`drop index one_open_question`.execute(db);
    await sql`create unique index one_open_question on questions (user_id, namespace, problem) where answered_at is null`.execute(
      db,
    );
  },
};
