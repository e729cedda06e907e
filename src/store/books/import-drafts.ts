import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { RosterDraft, RosterDrafts } from '../../model/roster.ts';
import { time } from '../database/column-types.ts';
import { type Health, reached } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

const row = z
  .object({ id: z.string(), by_user: z.string(), at: time, body: z.string() })
  .transform(({ id, by_user: by, at, body: text }): RosterDraft => ({ id, by, at, text }));

/** Imports between preview and confirmation, in SQL, so that a restart in between loses none. */
export function rosterDrafts(db: Kysely<Tables>, health: Health): RosterDrafts {
  return {
    keep: ({ id, by, at, text }) =>
      reached(health, async () => {
        await db.insertInto('drafts').values({ id, by_user: by, at, body: text }).execute();
      }),
    find: (id) =>
      reached(health, async () => {
        const found = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
        return found === undefined ? null : row.parse(found);
      }),
    drop: (id) =>
      reached(health, async () => {
        await db.deleteFrom('drafts').where('id', '=', id).execute();
      }),
  };
}
