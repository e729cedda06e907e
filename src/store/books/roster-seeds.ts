import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Roster, Sharing } from '../../model/roster.ts';
import { type Health, reached } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { lockRoster, rosterIn, seatIn, settleSeated } from './roster.ts';

/** A line of NETLAB_ROSTER. */
export type Seed = { readonly user: string; readonly namespace: string };

/** A line that was not taken over, and why. */
export type Passed = Seed & { readonly why: string };

const digest = ({ user, namespace }: Seed) => createHash('sha256').update(`${user},${namespace}`).digest('hex');

/** Why a line cannot be taken over; null where it can. */
function obstacle({ user, namespace }: Seed, { seats }: Pick<Roster, 'seats'>, sharing: Sharing): string | null {
  const own = seats.find((seat) => seat.user === user);
  if (own) return own.namespace === namespace ? same : `has ${own.namespace}`;
  return seats.filter((seat) => seat.namespace === namespace).length >= sharing ? 'the namespace is taken' : null;
}

const same = 'has it already';

/** Seats what can be seated; what is taken over now, and what stands against the roster. */
function sorted(seeds: readonly Seed[], roster: Roster, sharing: Sharing, at: string) {
  const seats = [...roster.seats];
  const [given, passed]: [Seed[], Passed[]] = [[], []];
  for (const seed of seeds) {
    const why = obstacle(seed, { seats }, sharing);
    if (why !== null) passed.push({ ...seed, why });
    else {
      given.push(seed);
      seats.push({ ...seed, since: at, by: 'file' });
    }
  }
  return { given, passed };
}

/**
 * Takes lines of NETLAB_ROSTER over that were not taken over before: what was changed in Slack since then stays changed, and
 * who was released does not come back with the next start. Tells which lines stand against what is there; they are tried
 * again the next time.
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
      const fresh = seeds.filter((seed) => !known.has(digest(seed)));
      const { given, passed } = sorted(fresh, await rosterIn(own), sharing, at);
      for (const seed of given) await seatIn(own, seed, { by: 'file', at });
      for (const { user, namespace } of given) await settleSeated(own, user, namespace, { by: 'file', at });
      const done = [...given, ...passed.filter(({ why }) => why === same)].map((seed) => ({ line: digest(seed), at }));
      if (done.length > 0) await own.insertInto('seeds').values(done).execute();
      return passed.filter(({ why }) => why !== same);
    }),
  );
}
