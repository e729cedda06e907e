import { botUser, companions, isExternal, type Persona, team, teamOf } from '../workspace/personas.ts';
import { type Method, type Result, refuse, type World } from './index.ts';
import { pageOf } from './pages.ts';

type Args = Readonly<Record<string, unknown>>;

function identity(): Result {
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
function shown({ scopes, workspace }: World, person: Persona): object {
  const { id, name, realName, email, deleted = false, is_bot: bot = false } = person;
  const whose = teamOf(person).id;
  const told = email !== undefined && scopes.includes('users:read.email') ? { email } : {};
  const profile = { real_name: realName, display_name: name, team: whose, ...told };
  const own = { id, team_id: whose, name, deleted, is_bot: bot, profile };
  if (deleted) return own;
  if (isExternal(person)) return { ...own, real_name: realName, is_stranger: !workspace.reachable(person) };
  const { is_ultra_restricted: single = false, is_restricted: guest = single } = person;
  return { ...own, real_name: realName, tz: 'Europe/Berlin', is_restricted: guest, is_ultra_restricted: single };
}

/** Everybody of the workspace: guests, apps and ended accounts too, but nobody of another one. */
function members({ workspace }: World): readonly Persona[] {
  return [...workspace.personas.filter((each) => !isExternal(each)), ...companions];
}

function info(world: World, { user, include_locale: locale }: Args): Result {
  const found = [...world.workspace.personas, ...companions].find(({ id }) => id === user);
  if (!found) return refuse('user_not_found');
  const language = locale && !isExternal(found) ? { locale: 'en-GB' } : {};
  return { ok: true, user: { ...shown(world, found), ...language } };
}

function list(world: World, args: Args): Result {
  const all = members(world);
  // Who names no limit gets everybody, as small workspaces do.
  const page = pageOf(all, ({ id }) => id, args, all.length);
  if (typeof page === 'string') return refuse(page);
  const shownMembers = page.items.map((each) => shown(world, each));
  return { ok: true, members: shownMembers, response_metadata: { next_cursor: page.next } };
}

function lookup(world: World, { email }: Args): Result {
  const wanted = String(email ?? '').toLowerCase();
  const found = members(world).find((each) => each.email?.toLowerCase() === wanted && !each.deleted);
  return found ? { ok: true, user: shown(world, found) } : refuse('users_not_found');
}

/** Who is in a user group; a free plan has none. */
function group({ groups }: World, { usergroup }: Args): Result {
  if (groups === null) return refuse('plan_upgrade_required');
  const users = Object.hasOwn(groups, String(usergroup)) ? groups[String(usergroup)] : undefined;
  return users === undefined ? refuse('no_such_subteam') : { ok: true, users };
}

/** Who is who. */
export const peopleMethods: Readonly<Record<string, Method>> = {
  'api.test': { scope: null, tier: 4, run: (_, args) => ({ ok: true, args }) },
  'auth.test': { scope: null, tier: 4, run: identity },
  'users.info': { scope: 'users:read', tier: 4, run: info },
  'users.list': { scope: 'users:read', tier: 2, run: list },
  'users.lookupByEmail': { scope: 'users:read.email', tier: 3, run: lookup },
  'usergroups.users.list': { scope: 'usergroups:read', tier: 2, run: group },
};
