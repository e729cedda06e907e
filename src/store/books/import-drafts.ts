import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { RosterDraft, RosterDrafts } from '../../model/roster.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

const row = z
  .object({ id: z.string(), by_user: z.string(), at: timeColumn, body: z.string() })
  .transform(({ id, by_user: by, at, body: text }): RosterDraft => ({ id, by, at, text }));

/** Imports between preview and confirmation, in SQL: they outlast a restart. */
export function createRosterDrafts(db: Kysely<Tables>, health: DatabaseHealth): RosterDrafts {
  return {
    keep: ({ id, by, at, text }) =>
      runOnDatabase(health, async () => {
        await db.insertInto('drafts').values({ id, by_user: by, at, body: text }).execute();
      }),
    find: (id) =>
      runOnDatabase(health, async () => {
        const found = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
        return found === undefined ? null : row.parse(found);
      }),
    drop: (id) =>
      runOnDatabase(health, async () => {
        await db.deleteFrom('drafts').where('id', '=', id).execute();
      }),
  };
}
