import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '../../model/day.ts';
import type { FeedbackBook, FeedbackCount, FeedbackPress, FeedbackSubject } from '../../model/feedback.ts';
import { Turns } from '../../model/turns.ts';
import { countColumn } from '../database/column-types.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';

/** So many presses are remembered; the oldest go first. */
const mostRemembered = 10_000;

type Counted = { readonly user: string; readonly helped: boolean; readonly day: string };

/** Who said what of what, so that one person counts once: in memory alone, and bounded. */
class PressMemory {
  readonly #presses = new Map<string, Counted>();

  static keyOf(user: string, { kind, id }: FeedbackSubject): string {
    return JSON.stringify([user, kind, id]);
  }

  find(key: string): Counted | null {
    return this.#presses.get(key) ?? null;
  }

  remember(key: string, counted: Counted | null): void {
    this.#presses.delete(key);
    if (counted !== null) this.#presses.set(key, counted);
    const [oldest] = this.#presses.keys();
    if (this.#presses.size > mostRemembered && oldest !== undefined) this.#presses.delete(oldest);
  }

  forget(user: string): void {
    for (const [key, counted] of this.#presses) if (counted.user === user) this.#presses.delete(key);
  }
}

const row = z.object({ kind: z.enum(['page', 'card']), subject: z.string(), yes: countColumn, no: countColumn });

async function addOne(db: Kysely<Tables>, { kind, id }: FeedbackSubject, { helped, day }: Counted): Promise<void> {
  const [yes, no] = helped ? [1, 0] : [0, 1];
  await sql`insert into feedback (kind, subject, day, yes, no) values (${kind}, ${id}, ${day}, ${yes}, ${no})
    on conflict (kind, subject, day) do update set yes = feedback.yes + ${yes}, no = feedback.no + ${no}`.execute(db);
}

async function takeOne(db: Kysely<Tables>, { kind, id }: FeedbackSubject, { helped, day }: Counted): Promise<void> {
  const column = sql.ref(helped ? 'yes' : 'no');
  await sql`update feedback set ${column} = greatest(${column} - 1, 0)
    where kind = ${kind} and subject = ${id} and day = ${day}`.execute(db);
}

async function readCounts(db: Kysely<Tables>): Promise<readonly FeedbackCount[]> {
  const { rows } = await sql`select kind, subject, sum(yes) as yes, sum(no) as no from feedback
    group by kind, subject order by kind, subject`.execute(db);
  return rows.map((each) => {
    const { kind, subject: id, yes, no } = row.parse(each);
    return { subject: { kind, id }, yes, no };
  });
}

/** What people say of pages and cards, in SQL; who said it is in memory. */
export function createFeedbackBook(db: Kysely<Tables>, health: DatabaseHealth): FeedbackBook {
  const [memory, turns] = [new PressMemory(), new Turns()];
  const count = async (key: string, { subject, user, helped, at }: FeedbackPress): Promise<void> => {
    const before = memory.find(key);
    if (before?.helped === helped) return;
    const counted = { user, helped, day: dayOf(at) };
    // Remembered first: who has their presses forgotten meanwhile is not remembered afterwards.
    memory.remember(key, counted);
    try {
      await runOnDatabase(health, () =>
        db.transaction().execute(async (own) => {
          if (before !== null) await takeOne(own, subject, before);
          await addOne(own, subject, counted);
        }),
      );
    } catch (error) {
      if (memory.find(key) === counted) memory.remember(key, before);
      throw error;
    }
  };
  return {
    count: (press) => {
      const key = PressMemory.keyOf(press.user, press.subject);
      // What is remembered of a press is true only once the press before it is counted.
      return turns.runInTurn(key, () => count(key, press));
    },
    read: () => runOnDatabase(health, () => readCounts(db)),
    forgetPresses: (user) => memory.forget(user),
  };
}
