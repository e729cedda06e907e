import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Pictures that Slack has: which file shows which content. Nothing in it leads to a person. */
export const pictures: Migration = {
  async up(db) {
    await sql`create table pictures (
      team text not null,
      content text not null,
      file text not null,
      at timestamptz not null,
      primary key (team, content)
    )`.execute(db);
    await sql`create index pictures_at on pictures (at)`.execute(db);
  },
};
