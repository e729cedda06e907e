import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Roster, Sharing } from '../../model/roster.ts';
import { type DatabaseHealth, runOnDatabase } from '../database/health.ts';
import type { Tables } from '../database/schema.ts';
import { insertAssignment, lockRoster, readRoster, settleClaimsOf } from './roster.ts';

/** A line of NETLAB_ROSTER. */
export type RosterSeed = { readonly user: string; readonly namespace: string };

/** A line that was not taken over, and why, for the log. */
export type SkippedSeed = RosterSeed & { readonly why: string };

const digest = ({ user, namespace }: RosterSeed) => createHash('sha256').update(`${user},${namespace}`).digest('hex');

/** Why a line cannot be taken over; null where it can. */
function obstacleTo(
  { user, namespace }: RosterSeed,
  { assignments }: Pick<Roster, 'assignments'>,
  sharing: Sharing,
): string | null {
  const own = assignments.find((each) => each.user === user);
  if (own) return own.namespace === namespace ? alreadyAssigned : `has ${own.namespace}`;
  return assignments.filter((each) => each.namespace === namespace).length >= sharing ? 'the namespace is taken' : null;
}

const alreadyAssigned = 'has it already';

/**
 * Splits lines into those that can be taken over, one after the other, and those that the roster contradicts.
 */
function divideSeeds(seeds: readonly RosterSeed[], roster: Roster, sharing: Sharing, at: string) {
  const assignments = [...roster.assignments];
  const [taken, skipped]: [RosterSeed[], SkippedSeed[]] = [[], []];
  for (const seed of seeds) {
    const why = obstacleTo(seed, { assignments }, sharing);
    if (why !== null) skipped.push({ ...seed, why });
    else {
      taken.push(seed);
      assignments.push({ ...seed, since: at, by: 'file' });
    }
  }
  return { taken, skipped };
}

/**
 * Takes over the lines of NETLAB_ROSTER that were not taken over before: what was changed in Slack since then
 * stays, and who was released does not come back with the next start. Returns the lines that the roster
 * contradicts; they are tried again the next time.
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
      const { taken, skipped } = divideSeeds(fresh, await readRoster(own), sharing, at);
      for (const seed of taken) await insertAssignment(own, seed, { by: 'file', at });
      for (const { user, namespace } of taken) await settleClaimsOf(own, user, namespace, { by: 'file', at });
      const done = [...taken, ...skipped.filter(({ why }) => why === alreadyAssigned)].map((seed) => ({
        line: digest(seed),
        at,
      }));
      if (done.length > 0) await own.insertInto('seeds').values(done).execute();
      return skipped.filter(({ why }) => why !== alreadyAssigned);
    }),
  );
}
