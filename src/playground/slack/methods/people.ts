import { type Method, type Result, refuse } from '../api.ts';
import { botUser, type Persona } from '../workspace.ts';

function identity(): Result {
  return {
    ok: true,
    url: 'https://netlab-class.slack.com/',
    team: 'netlab class',
    user: 'netlab',
    team_id: 'T0NETLAB',
    user_id: botUser,
    bot_id: 'B0NETLAB',
    is_enterprise_install: false,
  };
}

function shown({ id, name, realName }: Persona): object {
  return {
    id,
    team_id: 'T0NETLAB',
    name,
    real_name: realName,
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    tz: 'Europe/Berlin',
    profile: { real_name: realName, display_name: name },
  };
}

/** Who is who. */
export const peopleMethods: Readonly<Record<string, Method>> = {
  'api.test': { scope: null, tier: 4, run: (_, args) => ({ ok: true, args }) },
  'auth.test': { scope: null, tier: 4, run: identity },
  'users.info': {
    scope: 'users:read',
    tier: 4,
    run: ({ workspace }, { user, include_locale: locale }) => {
      const found = workspace.personas.find(({ id }) => id === user);
      if (!found) return refuse('user_not_found');
      return { ok: true, user: { ...shown(found), ...(locale ? { locale: 'en-GB' } : {}) } };
    },
  },
  'users.list': {
    scope: 'users:read',
    tier: 2,
    run: ({ workspace }) => ({
      ok: true,
      members: workspace.personas.map(shown),
      response_metadata: { next_cursor: '' },
    }),
  },
  'users.lookupByEmail': {
    scope: 'users:read.email',
    tier: 3,
    run: ({ workspace }, { email }) => {
      const found = workspace.personas.find(({ name }) => `${name}@class.example` === email);
      return found ? { ok: true, user: shown(found) } : refuse('users_not_found');
    },
  },
  // A free plan has no user groups.
  'usergroups.users.list': { scope: 'usergroups:read', tier: 2, run: () => refuse('plan_upgrade_required') },
};
