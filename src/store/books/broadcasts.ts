import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Announcement, BroadcastJournal, BroadcastReport, RecipientDelivery } from '../../model/broadcast.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

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
async function begin(db: Kysely<Tables>, { id, by, at, body, to }: Announcement, now: string): Promise<boolean> {
  return db.transaction().execute(async (own) => {
    const channel = to.kind === 'channel' ? to.channel : null;
    const { numInsertedOrUpdatedRows } = await own
      .insertInto('broadcasts')
      .values({ id, by_user: by, at, body: JSON.stringify(body), channel, alive_at: now, ended_at: null })
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

async function recipientsOf(db: Kysely<Tables>, id: string): Promise<readonly RecipientRow[]> {
  const rows = await db
    .selectFrom('broadcast_recipients')
    .selectAll()
    .where('broadcast', '=', id)
    .orderBy('position')
    .execute();
  return z.array(recipientRow).parse(rows);
}

async function reportOf(
  db: Kysely<Tables>,
  { id, by_user: by, at, body, channel }: z.infer<typeof row>,
): Promise<BroadcastReport> {
  const recipients = await recipientsOf(db, id);
  const people = recipients.map(({ recipient: user, namespace }) => ({ user, namespace: namespace ?? '' }));
  const to: Announcement['to'] = channel === null ? { kind: 'people', people } : { kind: 'channel', channel };
  return { announcement: { id, by, at, body, to }, deliveries: recipients.map(deliveryOf) };
}

/**
 * A step takes at most two minutes, Slack's pauses included: a sender without a step for so long, in
 * milliseconds, has stopped.
 */
const abandonedAfterMs = 5 * 60 * 1000;

/**
 * Broadcasts whose sender has stopped. Each is returned to one caller only: of several processes one reports
 * it.
 */
async function takeAbandoned(db: Kysely<Tables>, alone: boolean, now: string): Promise<readonly BroadcastReport[]> {
  const before = alone ? now : new Date(Date.parse(now) - abandonedAfterMs).toISOString();
  const rows = await db
    .updateTable('broadcasts')
    .set({ alive_at: now })
    .where('ended_at', 'is', null)
    .where('alive_at', '<=', before)
    .returning(['id', 'by_user', 'at', 'body', 'channel'])
    .execute();
  const parsed = z.array(row).parse(rows);
  return Promise.all(parsed.toSorted((a, b) => a.at.localeCompare(b.at)).map((each) => reportOf(db, each)));
}

async function findBroadcast(db: Kysely<Tables>, id: string): Promise<BroadcastReport | null> {
  const columns = ['id', 'by_user', 'at', 'body', 'channel'] as const;
  const own = await db.selectFrom('broadcasts').select(columns).where('id', '=', id).executeTakeFirst();
  return own === undefined ? null : reportOf(db, row.parse(own));
}

/**
 * The record of broadcasts in SQL: each step is stored before the next is taken. `alone` says that no other
 * process can be sending, so that whatever is unfinished was interrupted.
 */
export function createBroadcastJournal(
  db: Kysely<Tables>,
  alone: boolean,
  now: () => string,
  health: DatabaseHealth,
): BroadcastJournal {
  const keepAlive = async (id: string) => {
    await db.updateTable('broadcasts').set({ alive_at: now() }).where('id', '=', id).execute();
  };
  return {
    begin: (announcement) => runOnDatabase(health, () => begin(db, announcement, now())),
    mark: (id, { to, fate, why }) =>
      runOnDatabase(health, async () => {
        const own = db.updateTable('broadcast_recipients').set({ fate, why }).where('broadcast', '=', id);
        await own.where('recipient', '=', to).execute();
        await keepAlive(id);
      }),
    end: (id) =>
      runOnDatabase(health, async () => {
        await db.updateTable('broadcasts').set({ ended_at: now() }).where('id', '=', id).execute();
      }),
    unfinished: () => runOnDatabase(health, () => takeAbandoned(db, alone, now())),
    find: (id) => runOnDatabase(health, () => findBroadcast(db, id)),
  };
}
