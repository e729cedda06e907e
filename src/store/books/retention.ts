import type { Kysely } from 'kysely';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How long an import that nobody confirmed is kept, in milliseconds. */
const draftLifetimeMs = 60 * 60 * 1000;

/**
 * Deletes what is older than `days`: attempts, notebooks, questions, which file of Slack shows which picture,
 * audit lines, broadcasts, claims, settled or not; and the channels of people who are no longer on the
 * roster. Assignments stay: they are the class. `now` is an ISO time.
 */
export function deleteExpired(db: Kysely<Tables>, days: number, now: string, health: DatabaseHealth): Promise<void> {
  const before = new Date(Date.parse(now) - days * dayMs).toISOString();
  const draftsBefore = new Date(Date.parse(now) - draftLifetimeMs).toISOString();
  return runOnDatabase(health, async () => {
    await db.deleteFrom('attempts').where('at', '<', before).execute();
    // A student's decision against the language model holds until they take it back.
    await db.deleteFrom('notebooks').where('at', '<', before).where('kind', '!=', 'tutor').execute();
    await db.deleteFrom('pictures').where('at', '<', before).execute();
    await db.deleteFrom('questions').where('at', '<', before).execute();
    await db.deleteFrom('audit').where('at', '<', before).execute();
    await db.deleteFrom('broadcasts').where('at', '<', before).execute();
    await db.deleteFrom('claims').where('asked_at', '<', before).execute();
    const onRoster = db.selectFrom('seats').select('user_id');
    await db.deleteFrom('people').where('user_id', 'not in', onRoster).execute();
    await db.deleteFrom('drafts').where('at', '<', draftsBefore).execute();
  });
}
