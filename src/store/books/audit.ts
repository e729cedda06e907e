import type { Kysely } from 'kysely';
import type { AuditBook } from '../../model/audit.ts';
import { type Health, reached } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

/** The audit in SQL. */
export function auditBook(db: Kysely<Tables>, health: Health): AuditBook {
  return {
    keep: ({ by, at, did, what, about = null, namespace, as }) =>
      reached(health, async () => {
        await db
          .insertInto('audit')
          .values({ at, by_user: by, did, what: what.slice(0, 200), about_user: about, namespace, account: as })
          .execute();
      }),
  };
}
