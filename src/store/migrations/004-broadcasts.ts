import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Broadcasts, and what became of each recipient. */
export const broadcasts: Migration = {
  async up(db) {
    await sql`create table broadcasts (
    id text primary key,
    by_user text not null,
    at timestamptz not null,
    body jsonb not null,
    channel text,
    alive_at timestamptz not null,
    ended_at timestamptz
  )`.execute(db);
    await sql`create table broadcast_recipients (
    broadcast text not null references broadcasts (id) on delete cascade,
    position integer not null,
    recipient text not null,
    namespace text,
    fate text not null check (fate in ('waiting', 'trying', 'reached', 'refused', 'unknown')),
    why text not null,
    primary key (broadcast, recipient)
  )`.execute(db);
    await sql`create index broadcasts_to on broadcast_recipients (recipient)`.execute(db);
  },
};
