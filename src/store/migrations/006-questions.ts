import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Walks that students handed to their instructors, and the first answer to each. */
export const questions: Migration = {
  async up(db) {
    await sql`create table questions (
      id text primary key,
      user_id text not null,
      namespace text not null,
      problem text not null,
      at timestamptz not null,
      evidence jsonb not null,
      answered_by text,
      answer text,
      answered_at timestamptz,
      check ((answered_at is null) = (answer is null) and (answered_at is null) = (answered_by is null))
    )`.execute(db);
    await sql`create unique index one_open_question on questions (user_id, problem) where answered_at is null`.execute(
      db,
    );
    await sql`create index questions_at on questions (at)`.execute(db);
  },
};
