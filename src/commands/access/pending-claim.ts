import type { Claim, Roster } from '../../model/roster.ts';
import { formatMinute } from '../../model/time.ts';

/** The claims of a user that no instructor has settled yet, oldest first. */
export function pendingClaimsOf({ claims }: Roster, user: string): readonly Claim[] {
  return claims.filter((claim) => claim.user === user && claim.state === 'pending');
}

/** The newest pending claim of a user, null for none; `since` is `askedAt` (ISO) for display, such as `2026-08-03 09:15 UTC`. */
export function pendingClaimOf(
  user: string,
  roster: Roster,
): { readonly namespace: string; readonly since: string; readonly askedAt: string } | null {
  const claim = pendingClaimsOf(roster, user).at(-1);
  if (claim === undefined) return null;
  const { namespace, askedAt } = claim;
  return { namespace, since: formatMinute(askedAt), askedAt };
}
