import type { Kysely } from 'kysely';
import { z } from 'zod';
import { problemIds } from '../../model/finding.ts';
import type { HelpRequest, HelpRequestBook, NewHelpRequest } from '../../model/help-request.ts';
import { Trouble } from '../../model/trouble.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { hasAssignment } from './is-seated.ts';

const status = z.enum(['supported', 'ruled-out', 'cannot-see']);

const evidence = z.object({
  readAt: z.string(),
  rows: z.array(z.object({ id: z.enum(problemIds), status, normal: z.boolean(), because: z.string() })),
  reports: z.array(
    z.object({
      problem: z.enum(problemIds).optional(),
      run: z.string(),
      saw: z.string().nullable(),
      verdict: status.nullable(),
      at: z.string(),
    }),
  ),
});

const row = z
  .object({
    id: z.string(),
    user_id: z.string(),
    namespace: z.string(),
    problem: z.enum(problemIds),
    at: timeColumn,
    evidence,
    answered_by: z.string().nullable(),
    answer: z.string().nullable(),
    answered_at: timeColumn.nullable(),
    told_at: timeColumn.nullable(),
  })
  .transform(
    ({ user_id: user, answered_by: by, answer: words, answered_at: at, told_at: toldAt, ...rest }): HelpRequest => {
      const answered = by !== null && words !== null && at !== null;
      return { ...rest, user, toldAt, reply: answered ? { by, words, at } : null };
    },
  );

const all = (db: Kysely<Tables>) => db.selectFrom('questions').selectAll();

/** Reads one row; one that cannot be read is noted and left out, so that it stands in nobody's way. */
const readable =
  (note: (line: string) => void) =>
  (found: { readonly id: string }): readonly HelpRequest[] => {
    const { success, data } = row.safeParse(found);
    if (!success) note(`question ${found.id} cannot be read, so it is left out`);
    return success ? [data] : [];
  };

type HelpRequestReader = ReturnType<typeof readable>;

async function find(db: Kysely<Tables>, id: string, read: HelpRequestReader): Promise<HelpRequest | null> {
  const rows = await all(db).where('id', '=', id).execute();
  return rows.flatMap(read)[0] ?? null;
}

async function ask(db: Kysely<Tables>, { user, evidence: seen, ...rest }: NewHelpRequest): Promise<HelpRequest> {
  const values = { ...rest, user_id: user, evidence: JSON.stringify(seen) };
  const none = { answered_by: null, answer: null, answered_at: null, told_at: null };
  // Once more where the open one was answered just now.
  for (let tries = 0; tries < 3; tries += 1) {
    const { numInsertedOrUpdatedRows: kept } = await db
      .insertInto('questions')
      .values({ ...values, ...none })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    const { namespace, problem } = rest;
    const mine = all(db).where('user_id', '=', user).where('namespace', '=', namespace).where('problem', '=', problem);
    const found = await (kept === 1n
      ? all(db).where('id', '=', rest.id)
      : mine.where('answered_at', 'is', null)
    ).executeTakeFirst();
    if (found !== undefined) return row.parse(found);
  }
  throw new Error(`the question ${rest.id} could not be kept`);
}

/** Questions in SQL. An index sees to it that one student has one open question about a problem of a namespace. */
export function createHelpRequestBook(
  db: Kysely<Tables>,
  health: DatabaseHealth,
  note: (line: string) => void,
): HelpRequestBook {
  const read = readable(note);
  return {
    ask: (question) =>
      runOnDatabase(health, () =>
        db.transaction().execute(async (own) => {
          if (!(await hasAssignment(own, question.user))) throw new Trouble('unknown-person');
          return ask(own, question);
        }),
      ),
    markTold: (id, at) =>
      runOnDatabase(health, async () => {
        await db
          .updateTable('questions')
          .set({ told_at: at })
          .where('id', '=', id)
          .where('told_at', 'is', null)
          .execute();
      }),
    find: (id) => runOnDatabase(health, () => find(db, id, read)),
    open: () =>
      runOnDatabase(health, async () => {
        const rows = await all(db).where('answered_at', 'is', null).orderBy('at').orderBy('id').execute();
        return rows.flatMap(read);
      }),
    answer: (id, { by, words, at }) =>
      runOnDatabase(health, async () => {
        await db
          .updateTable('questions')
          .set({ answered_by: by, answer: words, answered_at: at })
          .where('id', '=', id)
          .where('answered_at', 'is', null)
          .execute();
        return find(db, id, read);
      }),
  };
}
