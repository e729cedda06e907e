import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { firstLineOf } from '../../model/error-line.ts';
import { Trouble } from '../../model/trouble.ts';
import type { CallSlack } from '../transport/web-client.ts';

/** The workspace that netlab is installed in, and the organisation that it belongs to; null for none. */
export type HomeTeam = { readonly team: string; readonly enterprise: string | null };

/** Whether somebody is of netlab's own workspace; `unknown` where nothing says so, which opens no door either. */
export type Belonging = 'ours' | 'foreign' | 'unknown';

const identity = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
});

/**
 * The workspace that a token belongs to, from Slack's answer to `auth.test`. @throws Trouble `slack-refused` where there is
 * no such workspace: nobody could be told from a stranger then
 */
export function homeTeamOf(answer: unknown): HomeTeam {
  const { team_id: team, enterprise_id: enterprise, is_enterprise_install: whole } = identity.parse(answer);
  if (whole === true)
    throw new Trouble('slack-refused', {
      what: 'The app is installed for a whole organisation; netlab is for the workspace of one class',
    });
  if (!team)
    throw new Trouble('slack-refused', { what: 'Slack does not say which workspace the bot token belongs to' });
  return { team, enterprise: enterprise || null };
}

/** Whose request it is by the ids that it names for the person; every one of them has to be ours. */
export function judgeBelonging(teams: readonly string[], home: HomeTeam | null): Belonging {
  if (home === null || teams.length === 0) return 'unknown';
  return teams.every((each) => each === home.team || each === home.enterprise) ? 'ours' : 'foreign';
}

const described = z.object({
  user: z.object({
    team_id: z.string().nullish(),
    // On Enterprise Grid somebody may be in several workspaces of the organisation.
    enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).nullish(),
  }),
});

/** How long an answer of Slack is believed, in milliseconds: people do not move between workspaces. */
const believedForMs = 60 * 60 * 1000;

/** How long Slack's pace may be waited for, in milliseconds. */
const rateLimitTimeoutMs = 5000;

/**
 * Asks Slack whose somebody is, where a request does not say it: an App Home is opened without a word about the person's
 * workspace. Never rejects: what Slack does not tell is `unknown`, in the log, and asked again the next time.
 */
export function createBelongingReader(call: CallSlack, home: () => HomeTeam | null, log: (line: string) => void) {
  const known = new LRUCache<string, Belonging>({ max: 5000, ttl: believedForMs });
  return async (user: string): Promise<Belonging> => {
    const before = known.get(user);
    if (before !== undefined) return before;
    try {
      const { team_id: team, enterprise_user: grid } = described.parse(
        await call('users.info', { user }, rateLimitTimeoutMs),
      ).user;
      const teams = [team ?? '', ...(grid?.teams ?? [])].filter((each) => each !== '');
      const all = teams.map((each) => judgeBelonging([each], home()));
      const belonging = all.find((each) => each === 'ours') ?? all[0] ?? 'unknown';
      if (belonging !== 'unknown') known.set(user, belonging);
      return belonging;
    } catch (error) {
      log(`slack does not say which workspace ${user} is of: ${firstLineOf(error)}`);
      return 'unknown';
    }
  };
}
