/** The workspace in which the app is installed, as payloads name it. */
export const team = { id: 'T0NETLAB', domain: 'netlab-class' } as const;

/** The app's user id. */
export const botUser = 'U0NETLAB';

/** Somebody of the workspace, or of another one that shares a channel with it (Slack Connect). */
export type Persona = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly role: 'student' | 'instructor';
  /** Sent only to apps with the scope users:read.email. */
  readonly email?: string;
  /** A guest of the workspace. */
  readonly is_restricted?: boolean;
  /** A guest who may be in one channel alone; Slack marks them as guests, too. */
  readonly is_ultra_restricted?: boolean;
  /** Their workspace; without, the app's own one. */
  readonly team_id?: string;
  /** Of another workspace and in no channel with the app; who shares a channel with it is external, but no stranger. */
  readonly is_stranger?: boolean;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
};

/** Who is there unless somebody else is named. */
export const defaultPersonas: readonly Persona[] = [
  { id: 'U0ALICE', name: 'alice', realName: 'Alice (student)', role: 'student', email: 'alice@class.example' },
  { id: 'U0BOB', name: 'bob', realName: 'Bob (student)', role: 'student', email: 'bob@class.example' },
  {
    id: 'U0CAROL',
    name: 'carol',
    realName: 'Carol (not on the roster)',
    role: 'student',
    email: 'carol@class.example',
  },
  { id: 'U0INGE', name: 'inge', realName: 'Inge (instructor)', role: 'instructor', email: 'inge@class.example' },
  {
    id: 'U0SAM',
    name: 'sam',
    realName: 'Sam (guest)',
    role: 'student',
    email: 'sam@guests.example',
    is_restricted: true,
  },
  {
    id: 'U0ZOE',
    name: 'zoe',
    realName: 'Zoe (another workspace)',
    role: 'student',
    email: 'zoe@elsewhere.example',
    team_id: 'T0ELSEWHERE',
  },
];

/** The users that every workspace has beside its people; Slackbot is famous for not being marked as a bot. */
export const builtInUsers: readonly Persona[] = [
  { id: 'USLACKBOT', name: 'slackbot', realName: 'Slackbot', role: 'student' },
  { id: botUser, name: 'netlab', realName: 'netlab', role: 'student', is_bot: true },
];

/** Whose workspace somebody is from. */
export function teamOf({ team_id: own, is_stranger: stranger }: Persona): {
  readonly id: string;
  readonly domain: string;
} {
  const id = own ?? (stranger ? 'T0ELSEWHERE' : team.id);
  return id === team.id ? team : { id, domain: id.toLowerCase() };
}

/** Whether somebody is from another workspace; Slack has no field for it, one compares the team's id. */
export function isExternal(persona: Persona): boolean {
  return teamOf(persona).id !== team.id;
}

/** Whether somebody can be written to at all: Slackbot and apps have no direct messages with an app. */
export function isBot({ id, is_bot: bot }: Persona): boolean {
  return bot === true || id === 'USLACKBOT';
}
