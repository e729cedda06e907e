// The audit as it stands in a database.
import { sql } from 'kysely';
import { z } from 'zod';
import { openDatabase } from '../../src/store/database/database.ts';
import type { Where } from './store-at.ts';

const line = z.object({ did: z.string(), what: z.string() });

/** The audit of a database that nobody has open: `did what`, without ids, oldest first. */
export async function auditAt(where: Where): Promise<readonly string[]> {
  const { db, close } = await openDatabase(where, () => undefined);
  const { rows } = await sql`select did, what from audit order by id`.execute(db);
  await close();
  return z
    .array(line)
    .parse(rows)
    .map(({ did, what }) => `${did} ${what.replace(/broadcast \S+/u, 'broadcast')}`);
}
