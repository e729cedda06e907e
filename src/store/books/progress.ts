import type { Kysely } from 'kysely';
import { z } from 'zod';
import { findingCodes, problemIds } from '../../model/finding.ts';
import type { Attempt, ProgressBook } from '../../model/progress.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { hasAssignment } from './has-assignment.ts';

const status = z.enum(['pass', 'differs', 'fail', 'not-measurable', 'blocked', 'error']);
const look = z.enum(['found', 'not-found', 'unseen']);

const row = z
  .object({
    user_id: z.string(),
    namespace: z.string(),
    at: timeColumn,
    task: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
    // A finding of an older netlab that this one does not have is left out.
    statuses: z
      .record(z.string(), status)
      .transform((all) =>
        Object.fromEntries(findingCodes.flatMap((code) => (all[code] ? [[code, all[code]] as const] : []))),
      ),
    // So is a problem.
    problems: z
      .record(z.string(), look)
      .transform((all) => Object.fromEntries(problemIds.flatMap((id) => (all[id] ? [[id, all[id]] as const] : [])))),
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

/** Attempts in SQL, of which the newest 500 of a student are read. */
export function createProgressBook(db: Kysely<Tables>, health: DatabaseHealth): ProgressBook {
  return {
    keep: ({ user, statuses, problems, next, ...rest }) =>
      runOnDatabase(health, async () => {
        await db.transaction().execute(async (own) => {
          if (!(await hasAssignment(own, user))) return;
          const json = {
            statuses: JSON.stringify(statuses),
            problems: JSON.stringify(problems),
            next: JSON.stringify(next),
          };
          const values = { user_id: user, ...json, ...rest };
          await own.insertInto('attempts').values(values).execute();
        });
      }),
    of: (user) =>
      runOnDatabase(health, async () => {
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
