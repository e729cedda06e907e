import { findOwnValue } from '../../own-value.ts';
import { botUser, builtInUsers, isExternal, type Persona, team, teamOf } from '../workspace/personas.ts';
import { type MethodContext, refuseCall, type WebApiMethod, type WebApiResult } from './method.ts';
import { apiPageOf } from './pages.ts';

type PeopleArguments = Readonly<Record<string, unknown>>;

function identity(): WebApiResult {
  return {
    ok: true,
    url: 'https://netlab-class.slack.com/',
    team: 'netlab class',
    user: 'netlab',
    team_id: team.id,
    user_id: botUser,
    bot_id: 'B0NETLAB',
    is_enterprise_install: false,
  };
}

/**
 * Somebody as an app sees them. Of people of other workspaces Slack withholds what their own workspace decides, of ended
 * accounts all but the profile. `is_stranger` alone does not say who is external: it is false for who shares a channel.
 */
function shown({ scopes, workspace }: MethodContext, person: Persona): object {
  const { id, name, realName, email, deleted = false, is_bot: bot = false } = person;
  const whose = teamOf(person).id;
  const shownEmail = email !== undefined && scopes.includes('users:read.email') ? { email } : {};
  const profile = { real_name: realName, display_name: name, team: whose, ...shownEmail };
  const own = { id, team_id: whose, name, deleted, is_bot: bot, profile };
  if (deleted) return own;
  if (isExternal(person)) return { ...own, real_name: realName, is_stranger: !workspace.isReachable(person) };
  const { is_ultra_restricted: single = false, is_restricted: guest = single } = person;
  return { ...own, real_name: realName, tz: 'Europe/Berlin', is_restricted: guest, is_ultra_restricted: single };
}

/** Everybody of the workspace: guests, apps and ended accounts too, but nobody of another one. */
function members({ workspace }: MethodContext): readonly Persona[] {
  return [...workspace.personas.filter((each) => !isExternal(each)), ...builtInUsers];
}

function info(context: MethodContext, { user, include_locale: locale }: PeopleArguments): WebApiResult {
  const found = [...context.workspace.personas, ...builtInUsers].find(({ id }) => id === user);
  if (!found) return refuseCall('user_not_found');
  const language = locale && !isExternal(found) ? { locale: 'en-GB' } : {};
  return { ok: true, user: { ...shown(context, found), ...language } };
}

function list(context: MethodContext, args: PeopleArguments): WebApiResult {
  const all = members(context);
  // Who names no limit gets everybody, as small workspaces do.
  const page = apiPageOf(all, ({ id }) => id, args, all.length);
  if (typeof page === 'string') return refuseCall(page);
  const shownMembers = page.items.map((each) => shown(context, each));
  return { ok: true, members: shownMembers, response_metadata: { next_cursor: page.next } };
}

function lookup(context: MethodContext, { email }: PeopleArguments): WebApiResult {
  const wanted = String(email ?? '').toLowerCase();
  const found = members(context).find((each) => each.email?.toLowerCase() === wanted && !each.deleted);
  return found ? { ok: true, user: shown(context, found) } : refuseCall('users_not_found');
}

/** Who is in a user group; a free plan has none. */
function group({ groups }: MethodContext, { usergroup }: PeopleArguments): WebApiResult {
  if (groups === null) return refuseCall('plan_upgrade_required');
  const users = findOwnValue(groups, String(usergroup));
  return users === undefined ? refuseCall('no_such_subteam') : { ok: true, users };
}

/** Who is who. */
export const peopleMethods: Readonly<Record<string, WebApiMethod>> = {
  'api.test': { scope: null, tier: 4, run: (_, args) => ({ ok: true, args }) },
  'auth.test': { scope: null, tier: 4, run: identity },
  'users.info': { scope: 'users:read', tier: 4, run: info },
  'users.list': { scope: 'users:read', tier: 2, run: list },
  'users.lookupByEmail': { scope: 'users:read.email', tier: 3, run: lookup },
  'usergroups.users.list': { scope: 'usergroups:read', tier: 2, run: group },
};
