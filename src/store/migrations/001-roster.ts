import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who has which namespace, who asked for one, and imports between preview and confirmation. */
export const roster: Migration = {
  async up(db) {
    await sql`create table people (user_id text primary key, channel text)`.execute(db);
    await sql`create table seats (
    user_id text primary key,
    namespace text not null,
    place smallint not null check (place in (1, 2)),
    since timestamptz not null,
    by_user text not null,
    unique (namespace, place)
  )`.execute(db);
    await sql`create table claims (
    id text primary key,
    user_id text not null,
    namespace text not null,
    state text not null check (state in ('pending', 'approved', 'refused', 'withdrawn')),
    asked_at timestamptz not null,
    settled_at timestamptz,
    settled_by text
  )`.execute(db);
    await sql`create unique index one_pending_claim on claims (user_id) where state = 'pending'`.execute(db);
    await sql`create table drafts (id text primary key, by_user text not null, at timestamptz not null, body text not null)`.execute(
      db,
    );
    await sql`create table seeds (line text primary key, at timestamptz not null)`.execute(db);
  },
};
