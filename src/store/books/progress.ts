import type { Kysely } from 'kysely';
import { z } from 'zod';
import { codes } from '../../model/finding.ts';
import type { Attempt, ProgressBook } from '../../model/progress.ts';
import { time } from '../database/column-types.ts';
import { type Health, reached } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { isSeated } from './is-seated.ts';

const status = z.enum(['pass', 'differs', 'fail', 'not-measurable', 'blocked', 'error']);

const row = z
  .object({
    user_id: z.string(),
    namespace: z.string(),
    at: time,
    task: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
    // A finding that this netlab no longer has is left out.
    statuses: z
      .record(z.string(), status)
      .transform((all) => Object.fromEntries(codes.flatMap((code) => (all[code] ? [[code, all[code]] as const] : [])))),
    signature: z.string(),
    lesson: z.string(),
    next: z.object({ 1: z.string().optional(), 2: z.string().optional(), 3: z.string().optional() }),
  })
  .transform(
    ({ user_id: user, next, ...rest }): Attempt => ({
      user,
      next: Object.fromEntries(Object.entries(next).filter(([, step]) => step !== undefined)),
      ...rest,
    }),
  );

/** The attempts in SQL. */
export function progressBook(db: Kysely<Tables>, health: Health): ProgressBook {
  return {
    keep: ({ user, statuses, next, ...rest }) =>
      reached(health, async () => {
        await db.transaction().execute(async (own) => {
          if (!(await isSeated(own, user))) return;
          const values = { user_id: user, statuses: JSON.stringify(statuses), next: JSON.stringify(next), ...rest };
          await own.insertInto('attempts').values(values).execute();
        });
      }),
    of: (user) =>
      reached(health, async () => {
        const rows = await db
          .selectFrom('attempts')
          .selectAll()
          .where('user_id', '=', user)
          .orderBy('at', 'desc')
          .orderBy('id', 'desc')
          .limit(500)
          .execute();
        return z.array(row).parse(rows);
      }),
  };
}
