import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { PersonalBook, StoredPersonalData } from '../../model/audit.ts';
import { countColumn, timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { lockRoster } from './roster.ts';

/** Stands in place of the id of somebody who had their data deleted. */
export const deletedUser = 'deleted';

const spanRow = z.object({ count: countColumn, first: timeColumn.nullable(), last: timeColumn.nullable() });

async function spanIn(
  db: Kysely<Tables>,
  table: 'attempts' | 'audit',
  condition: RawBuilder<boolean>,
): Promise<StoredPersonalData['attempts']> {
  const { rows } = await sql`select count(*) as count, min(at) as first, max(at) as last
    from ${sql.table(table)} where ${condition}`.execute(db);
  return spanRow.parse(rows[0]);
}

async function countRows(
  db: Kysely<Tables>,
  table: 'claims' | 'people' | 'notebooks' | 'questions' | 'broadcast_recipients',
  column: string,
  user: string,
): Promise<number> {
  const { rows } =
    await sql`select count(*) as count from ${sql.table(table)} where ${sql.ref(column)} = ${user}`.execute(db);
  return z.object({ count: countColumn }).parse(rows[0]).count;
}

async function summarise(db: Kysely<Tables>, user: string, days: number): Promise<StoredPersonalData> {
  const assignment = await db.selectFrom('seats').select('namespace').where('user_id', '=', user).executeTakeFirst();
  return {
    user,
    namespace: assignment?.namespace ?? null,
    claims: await countRows(db, 'claims', 'user_id', user),
    channel: (await countRows(db, 'people', 'user_id', user)) > 0,
    attempts: await spanIn(db, 'attempts', sql`user_id = ${user}`),
    notebookEntries: await countRows(db, 'notebooks', 'user_id', user),
    helpRequests: await countRows(db, 'questions', 'user_id', user),
    audit: await spanIn(db, 'audit', sql`${user} in (by_user, about_user)`),
    broadcasts: await countRows(db, 'broadcast_recipients', 'recipient', user),
    days,
  };
}

/** Removes an instructor from the conversations of others: what is on its way goes, what was said stays said. */
async function eraseInstructor(db: Kysely<Tables>, user: string): Promise<void> {
  await db
    .deleteFrom('question_lines')
    .where((line) => line.or([line('from_user', '=', user), line('to_user', '=', user)]))
    .execute();
  await db.deleteFrom('question_posts').where('person', '=', user).execute();
  await db.updateTable('question_posts').set({ other: deletedUser }).where('other', '=', user).execute();
  await db.updateTable('questions').set({ answered_by: deletedUser }).where('answered_by', '=', user).execute();
  await sql`update questions set answerers = answerers - ${user}::text where answerers ? ${user}::text`.execute(db);
  await sql`update questions set claimed_by = null, claimed_at = null,
    state = case when answerers = '[]' then 'open' else 'still-stuck' end
    where state = 'claimed' and claimed_by = ${user}`.execute(db);
  await db.updateTable('class_words').set({ by_user: deletedUser }).where('by_user', '=', user).execute();
}

/** Removes somebody from every table. What they did to others stays, with `deletedUser` as who did it. */
async function erase(db: Kysely<Tables>, user: string): Promise<void> {
  for (const table of ['seats', 'claims', 'people', 'attempts', 'notebooks', 'questions'] as const)
    await db.deleteFrom(table).where('user_id', '=', user).execute();
  await db.deleteFrom('broadcast_recipients').where('recipient', '=', user).execute();
  // An import that is not confirmed yet may name them, whoever handed it in.
  await db
    .deleteFrom('drafts')
    .where((draft) => draft.or([draft('by_user', '=', user), draft('body', 'like', `%${JSON.stringify(user)}%`)]))
    .execute();
  await db.updateTable('audit').set({ by_user: deletedUser, namespace: null }).where('by_user', '=', user).execute();
  await db
    .updateTable('audit')
    .set({ about_user: deletedUser, namespace: null })
    .where('about_user', '=', user)
    .execute();
  await db.updateTable('seats').set({ by_user: deletedUser }).where('by_user', '=', user).execute();
  await db.updateTable('claims').set({ settled_by: deletedUser }).where('settled_by', '=', user).execute();
  await eraseInstructor(db, user);
  await db.updateTable('broadcasts').set({ by_user: deletedUser }).where('by_user', '=', user).execute();
}

/** What is stored about people, in SQL: the one place that knows every table with a person in it. */
export function createPersonalBook(db: Kysely<Tables>, days: number, health: DatabaseHealth): PersonalBook {
  return {
    of: (user) => runOnDatabase(health, () => summarise(db, user, days)),
    forget: (user) =>
      runOnDatabase(health, () =>
        db.transaction().execute(async (own) => {
          await lockRoster(own);
          const stored = await summarise(own, user, days);
          await erase(own, user);
          return stored;
        }),
      ),
  };
}
