import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Roster, Sharing } from '../../model/roster.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { insertAssignment, lockRoster, readRoster, settleClaimsOf } from './roster.ts';

/** A line of NETLAB_ROSTER. */
export type RosterSeed = { readonly user: string; readonly namespace: string };

/** A line that was not taken over, and why. */
export type SkippedSeed = RosterSeed & { readonly why: string };

const digest = ({ user, namespace }: RosterSeed) => createHash('sha256').update(`${user},${namespace}`).digest('hex');

/** Why a line cannot be taken over; null where it can. */
function obstacle(
  { user, namespace }: RosterSeed,
  { assignments }: Pick<Roster, 'assignments'>,
  sharing: Sharing,
): string | null {
  const own = assignments.find((seat) => seat.user === user);
  if (own) return own.namespace === namespace ? same : `has ${own.namespace}`;
  return assignments.filter((seat) => seat.namespace === namespace).length >= sharing ? 'the namespace is taken' : null;
}

const same = 'has it already';

/** Seats what can be seated; what is taken over now, and what stands against the roster. */
function sorted(seeds: readonly RosterSeed[], roster: Roster, sharing: Sharing, at: string) {
  const seats = [...roster.assignments];
  const [given, passed]: [RosterSeed[], SkippedSeed[]] = [[], []];
  for (const seed of seeds) {
    const why = obstacle(seed, { assignments: seats }, sharing);
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
export function importRosterSeeds(
  db: Kysely<Tables>,
  seeds: readonly RosterSeed[],
  sharing: Sharing,
  at: string,
  health: DatabaseHealth,
): Promise<readonly SkippedSeed[]> {
  return runOnDatabase(health, () =>
    db.transaction().execute(async (own) => {
      await lockRoster(own);
      const known = new Set((await own.selectFrom('seeds').select('line').execute()).map(({ line }) => line));
      const fresh = seeds.filter((seed) => !known.has(digest(seed)));
      const { given, passed } = sorted(fresh, await readRoster(own), sharing, at);
      for (const seed of given) await insertAssignment(own, seed, { by: 'file', at });
      for (const { user, namespace } of given) await settleClaimsOf(own, user, namespace, { by: 'file', at });
      const done = [...given, ...passed.filter(({ why }) => why === same)].map((seed) => ({ line: digest(seed), at }));
      if (done.length > 0) await own.insertInto('seeds').values(done).execute();
      return passed.filter(({ why }) => why !== same);
    }),
  );
}
