import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Announcement, BroadcastJournal, BroadcastReport, Fated } from '../model/broadcast.ts';
import { type Health, reached } from './outage.ts';
import { time } from './rows.ts';
import type { Tables } from './schema.ts';

/** A broadcast's words, as they are kept. */
export const bodyShape = z.object({
  heading: z.string(),
  paragraphs: z.array(z.string()),
  sources: z.array(z.string()),
  offer: z.object({ label: z.string(), say: z.string() }).nullable(),
});

const row = z.object({
  id: z.string(),
  by_user: z.string(),
  at: time,
  body: bodyShape,
  channel: z.string().nullable(),
});

const recipientRow = z.object({
  recipient: z.string(),
  namespace: z.string().nullable(),
  fate: z.enum(['waiting', 'trying', 'reached', 'refused', 'unknown']),
  why: z.string(),
});

type Recipient = z.infer<typeof recipientRow>;

/** One that was only being tried may have been reached: nobody knows. */
function fatedOf({ recipient: to, fate, why }: Recipient): Fated {
  if (fate === 'trying') return { to, fate: 'unknown', why: 'netlab stopped while it was being sent' };
  return { to, fate, why: fate === 'waiting' ? 'not tried' : why };
}

async function begin(db: Kysely<Tables>, { id, by, at, body, to }: Announcement): Promise<boolean> {
  return db.transaction().execute(async (own) => {
    const channel = to.kind === 'channel' ? to.channel : null;
    const { numInsertedOrUpdatedRows } = await own
      .insertInto('broadcasts')
      .values({ id, by_user: by, at, body: JSON.stringify(body), channel, ended_at: null })
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

async function recipientsOf(db: Kysely<Tables>, id: string): Promise<readonly Recipient[]> {
  const rows = await db
    .selectFrom('broadcast_recipients')
    .selectAll()
    .where('broadcast', '=', id)
    .orderBy('position')
    .execute();
  return z.array(recipientRow).parse(rows);
}

async function unfinished(db: Kysely<Tables>): Promise<readonly BroadcastReport[]> {
  const rows = await db.selectFrom('broadcasts').selectAll().where('ended_at', 'is', null).orderBy('at').execute();
  return Promise.all(
    z
      .array(row)
      .parse(rows)
      .map(async ({ id, by_user: by, at, body, channel }) => {
        const recipients = await recipientsOf(db, id);
        const people = recipients.map(({ recipient: user, namespace }) => ({ user, namespace: namespace ?? '' }));
        const to: Announcement['to'] = channel === null ? { kind: 'people', people } : { kind: 'channel', channel };
        return { announcement: { id, by, at, body, to }, fates: recipients.map(fatedOf) };
      }),
  );
}

/** The record of broadcasts in SQL: each step is kept before the next is taken. */
export function broadcastBook(db: Kysely<Tables>, now: () => string, health: Health): BroadcastJournal {
  return {
    begin: (announcement) => reached(health, () => begin(db, announcement)),
    mark: (id, { to, fate, why }) =>
      reached(health, async () => {
        await db
          .updateTable('broadcast_recipients')
          .set({ fate, why })
          .where('broadcast', '=', id)
          .where('recipient', '=', to)
          .execute();
      }),
    end: (id) =>
      reached(health, async () => {
        await db.updateTable('broadcasts').set({ ended_at: now() }).where('id', '=', id).execute();
      }),
    unfinished: () => reached(health, () => unfinished(db)),
  };
}
