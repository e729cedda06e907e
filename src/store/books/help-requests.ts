import type { Kysely } from 'kysely';
import { z } from 'zod';
import { problemIds } from '../../model/finding.ts';
import type { HelpRequest, HelpRequestBook, NewHelpRequest } from '../../model/help-request.ts';
import { Trouble } from '../../model/trouble.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { hasAssignment } from './has-assignment.ts';

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

const questions = (db: Kysely<Tables>) => db.selectFrom('questions').selectAll();

/** Reads one row; one that cannot be read is logged and left out, so that the others can be answered. */
const createReader =
  (log: (line: string) => void) =>
  (found: { readonly id: string }): readonly HelpRequest[] => {
    const { success, data } = row.safeParse(found);
    if (!success) log(`question ${found.id} cannot be read, so it is left out`);
    return success ? [data] : [];
  };

type HelpRequestReader = ReturnType<typeof createReader>;

async function findRequest(db: Kysely<Tables>, id: string, read: HelpRequestReader): Promise<HelpRequest | null> {
  const rows = await questions(db).where('id', '=', id).execute();
  return rows.flatMap(read)[0] ?? null;
}

/** Stores a question, or returns the open one of this student about this problem. */
async function ask(db: Kysely<Tables>, { user, evidence: observed, ...rest }: NewHelpRequest): Promise<HelpRequest> {
  const values = { ...rest, user_id: user, evidence: JSON.stringify(observed) };
  const unanswered = { answered_by: null, answer: null, answered_at: null, told_at: null };
  // The open one may be answered between the two statements; then the question is stored after all.
  for (let tries = 0; tries < 3; tries += 1) {
    const { numInsertedOrUpdatedRows: inserted } = await db
      .insertInto('questions')
      .values({ ...values, ...unanswered })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    const { namespace, problem } = rest;
    const own = questions(db)
      .where('user_id', '=', user)
      .where('namespace', '=', namespace)
      .where('problem', '=', problem);
    const found = await (inserted === 1n
      ? questions(db).where('id', '=', rest.id)
      : own.where('answered_at', 'is', null)
    ).executeTakeFirst();
    if (found !== undefined) return row.parse(found);
  }
  throw new Error(`the question ${rest.id} could not be kept`);
}

/** Marks that the student got the answer; the first mark stays. */
async function markTold(db: Kysely<Tables>, id: string, at: string): Promise<void> {
  const untold = db.updateTable('questions').set({ told_at: at }).where('id', '=', id).where('told_at', 'is', null);
  await untold.execute();
}

/** Questions in SQL. A unique index allows a student one open question about a problem of a namespace. */
export function createHelpRequestBook(
  db: Kysely<Tables>,
  health: DatabaseHealth,
  log: (line: string) => void,
): HelpRequestBook {
  const read = createReader(log);
  return {
    ask: (question) =>
      runOnDatabase(health, () =>
        db.transaction().execute(async (transaction) => {
          if (!(await hasAssignment(transaction, question.user))) throw new Trouble('unknown-person');
          return ask(transaction, question);
        }),
      ),
    markTold: (id, at) => runOnDatabase(health, () => markTold(db, id, at)),
    find: (id) => runOnDatabase(health, () => findRequest(db, id, read)),
    open: () =>
      runOnDatabase(health, async () => {
        const rows = await questions(db).where('answered_at', 'is', null).orderBy('at').orderBy('id').execute();
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
        return findRequest(db, id, read);
      }),
  };
}
