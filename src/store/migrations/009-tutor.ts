import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** That somebody wants no language model is kept in their notebook, too. */
export const tutor: Migration = {
  async up(db) {
    await sql`alter table notebooks drop constraint notebooks_kind_check`.execute(db);
    await sql`alter table notebooks add constraint notebooks_kind_check check (kind in ('walk', 'hint', 'quiz', 'tutor'))`.execute(
      db,
    );
  },
};
