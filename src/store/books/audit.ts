import type { Kysely } from 'kysely';
import type { AuditBook } from '../../model/audit.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

/** The audit log in SQL; `what` is cut to 200 characters. */
export function createAuditBook(db: Kysely<Tables>, health: DatabaseHealth): AuditBook {
  return {
    keep: ({ by, at, did, what, about = null, namespace, as }) =>
      runOnDatabase(health, async () => {
        await db
          .insertInto('audit')
          .values({ at, by_user: by, did, what: what.slice(0, 200), about_user: about, namespace, account: as })
          .execute();
      }),
  };
}
