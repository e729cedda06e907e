import type { Kysely } from 'kysely';
import { z } from 'zod';
import { problemIds } from '../model/finding.ts';
import type { Question, QuestionBook } from '../model/question.ts';
import { Trouble } from '../model/trouble.ts';
import { type Health, reached } from './outage.ts';
import { time } from './rows.ts';
import type { Tables } from './schema.ts';
import { isSeated } from './seated.ts';

const status = z.enum(['supported', 'ruled-out', 'cannot-see']);

const evidence = z.object({
  readAt: z.string(),
  rows: z.array(z.object({ id: z.enum(problemIds), status, normal: z.boolean(), because: z.string() })),
  reports: z.array(
    z.object({ run: z.string(), saw: z.string().nullable(), verdict: status.nullable(), at: z.string() }),
  ),
});

const row = z
  .object({
    id: z.string(),
    user_id: z.string(),
    namespace: z.string(),
    problem: z.enum(problemIds),
    at: time,
    evidence,
    answered_by: z.string().nullable(),
    answer: z.string().nullable(),
    answered_at: time.nullable(),
  })
  .transform(({ user_id: user, answered_by: by, answer: words, answered_at: answeredAt, ...rest }): Question => {
    const answered = by !== null && words !== null && answeredAt !== null;
    return { ...rest, user, reply: answered ? { by, words, at: answeredAt } : null };
  });

const all = (db: Kysely<Tables>) => db.selectFrom('questions').selectAll();

async function find(db: Kysely<Tables>, id: string): Promise<Question | null> {
  const found = await all(db).where('id', '=', id).executeTakeFirst();
  return found === undefined ? null : row.parse(found);
}

async function ask(db: Kysely<Tables>, { user, evidence: seen, ...rest }: Omit<Question, 'reply'>): Promise<Question> {
  const values = { ...rest, user_id: user, evidence: JSON.stringify(seen) };
  const none = { answered_by: null, answer: null, answered_at: null };
  // Once more where the open one was answered just now.
  for (let tries = 0; tries < 3; tries += 1) {
    const { numInsertedOrUpdatedRows: kept } = await db
      .insertInto('questions')
      .values({ ...values, ...none })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    const mine = all(db).where('user_id', '=', user).where('problem', '=', rest.problem);
    const found = await (kept === 1n
      ? all(db).where('id', '=', rest.id)
      : mine.where('answered_at', 'is', null)
    ).executeTakeFirst();
    if (found !== undefined) return row.parse(found);
  }
  throw new Error(`the question ${rest.id} could not be kept`);
}

/** Questions in SQL. An index sees to it that one student has one open question about a problem. */
export function questionBook(db: Kysely<Tables>, health: Health): QuestionBook {
  return {
    ask: (question) =>
      reached(health, () =>
        db.transaction().execute(async (own) => {
          if (!(await isSeated(own, question.user))) throw new Trouble('unknown-person');
          return ask(own, question);
        }),
      ),
    find: (id) => reached(health, () => find(db, id)),
    open: () =>
      reached(health, async () => {
        const rows = await all(db).where('answered_at', 'is', null).orderBy('at').orderBy('id').execute();
        return z.array(row).parse(rows);
      }),
    answer: (id, { by, words, at }) =>
      reached(health, async () => {
        await db
          .updateTable('questions')
          .set({ answered_by: by, answer: words, answered_at: at })
          .where('id', '=', id)
          .where('answered_at', 'is', null)
          .execute();
        return find(db, id);
      }),
  };
}
