import type { Caller } from '../../model/person.ts';

/** The workspace that netlab is installed in, and the organisation that it belongs to; null for one that is not known. */
export type HomeTeam = { readonly team: string | null; readonly enterprise: string | null };

/**
 * Who is asking. Whoever belongs to another workspace is here through a channel that workspaces share (Slack Connect), or
 * works in another workspace of the same organisation; `teams` are all the ids that a request gives for the person's own
 * workspace. On Enterprise Grid that may be the organisation itself, which is no stranger.
 */
export function identifyCaller(
  user: string,
  teams: readonly (string | undefined)[],
  { team, enterprise }: HomeTeam,
): Caller {
  const own = [team, enterprise].filter((each) => each !== null);
  return {
    user,
    outside: own.length > 0 && teams.some((each) => each !== undefined && each !== '' && !own.includes(each)),
  };
}
