import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Announcement, BroadcastJournal, BroadcastReport, RecipientDelivery } from '../../model/broadcast.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { createAbandonedTaker, databaseTime, giveSignOfLife, type SenderProcess } from './abandoned-broadcasts.ts';

/** The JSON of a broadcast's body. */
const broadcastBodySchema = z.object({
  heading: z.string(),
  paragraphs: z.array(z.string()),
  sources: z.array(z.string()),
  offer: z.object({ label: z.string(), say: z.string() }).nullable(),
});

const row = z.object({
  id: z.string(),
  by_user: z.string(),
  at: timeColumn,
  body: broadcastBodySchema,
  channel: z.string().nullable(),
});

const recipientRow = z.object({
  recipient: z.string(),
  namespace: z.string().nullable(),
  fate: z.enum(['waiting', 'trying', 'reached', 'refused', 'unknown']),
  why: z.string(),
});

type RecipientRow = z.infer<typeof recipientRow>;

/**
 * What became of one recipient. A message that was being sent when netlab stopped may have arrived: nobody
 * knows.
 */
function deliveryOf({ recipient: to, fate, why }: RecipientRow): RecipientDelivery {
  if (fate === 'trying') return { to, fate: 'unknown', why: 'netlab stopped while it was being sent' };
  return { to, fate, why: fate === 'waiting' ? 'not tried' : why };
}

/** Stores a broadcast with its recipients before anything is sent; false where its id is there already. */
async function accept(db: Kysely<Tables>, { id, by, at, body, to }: Announcement, sender: string): Promise<boolean> {
  return db.transaction().execute(async (own) => {
    const channel = to.kind === 'channel' ? to.channel : null;
    const { numInsertedOrUpdatedRows } = await own
      .insertInto('broadcasts')
      .values({ id, by_user: by, at, body: JSON.stringify(body), channel, alive_at: databaseTime, sender })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return false;
    const all =
      to.kind === 'channel'
        ? [{ recipient: to.channel, namespace: null }]
        : to.people.map(({ user, namespace }) => ({ recipient: user, namespace }));
    const rows = all.map((each, position) => ({ broadcast: id, position, ...each, fate: 'waiting', why: '' }));
    if (rows.length > 0) await own.insertInto('broadcast_recipients').values(rows).execute();
    return true;
  });
}

function setFate(db: Kysely<Tables>, id: string, { to, fate, why }: Parameters<BroadcastJournal['mark']>[1]) {
  const own = db.updateTable('broadcast_recipients').set({ fate, why }).where('broadcast', '=', id);
  return own.where('recipient', '=', to).execute();
}

/** Stores one step; false where the broadcast is not this sender's any more, and then nothing is stored. */
async function mark(
  db: Kysely<Tables>,
  id: string,
  step: Parameters<BroadcastJournal['mark']>[1],
  sender: string,
): Promise<boolean> {
  return db.transaction().execute(async (own) => {
    if ((await giveSignOfLife(own, [id], sender)) === 0n) return false;
    await setFate(own, id, step);
    return true;
  });
}

async function recipientsOf(db: Kysely<Tables>, id: string): Promise<readonly RecipientRow[]> {
  const rows = await db
    .selectFrom('broadcast_recipients')
    .selectAll()
    .where('broadcast', '=', id)
    .orderBy('position')
    .execute();
  return z.array(recipientRow).parse(rows);
}

/**
 * Stores what the sender knows and the database does not, since that was away meanwhile; then the end. Whoever had
 * their data deleted has no row, and gets none.
 */
async function end(db: Kysely<Tables>, id: string, deliveries: readonly RecipientDelivery[]): Promise<void> {
  await db.transaction().execute(async (own) => {
    const stored = new Map((await recipientsOf(own, id)).map(({ recipient, fate }) => [recipient, fate]));
    const news = deliveries.filter(({ to, fate }) => fate !== 'waiting' && stored.get(to) !== fate);
    for (const each of news) await setFate(own, id, each);
    await own.updateTable('broadcasts').set({ ended_at: databaseTime }).where('id', '=', id).execute();
  });
}

async function findBroadcast(db: Kysely<Tables>, id: string): Promise<BroadcastReport | null> {
  const columns = ['id', 'by_user', 'at', 'body', 'channel'] as const;
  const own = await db.selectFrom('broadcasts').select(columns).where('id', '=', id).executeTakeFirst();
  if (own === undefined) return null;
  const { by_user: by, at, body, channel } = row.parse(own);
  const recipients = await recipientsOf(db, id);
  const people = recipients.map(({ recipient: user, namespace }) => ({ user, namespace: namespace ?? '' }));
  const to: Announcement['to'] = channel === null ? { kind: 'people', people } : { kind: 'channel', channel };
  return { announcement: { id, by, at, body, to }, deliveries: recipients.map(deliveryOf) };
}

/** The record of broadcasts in SQL: each step is stored before the next is taken. */
export function createBroadcastJournal(
  db: Kysely<Tables>,
  sender: SenderProcess,
  health: DatabaseHealth,
): BroadcastJournal {
  const takeAbandoned = createAbandonedTaker(db, sender);
  const { id: me } = sender;
  return {
    accept: (announcement) => runOnDatabase(health, () => accept(db, announcement, me)),
    mark: (id, step) => runOnDatabase(health, () => mark(db, id, step, me)),
    end: (id, deliveries) => runOnDatabase(health, () => end(db, id, deliveries)),
    unfinished: (own) =>
      runOnDatabase(health, async () => {
        await giveSignOfLife(db, own, me);
        const reports = await Promise.all((await takeAbandoned(own)).map((id) => findBroadcast(db, id)));
        const found = reports.filter((each) => each !== null);
        return found.toSorted((a, b) => a.announcement.at.localeCompare(b.announcement.at));
      }),
    find: (id) => runOnDatabase(health, () => findBroadcast(db, id)),
  };
}
