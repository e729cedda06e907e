import type { Kysely } from 'kysely';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { lookAtClock, type RetentionClock } from './retention-clock.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How long a student's question is kept without the student, in milliseconds. */
const classQuestionMs = 30 * dayMs;

/** How long an import that nobody confirmed is kept, in milliseconds. */
const draftLifetimeMs = 60 * 60 * 1000;

/**
 * Deletes what the class may keep for so long. Words that are not delivered are left to whoever delivers them: they go once
 * their author knows, or with their question.
 */
async function deleteOldWords(db: Kysely<Tables>, today: number, before: string): Promise<void> {
  const questionsBefore = [new Date(today - classQuestionMs).toISOString(), before].toSorted().at(-1) ?? before;
  await db.deleteFrom('class_words').where('kind', '=', 'question').where('day', '<', questionsBefore).execute();
  await db.deleteFrom('class_words').where('kind', '=', 'answer').where('day', '<', before).execute();
}

/** The line for operators while the clock is not believed. */
function doubtLine({ believed, doubted, looked }: RetentionClock): string {
  return `retention: the clock says ${looked}, far ahead of ${believed}. Either it is wrong, then put it right; or netlab was off for long. Until it has run on for some days since ${doubted}, nothing is deleted that was not due at ${believed}.`;
}

/**
 * Deletes what is older than `days`: attempts, notebooks, questions with their messages, answers for the class, what
 * instructors were told of the lab, which file of Slack shows which picture, what people said of pages, audit lines,
 * broadcasts that ended, claims, settled or not; and the channels of people who are
 * no longer on the roster. Assignments stay: they are the class. A broadcast that did not end stays until it was reported.
 * `now` is an ISO time, which is not believed where it jumped ahead.
 */
export function deleteExpired(db: Kysely<Tables>, days: number, now: string, health: DatabaseHealth): Promise<void> {
  return runOnDatabase(health, async () => {
    const clock = await lookAtClock(db, now, days);
    if (clock.doubted !== null) health.log(doubtLine(clock));
    const today = Date.parse(clock.believed);
    const before = new Date(today - days * dayMs).toISOString();
    const draftsBefore = new Date(today - draftLifetimeMs).toISOString();
    await db.deleteFrom('attempts').where('at', '<', before).execute();
    // A student's decision against the language model holds until they take it back.
    await db.deleteFrom('notebooks').where('at', '<', before).where('kind', '!=', 'tutor').execute();
    await db.deleteFrom('pictures').where('at', '<', before).execute();
    await db.deleteFrom('questions').where('at', '<', before).execute();
    await deleteOldWords(db, today, before);
    await db.deleteFrom('told_faults').where('claimed_at', '<', before).execute();
    await db.deleteFrom('feedback').where('day', '<', before).execute();
    await db.deleteFrom('audit').where('at', '<', before).execute();
    await db.deleteFrom('broadcasts').where('at', '<', before).where('ended_at', 'is not', null).execute();
    await db.deleteFrom('claims').where('asked_at', '<', before).execute();
    const onRoster = db.selectFrom('seats').select('user_id');
    await db.deleteFrom('people').where('user_id', 'not in', onRoster).execute();
    await db.deleteFrom('drafts').where('at', '<', draftsBefore).execute();
  });
}
