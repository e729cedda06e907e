import type { Transaction } from 'kysely';
import type { Tables } from '../database/schema.ts';

/**
 * Whether somebody is on the roster, which nobody can change for them until the transaction ends. Who left
 * it, or had everything deleted, while a cluster was read is not, and nothing more may be written about them.
 */
export async function hasAssignment(transaction: Transaction<Tables>, user: string): Promise<boolean> {
  const rows = await transaction.selectFrom('seats').select('user_id').where('user_id', '=', user).forShare().execute();
  return rows.length > 0;
}
