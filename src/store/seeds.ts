import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Sharing } from '../model/roster.ts';
import { type Health, reached } from './outage.ts';
import { lockRoster, rosterIn, seatIn } from './roster-book.ts';
import type { Tables } from './schema.ts';

/** A line of NETLAB_ROSTER. */
export type Seed = { readonly user: string; readonly namespace: string };

/** A line that was not taken over, and why. */
export type Passed = Seed & { readonly why: string };

const digest = ({ user, namespace }: Seed) => createHash('sha256').update(`${user},${namespace}`).digest('hex');

function obstacle(
  { user, namespace }: Seed,
  { seats }: Awaited<ReturnType<typeof rosterIn>>,
  sharing: Sharing,
): string | null {
  const own = seats.find((seat) => seat.user === user);
  if (own) return own.namespace === namespace ? 'has it already' : `has ${own.namespace}`;
  return seats.filter((seat) => seat.namespace === namespace).length >= sharing ? 'the namespace is taken' : null;
}

/**
 * Takes lines of NETLAB_ROSTER over that were not taken over before: what was changed in Slack since then stays changed, and
 * who was released does not come back with the next start. Tells which lines stand against what is there.
 */
export function takeOver(
  db: Kysely<Tables>,
  seeds: readonly Seed[],
  sharing: Sharing,
  at: string,
  health: Health,
): Promise<readonly Passed[]> {
  return reached(health, () =>
    db.transaction().execute(async (own) => {
      await lockRoster(own);
      const known = new Set((await own.selectFrom('seeds').select('line').execute()).map(({ line }) => line));
      const passed: Passed[] = [];
      for (const seed of seeds.filter((each) => !known.has(digest(each)))) {
        const why = obstacle(seed, await rosterIn(own), sharing);
        if (why === null) await seatIn(own, seed, { by: 'file', at });
        else passed.push({ ...seed, why });
        await own
          .insertInto('seeds')
          .values({ line: digest(seed), at })
          .execute();
      }
      return passed;
    }),
  );
}
