import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import {
  isKeptWithoutAssignment,
  type NotebookEntry,
  type NotebookKind,
  type Notebooks,
} from '../../model/notebook.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { hasAssignment } from './has-assignment.ts';

// Each kind's command checks the shape of a body; here it is JSON.
const row = z.object({ key: z.string(), at: timeColumn, body: z.unknown() });

async function readEntries(db: Kysely<Tables>, user: string, kind: NotebookKind): Promise<readonly NotebookEntry[]> {
  const rows = await db
    .selectFrom('notebooks')
    .select(['key', 'at', 'body'])
    .where('user_id', '=', user)
    .where('kind', '=', kind)
    .orderBy('at')
    .orderBy('key')
    .execute();
  return z.array(row).parse(rows);
}

type NotebookWrite = { readonly user: string; readonly kind: NotebookKind; readonly at: string };

/** Writes one entry; a null body deletes it. */
async function writeEntry(
  own: Transaction<Tables>,
  { user, kind, at }: NotebookWrite,
  key: string,
  body: unknown,
): Promise<void> {
  if (body === null) {
    const notebook = own.deleteFrom('notebooks').where('user_id', '=', user).where('kind', '=', kind);
    await notebook.where('key', '=', key).execute();
    return;
  }
  const values = { at, body: JSON.stringify(body) };
  await own
    .insertInto('notebooks')
    .values({ user_id: user, kind, key, ...values })
    .onConflict((conflict) => conflict.columns(['user_id', 'kind', 'key']).doUpdateSet(values))
    .execute();
}

/** Notebooks in SQL; changes of one notebook follow each other. */
export function createNotebooks(db: Kysely<Tables>, health: DatabaseHealth): Notebooks {
  return {
    read: (user, kind) => runOnDatabase(health, () => readEntries(db, user, kind)),
    change: (user, kind, at, decide) =>
      runOnDatabase(health, () =>
        db.transaction().execute(async (own) => {
          // There may be no row to lock yet, so the lock is on the name.
          await sql`select pg_advisory_xact_lock(hashtextextended(${`${user} ${kind}`}, 0))`.execute(own);
          const { entries, result } = decide(await readEntries(own, user, kind));
          if (!isKeptWithoutAssignment(kind) && !(await hasAssignment(own, user))) return result;
          for (const { key, body } of entries) await writeEntry(own, { user, kind, at }, key, body);
          return result;
        }),
      ),
  };
}
