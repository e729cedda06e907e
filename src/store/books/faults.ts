import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type FaultBook, type FaultClaim, type LabFault, lostClaimMs } from '../../model/lab-fault.ts';
import { timeColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

const row = z.object({ told_at: timeColumn.nullable() });

const earlier = (at: string, ms: number): string => new Date(Date.parse(at) - ms).toISOString();

/** One statement takes a fault, so that of several who want to tell it at once only one does. */
async function claim(db: Kysely<Tables>, { id, quietMs }: LabFault, at: string): Promise<FaultClaim> {
  const taken = await db
    .insertInto('told_faults')
    .values({ fault: id, claimed_at: at, told_at: null })
    .onConflict((conflict) =>
      conflict
        .column('fault')
        .doUpdateSet({ claimed_at: at, told_at: null })
        .where((old) =>
          old.or([
            old('told_faults.told_at', '<', earlier(at, quietMs)),
            old.and([
              old('told_faults.told_at', 'is', null),
              old('told_faults.claimed_at', '<', earlier(at, lostClaimMs)),
            ]),
          ]),
        ),
    )
    .returning('fault')
    .executeTakeFirst();
  if (taken !== undefined) return { mine: true };
  const known = await db.selectFrom('told_faults').select('told_at').where('fault', '=', id).executeTakeFirst();
  return { mine: false, toldAt: known === undefined ? null : row.parse(known).told_at };
}

/** Faults that instructors were told of, in SQL. */
export function createFaultBook(db: Kysely<Tables>, health: DatabaseHealth): FaultBook {
  return {
    claim: (fault, at) => runOnDatabase(health, () => claim(db, fault, at)),
    release: (ids) =>
      runOnDatabase(health, async () => {
        if (ids.length === 0) return;
        await db
          .deleteFrom('told_faults')
          .where('fault', 'in', [...ids])
          .where('told_at', 'is', null)
          .execute();
      }),
    markTold: (ids, at) =>
      runOnDatabase(health, async () => {
        if (ids.length === 0) return;
        await db
          .updateTable('told_faults')
          .set({ told_at: at })
          .where('fault', 'in', [...ids])
          .execute();
      }),
  };
}
