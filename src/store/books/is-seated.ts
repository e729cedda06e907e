import type { Transaction } from 'kysely';
import type { Tables } from '../database/schema.ts';

/**
 * Whether somebody has a seat, which they keep until the transaction ends. Who left the roster, or had everything deleted,
 * while a cluster was read has none, and nothing more is written about them.
 */
export async function hasAssignment(own: Transaction<Tables>, user: string): Promise<boolean> {
  const seat = await own.selectFrom('seats').select('user_id').where('user_id', '=', user).forShare().execute();
  return seat.length > 0;
}
