import type { Kysely } from 'kysely';
import { type Health, reached } from './outage.ts';
import type { Tables } from './schema.ts';

const day = 24 * 60 * 60 * 1000;

/** An import that nobody confirmed is kept so long, in milliseconds. */
const draftLife = 60 * 60 * 1000;

/**
 * Deletes what is older than `days`: attempts, notebooks, questions, audit lines, broadcasts that ended, claims that were settled. Seats stay, they
 * are what the class is. `now` is an ISO time.
 */
export function sweep(db: Kysely<Tables>, days: number, now: string, health: Health): Promise<void> {
  const before = new Date(Date.parse(now) - days * day).toISOString();
  const draftsBefore = new Date(Date.parse(now) - draftLife).toISOString();
  return reached(health, async () => {
    await db.deleteFrom('attempts').where('at', '<', before).execute();
    await db.deleteFrom('notebooks').where('at', '<', before).execute();
    await db.deleteFrom('questions').where('at', '<', before).execute();
    await db.deleteFrom('audit').where('at', '<', before).execute();
    await db.deleteFrom('broadcasts').where('ended_at', '<', before).execute();
    await db.deleteFrom('claims').where('settled_at', '<', before).execute();
    await db.deleteFrom('drafts').where('at', '<', draftsBefore).execute();
  });
}
