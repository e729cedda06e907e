import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type {
  Assignment,
  Claim,
  Roster,
  RosterBook,
  RosterChange,
  RosterDecision,
  Sharing,
} from '../../model/roster.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

const assignmentRow = z
  .object({ user_id: z.string(), namespace: z.string(), since: timeColumn, by_user: z.string() })
  .transform(({ user_id: user, namespace, since, by_user: by }): Assignment => ({ user, namespace, since, by }));

const claimRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    namespace: z.string(),
    state: z.enum(['pending', 'approved', 'refused', 'withdrawn']),
    asked_at: timeColumn,
    settled_by: z.string().nullable(),
  })
  .transform(
    ({ id, user_id: user, namespace, state, asked_at: askedAt, settled_by: settledBy }): Claim => ({
      id,
      user,
      namespace,
      state,
      askedAt,
      settledBy,
    }),
  );

/** The whole roster: assignments by namespace, claims the oldest first. */
export async function readRoster(db: Kysely<Tables>): Promise<Roster> {
  const assignments = await db.selectFrom('seats').selectAll().orderBy('namespace').orderBy('place').execute();
  const claims = await db.selectFrom('claims').selectAll().orderBy('asked_at').orderBy('id').execute();
  return { assignments: z.array(assignmentRow).parse(assignments), claims: z.array(claimRow).parse(claims) };
}

/** Keeps everybody else from changing the roster until the transaction ends; they may read it. */
export async function lockRoster(own: Transaction<Tables>): Promise<void> {
  await sql`lock table seats, claims in share row exclusive mode`.execute(own);
}

/** Who makes a change, and when (ISO). */
type ChangeMark = { readonly by: string; readonly at: string };

/** Assigns the first free place of a namespace; a unique index refuses a place that is taken. */
export async function insertAssignment(
  own: Transaction<Tables>,
  { user, namespace }: { readonly user: string; readonly namespace: string },
  { by, at }: ChangeMark,
): Promise<void> {
  const rows = await own.selectFrom('seats').select('place').where('namespace', '=', namespace).execute();
  const taken = rows.map(({ place }) => place);
  const place = taken.includes(1) ? 2 : 1;
  await own.insertInto('seats').values({ user_id: user, namespace, place, since: at, by_user: by }).execute();
}

/**
 * Settles the pending claims of somebody who has got a namespace: that one is approved, others count as
 * withdrawn.
 */
export async function settleClaimsOf(
  own: Transaction<Tables>,
  user: string,
  namespace: string,
  { by, at }: ChangeMark,
): Promise<void> {
  for (const [state, operator] of [
    ['approved', '='],
    ['withdrawn', '!='],
  ] as const)
    await own
      .updateTable('claims')
      .set({ state, settled_at: at, settled_by: by })
      .where('user_id', '=', user)
      .where('state', '=', 'pending')
      .where('namespace', operator, namespace)
      .execute();
}

async function writeClaim(own: Transaction<Tables>, change: RosterChange, { by, at }: ChangeMark): Promise<void> {
  if (change.do === 'ask')
    await own
      .insertInto('claims')
      .values({
        id: change.claim,
        user_id: change.user,
        namespace: change.namespace,
        state: 'pending',
        asked_at: at,
        settled_at: null,
        settled_by: null,
      })
      .execute();
  if (change.do === 'settle')
    await own
      .updateTable('claims')
      .set({ state: change.state, settled_at: at, settled_by: by })
      .where('id', '=', change.claim)
      .execute();
}

/** Writes changes: first whoever gives up a namespace gives it up, so that two people can swap. */
async function writeChanges(
  own: Transaction<Tables>,
  changes: readonly RosterChange[],
  mark: ChangeMark,
): Promise<void> {
  const leaving = changes.flatMap((change) => (change.do === 'assign' || change.do === 'release' ? [change.user] : []));
  if (leaving.length > 0) await own.deleteFrom('seats').where('user_id', 'in', leaving).execute();
  for (const change of changes) if (change.do === 'settle') await writeClaim(own, change, mark);
  for (const change of changes) {
    if (change.do === 'assign') await insertAssignment(own, change, mark);
    if (change.do === 'ask') await writeClaim(own, change, mark);
  }
}

/**
 * The roster in SQL. A table lock lets one change follow the other, so that of two claims the first one wins.
 */
export function createRosterBook(db: Kysely<Tables>, sharing: Sharing, health: DatabaseHealth): RosterBook {
  const change = <T>(by: string, at: string, decide: (roster: Roster) => RosterDecision<T>) =>
    runOnDatabase(health, () =>
      db.transaction().execute(async (own) => {
        await lockRoster(own);
        const { changes, result } = decide(await readRoster(own));
        await writeChanges(own, changes, { by, at });
        return result;
      }),
    );
  return {
    sharing,
    change,
    read: () => runOnDatabase(health, () => readRoster(db)),
    assignmentOf: (user) =>
      runOnDatabase(health, async () => {
        const row = await db.selectFrom('seats').selectAll().where('user_id', '=', user).executeTakeFirst();
        return row === undefined ? null : assignmentRow.parse(row);
      }),
    keepChannel: (user, channel) =>
      runOnDatabase(health, async () => {
        const rows = await db.selectFrom('seats').select('user_id').where('user_id', '=', user).execute();
        // Nothing is stored about somebody who is not on the roster.
        if (rows.length === 0) return;
        await db
          .insertInto('people')
          .values({ user_id: user, channel })
          .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ channel }))
          .execute();
      }),
  };
}
