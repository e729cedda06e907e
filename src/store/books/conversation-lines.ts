import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import {
  type ConversationLine,
  type ConversationPost,
  type HelpRequestBook,
  lineKinds,
  type NewLine,
} from '../../model/conversation.ts';
import { countColumn, timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { databaseTime, type SenderProcess } from './abandoned-broadcasts.ts';

const lineRow = z
  .object({
    id: z.string(),
    question: z.string(),
    kind: z.enum(lineKinds),
    from_user: z.string(),
    to_user: z.string(),
    words: z.string().nullable(),
    at: timeColumn,
    tried_at: timeColumn.nullable(),
  })
  .transform(({ question: request, from_user: from, to_user: to, tried_at: triedAt, ...rest }): ConversationLine => {
    return { ...rest, request, from, to, tried: triedAt !== null };
  });

const postRow = z
  .object({
    channel: z.string(),
    ts: z.string(),
    question: z.string(),
    kind: z.enum(lineKinds),
    person: z.string(),
    other: z.string(),
  })
  .transform(({ question: request, other, ...rest }): ConversationPost => ({ ...rest, request, with: other }));

/** Stores lines that are to be delivered. */
export async function insertLines(
  db: Kysely<Tables>,
  question: string,
  lines: readonly NewLine[],
  sender: string,
): Promise<void> {
  const values = lines.map(({ id, kind, from, to, words, at }) => {
    return { id, question, kind, from_user: from, to_user: to, words, at, sender, tried_at: null };
  });
  if (values.length > 0) await db.insertInto('question_lines').values(values).execute();
}

/** How many lines of a conversation are not delivered. */
export async function countLines(db: Kysely<Tables>, question: string): Promise<number> {
  const { rows } = await sql`select count(*) as count from question_lines where question = ${question}`.execute(db);
  return z.object({ count: countColumn }).parse(rows[0]).count;
}

/** The lines of this run, in their order; each is tried from now on. */
async function takeLines(db: Kysely<Tables>, id: string, sender: string): Promise<readonly ConversationLine[]> {
  const mine = db.selectFrom('question_lines').selectAll().where('question', '=', id).where('sender', '=', sender);
  const rows = await mine.orderBy('position').execute();
  await db
    .updateTable('question_lines')
    .set({ tried_at: databaseTime })
    .where('question', '=', id)
    .where('sender', '=', sender)
    .execute();
  return z.array(lineRow).parse(rows);
}

/** Keeps where a line stands, counts a question as told, and forgets the words. */
async function markDelivered(
  db: Kysely<Tables>,
  { id, request: question, kind, from, to }: ConversationLine,
  { channel, ts }: Pick<ConversationPost, 'channel' | 'ts'>,
  at: string,
): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('question_lines').where('id', '=', id).executeTakeFirstOrThrow();
  // Whoever had everything deleted meanwhile leaves nothing behind.
  if (numDeletedRows === 0n) return;
  if (channel !== '' && ts !== '')
    await db
      .insertInto('question_posts')
      .values({ channel, ts, question, kind, person: to, other: from })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (kind !== 'ask') return;
  const untold = db.updateTable('questions').set({ told_at: at }).where('id', '=', question);
  await untold.where('told_at', 'is', null).execute();
}

/** Lines whose run has given no sign of life for so long, in milliseconds, are another run's: longer than one may wait. */
const silentAfterMs = 10 * 60_000;

const leftRow = z.object({ question: z.string(), sender: z.string(), alive: z.string() });
const aliveText = sql<string>`extract(epoch from max(coalesce(tried_at, at)))::text`;

/** Finds conversations with lines to be sent: this run's own, and those of a run that has stopped, which it takes over. */
function createLeftTaker(db: Kysely<Tables>, { id: me, alone, uptimeMs }: SenderProcess) {
  const seen = new Map<string, { readonly alive: string; readonly sinceMs: number }>();
  const isFree = ({ question, sender, alive }: z.infer<typeof leftRow>): boolean => {
    if (alone || sender === me) return true;
    const before = seen.get(question);
    if (before?.alive === alive) return uptimeMs() - before.sinceMs >= silentAfterMs;
    seen.set(question, { alive, sinceMs: uptimeMs() });
    return false;
  };
  return async (): Promise<readonly string[]> => {
    const all = db.selectFrom('question_lines').select(['question', 'sender', aliveText.as('alive')]);
    const rows = z.array(leftRow).parse(await all.groupBy(['question', 'sender']).execute());
    const free = rows.filter(isFree);
    for (const { question, sender } of free)
      await db
        .updateTable('question_lines')
        .set({ sender: me, tried_at: databaseTime })
        .where('question', '=', question)
        .where('sender', '=', sender)
        .execute();
    return [...new Set(free.map(({ question }) => question))];
  };
}

type LineFunctions = 'takeLines' | 'takeLeft' | 'markDelivered' | 'dropLine' | 'postAt' | 'questionPosts' | 'channelOf';

/** What goes out of conversations, and where it stands, in SQL. */
export function createConversationLines(
  db: Kysely<Tables>,
  sender: SenderProcess,
  health: DatabaseHealth,
): Pick<HelpRequestBook, LineFunctions> {
  const takeLeft = createLeftTaker(db, sender);
  const posts = db.selectFrom('question_posts').selectAll();
  const inTransaction = <T>(work: (own: Kysely<Tables>) => Promise<T>) =>
    runOnDatabase(health, () => db.transaction().execute(work));
  return {
    takeLines: (id) => inTransaction((own) => takeLines(own, id, sender.id)),
    takeLeft: () => runOnDatabase(health, takeLeft),
    markDelivered: (line, post, at) => inTransaction((own) => markDelivered(own, line, post, at)),
    dropLine: (id) =>
      runOnDatabase(health, async () => {
        await db.deleteFrom('question_lines').where('id', '=', id).execute();
      }),
    postAt: (channel, ts) =>
      runOnDatabase(health, async () => {
        const found = await posts.where('channel', '=', channel).where('ts', '=', ts).executeTakeFirst();
        return found === undefined ? null : postRow.parse(found);
      }),
    questionPosts: (id) =>
      runOnDatabase(health, async () => {
        const rows = await posts
          .where('question', '=', id)
          .where('kind', 'in', ['ask', 'passed'])
          .orderBy('ts')
          .execute();
        return z.array(postRow).parse(rows);
      }),
    channelOf: (user) =>
      runOnDatabase(health, async () => {
        const found = await posts.where('person', '=', user).orderBy('ts', 'desc').limit(1).executeTakeFirst();
        return found === undefined ? null : postRow.parse(found).channel;
      }),
  };
}
