import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { HelpRequestBook, NewLine } from '../../model/conversation.ts';
import { findingCodes, problemIds } from '../../model/finding.ts';
import { conversationStates, type HelpRequest, type NewHelpRequest } from '../../model/help-request.ts';
import { parseSubject, subjectWords } from '../../model/help-subject.ts';
import { hintLevels } from '../../model/lesson.ts';
import { Trouble } from '../../model/trouble.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import type { SenderProcess } from './abandoned-broadcasts.ts';
import { createClassWords } from './class-words.ts';
import { countLines, createConversationLines, insertLines } from './conversation-lines.ts';
import { hasAssignment } from './has-assignment.ts';

const status = z.enum(['supported', 'ruled-out', 'cannot-see']);
const task = z.union([z.literal(1), z.literal(2), z.literal(3)]);

const evidence = z.object({
  readAt: z.string(),
  rows: z.array(z.object({ id: z.enum(problemIds), status, normal: z.boolean(), because: z.string() })),
  findings: z
    .array(
      z.object({
        id: z.enum(findingCodes),
        task: task.nullable(),
        status: z.enum(['pass', 'differs', 'fail', 'not-measurable', 'blocked', 'error']),
        observed: z.string(),
      }),
    )
    .optional(),
  reports: z.array(
    z.object({
      problem: z.enum(problemIds).optional(),
      run: z.string(),
      saw: z.string().nullable(),
      verdict: status.nullable(),
      at: z.string(),
    }),
  ),
  standing: z
    .object({
      checks: z.number(),
      hints: z.array(z.object({ task, level: z.enum(hintLevels) })),
      walk: z.enum(problemIds).nullable(),
      quiz: z.string().nullable(),
    })
    .optional(),
});

const subject = z.string().transform((text, context) => {
  const found = parseSubject(text);
  if (found === null) context.addIssue('no subject');
  return found ?? z.NEVER;
});

const row = z
  .object({
    id: z.string(),
    user_id: z.string(),
    namespace: z.string(),
    subject,
    at: timeColumn,
    evidence,
    state: z.enum(conversationStates),
    claimed_by: z.string().nullable(),
    claimed_at: timeColumn.nullable(),
    answerers: z.array(z.string()),
    answered_by: z.string().nullable(),
    answered_at: timeColumn.nullable(),
    told_at: timeColumn.nullable(),
  })
  .transform((found): HelpRequest => {
    const { user_id: user, claimed_by, claimed_at, answered_by, answered_at, told_at: toldAt, ...rest } = found;
    const claim = claimed_by !== null && claimed_at !== null ? { by: claimed_by, at: claimed_at } : null;
    const reply = answered_by !== null && answered_at !== null ? { by: answered_by, at: answered_at } : null;
    return { ...rest, user, claim, reply, toldAt };
  });

const questions = (db: Kysely<Tables>) => db.selectFrom('questions').selectAll();

/** Reads one row; one that cannot be read is logged and left out, so that the others can be answered. */
const createReader =
  (log: (line: string) => void) =>
  (found: { readonly id: string }): readonly HelpRequest[] => {
    const { success, data } = row.safeParse(found);
    if (!success) log(`question ${found.id} cannot be read, so it is left out`);
    return success ? [data] : [];
  };

/** States in which a student has no more of a conversation. */
const ended = ['solved', 'withdrawn'];
/** States in which a student waits for an instructor. */
const waiting = ['open', 'claimed', 'still-stuck'];

/** Stores a question with its lines, or returns the one of this student about this subject that has not ended. */
async function ask(
  db: Kysely<Tables>,
  { user, evidence: observed, subject: about, ...rest }: NewHelpRequest,
  lines: readonly NewLine[],
  sender: string,
): Promise<HelpRequest> {
  const own = { ...rest, user_id: user, subject: subjectWords(about), evidence: JSON.stringify(observed) };
  const unanswered = { answered_by: null, answered_at: null, told_at: null, claimed_by: null, claimed_at: null };
  // The one that stands may end between the two statements; then the question is stored after all.
  for (let tries = 0; tries < 3; tries += 1) {
    const { numInsertedOrUpdatedRows: inserted } = await db
      .insertInto('questions')
      .values({ ...own, ...unanswered, state: 'open', answerers: '[]' })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (inserted === 1n) await insertLines(db, rest.id, lines, sender);
    const same = questions(db)
      .where('user_id', '=', user)
      .where('namespace', '=', rest.namespace)
      .where('subject', '=', own.subject)
      .where('state', 'not in', ended);
    const found = await (inserted === 1n ? questions(db).where('id', '=', rest.id) : same).executeTakeFirst();
    if (found !== undefined) return row.parse(found);
  }
  throw new Error(`the question ${rest.id} could not be kept`);
}

/** Stores what a conversation has become. */
async function update(db: Kysely<Tables>, { id, state, claim, answerers, reply, toldAt }: HelpRequest): Promise<void> {
  await db
    .updateTable('questions')
    .set({
      state,
      claimed_by: claim?.by ?? null,
      claimed_at: claim?.at ?? null,
      answerers: JSON.stringify(answerers),
      answered_by: reply?.by ?? null,
      answered_at: reply?.at ?? null,
      told_at: toldAt,
    })
    .where('id', '=', id)
    .execute();
}

/** Conversations in SQL. A unique index allows a student one question about a subject at a time. */
export function createHelpRequestBook(
  db: Kysely<Tables>,
  sender: SenderProcess,
  health: DatabaseHealth,
  log: (line: string) => void,
): HelpRequestBook {
  const read = createReader(log);
  const readAll = async (wanted: ReturnType<typeof questions>) =>
    (await wanted.orderBy('at').orderBy('id').execute()).flatMap(read);
  return {
    ...createConversationLines(db, sender, health),
    ...createClassWords(db, health),
    ask: (question, lines) =>
      runOnDatabase(health, () =>
        db.transaction().execute(async (own) => {
          if (!(await hasAssignment(own, question.user))) throw new Trouble('unknown-person');
          return ask(own, question, lines, sender.id);
        }),
      ),
    find: (id) => runOnDatabase(health, async () => (await readAll(questions(db).where('id', '=', id)))[0] ?? null),
    open: () => runOnDatabase(health, () => readAll(questions(db).where('state', 'in', waiting))),
    ofStudent: (user) =>
      runOnDatabase(health, () => readAll(questions(db).where('user_id', '=', user).where('state', 'not in', ended))),
    claimedBefore: (at) =>
      runOnDatabase(health, () =>
        readAll(questions(db).where('state', '=', 'claimed').where('claimed_at', '<', sql<string>`${at}::timestamptz`)),
      ),
    change: (id, decide) =>
      runOnDatabase(health, () =>
        db.transaction().execute(async (own) => {
          const found = (await questions(own).where('id', '=', id).forUpdate().execute()).flatMap(read)[0];
          if (found === undefined) return null;
          const { request, lines, result } = decide(found, await countLines(own, id));
          await update(own, request);
          await insertLines(own, id, lines, sender.id);
          return result;
        }),
      ),
  };
}
