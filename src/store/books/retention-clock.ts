import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { timeColumn } from '../database/column-types.ts';
import type { Tables } from '../database/schema.ts';

/**
 * Which time of day the retention goes by: `believed`. What the clock said at the last look is `looked`; `doubted` is
 * when it was first seen far ahead of what is believed, null where it is not. ISO times.
 */
export type RetentionClock = { readonly believed: string; readonly doubted: string | null; readonly looked: string };

const dayMs = 24 * 60 * 60 * 1000;

/** How far ahead a clock is believed at once, and for how long it has to run on otherwise, in milliseconds. */
const patienceMs = (retentionDays: number) => Math.min(7, retentionDays / 2) * dayMs;

/**
 * What to go by after another look at the clock. A clock that is set back is believed: that deletes less. One that is
 * suddenly far ahead may be wrong, or netlab was not running: nothing tells these apart, so it is believed once it has run
 * on from there for as long. Where it jumped again meanwhile, only the time before that second jump is believed.
 */
export function judgeClock(before: RetentionClock, now: string, retentionDays: number): RetentionClock {
  const patience = patienceMs(retentionDays);
  const isNear = (from: string) => Date.parse(now) <= Date.parse(from) + patience;
  if (isNear(before.believed)) return { believed: now, doubted: null, looked: now };
  const doubted = before.doubted === null || before.doubted > now ? now : before.doubted;
  if (Date.parse(now) < Date.parse(doubted) + patience) return { believed: before.believed, doubted, looked: now };
  if (isNear(before.looked)) return { believed: now, doubted: null, looked: now };
  return { believed: doubted, doubted: now, looked: now };
}

const row = z.object({ believed: timeColumn, doubted: timeColumn.nullable(), looked: timeColumn });

/** What to go by before the first look: the newest record of what somebody did; `now` where there is none. */
async function firstClock(db: Kysely<Tables>, now: string): Promise<RetentionClock> {
  const { rows } = await sql`select max(at) as newest from (
    select max(at) as at from audit union all select max(at) from attempts
  ) as times`.execute(db);
  const { newest } = z.object({ newest: timeColumn.nullable() }).parse(rows[0]);
  const believed = newest === null || newest > now ? now : newest;
  return { believed, doubted: null, looked: believed };
}

/** Looks at the clock and stores what to go by from now on. */
export function lookAtClock(db: Kysely<Tables>, now: string, retentionDays: number): Promise<RetentionClock> {
  return db.transaction().execute(async (own) => {
    const stored = await own.selectFrom('retention_clock').selectAll().forUpdate().executeTakeFirst();
    const before = stored === undefined ? await firstClock(own, now) : row.parse(stored);
    const clock = judgeClock(before, now, retentionDays);
    const { believed, doubted, looked } = clock;
    await own
      .insertInto('retention_clock')
      .values({ id: 1, ...clock })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ believed, doubted, looked }))
      .execute();
    return clock;
  });
}
