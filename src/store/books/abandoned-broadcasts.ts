import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';

/** Who sends: one run of netlab. */
export type SenderProcess = {
  /** Unique to this run, so that what an earlier one left is told from what this one does. */
  readonly id: string;
  /** Whether no other process can be at work on this database. */
  readonly alone: boolean;
  /** Milliseconds since some moment, by a clock that only goes forward. */
  readonly uptimeMs: () => number;
};

/** The database's own time: processes on several machines compare what they wrote with each other. */
export const databaseTime = sql<string>`clock_timestamp()`;

/**
 * Stores that these broadcasts are being worked on; resolves with how many of them are this sender's, and not ended.
 */
export async function giveSignOfLife(db: Kysely<Tables>, ids: readonly string[], sender: string): Promise<bigint> {
  if (ids.length === 0) return 0n;
  const { numUpdatedRows } = await db
    .updateTable('broadcasts')
    .set({ alive_at: databaseTime })
    .where('id', 'in', ids)
    .where('sender', '=', sender)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows;
}

/** `alive` is the last sign of life as text: it is compared with itself alone, never with a time of day. */
const candidate = z.object({ id: z.string(), sender: z.string(), alive: z.string() });

type Candidate = z.infer<typeof candidate>;

/**
 * A sender gives a sign of life with each step and each look, which are a minute apart: without one for so long, in
 * milliseconds, it has stopped.
 */
const silentAfterMs = 3 * 60 * 1000;

const aliveText = sql<string>`extract(epoch from alive_at)::text`;

async function readCandidates(db: Kysely<Tables>, own: readonly string[]): Promise<readonly Candidate[]> {
  const rows = await db
    .selectFrom('broadcasts')
    .select(['id', 'sender', aliveText.as('alive')])
    .where('ended_at', 'is', null)
    .execute();
  return z
    .array(candidate)
    .parse(rows)
    .filter(({ id }) => !own.includes(id));
}

/** Takes one over where it still stands as it was seen: of several processes one gets it. */
async function takeOver(db: Kysely<Tables>, { id, alive }: Candidate, sender: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('broadcasts')
    .set({ sender, alive_at: databaseTime })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where(aliveText, '=', alive)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/**
 * Finds broadcasts whose sender has stopped, and takes them over; `own` are the ids at work here. Where no other
 * process can be at work, whatever an earlier run left has stopped. Else it has once its sign of life has not
 * changed for `silentAfterMs` by the clock of this process that only goes forward: a time of day that is set back
 * or ahead, here or on the database's machine, neither hides one nor declares one dead.
 */
export function createAbandonedTaker(
  db: Kysely<Tables>,
  { id: me, alone, uptimeMs }: SenderProcess,
): (own: readonly string[]) => Promise<readonly string[]> {
  const seen = new Map<string, { readonly alive: string; readonly sinceMs: number }>();
  const hasStopped = ({ id, sender, alive }: Candidate): boolean => {
    if (alone && sender !== me) return true;
    const before = seen.get(id);
    if (before?.alive === alive) return uptimeMs() - before.sinceMs >= silentAfterMs;
    seen.set(id, { alive, sinceMs: uptimeMs() });
    return false;
  };
  return async (own) => {
    const taken: string[] = [];
    const candidates = await readCandidates(db, own);
    for (const id of seen.keys()) if (!candidates.some((each) => each.id === id)) seen.delete(id);
    for (const each of candidates.filter(hasStopped)) if (await takeOver(db, each, me)) taken.push(each.id);
    return taken;
  };
}
