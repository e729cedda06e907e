import { type Kysely, sql } from 'kysely';

/** Who caused what, when, as which account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit (
    id integer generated always as identity primary key,
    at timestamptz not null,
    by_user text not null,
    did text not null check (did in ('read', 'change', 'send', 'refused')),
    what text not null,
    namespace text,
    account text
  )`.execute(db);
  await sql`create index audit_at on audit (at)`.execute(db);
  await sql`create index audit_by on audit (by_user)`.execute(db);
}
