import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { firstLineOf } from '../../model/error-line.ts';
import type { Lab } from '../../model/lab.ts';
import { Trouble } from '../../model/trouble.ts';

/** After how long a user group is read again, in milliseconds. */
const rereadAfterMs = 5 * 60 * 1000;

/** After how long a group that could not be read is tried again, in milliseconds. */
const retryAfterMs = 30 * 1000;

/** How long they are believed while Slack does not answer, in milliseconds. */
const believedForMs = 60 * 60 * 1000;

// What no second attempt can mend: a scope, a plan, a group that is none.
const lastingErrors = [
  'missing_scope',
  'plan_upgrade_required',
  'no_such_subteam',
  'invalid_auth',
  'not_allowed_token_type',
];

type KnownGroup = { readonly users: readonly string[]; readonly at: number };

/**
 * The members of user groups that are the instructors. While Slack does not answer, the last known members count, for an hour;
 * what Slack refuses for good, and what nobody could read for so long, makes nobody an instructor.
 */
export class InstructorGroups {
  readonly #client: WebClient;
  readonly #ids: readonly string[];
  readonly #log: (line: string) => void;
  readonly #now: () => number;
  readonly #known = new Map<string, KnownGroup>();
  /** When they are to be read next. */
  #due = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(client: WebClient, ids: readonly string[], log: (line: string) => void, now: () => number) {
    this.#client = client;
    this.#ids = ids;
    this.#log = log;
    this.#now = now;
  }

  /** Reads one group; the reason where Slack refuses it for good. */
  async #read(usergroup: string): Promise<string | null> {
    try {
      const { users = [] } = await this.#client.usergroups.users.list({ usergroup });
      this.#known.set(usergroup, { users, at: this.#now() });
      return null;
    } catch (error) {
      const code = error instanceof WebAPIPlatformError ? error.data.error : '';
      this.#log(`the user group ${usergroup} of instructors cannot be read: ${code || firstLineOf(error)}`);
      this.#due = Math.min(this.#due, this.#now() + retryAfterMs);
      if (!lastingErrors.includes(code)) return null;
      this.#known.delete(usergroup);
      return `${usergroup}: ${code}`;
    }
  }

  /** Reads the groups once, so that a lasting refusal is told at the start. @throws Trouble `slack-refused` */
  async start(): Promise<void> {
    this.#due = this.#now() + rereadAfterMs;
    const refused = (await Promise.all(this.#ids.map((id) => this.#read(id)))).filter((each) => each !== null);
    if (refused.length > 0)
      throw new Trouble('slack-refused', {
        what: `The instructors’ user groups cannot be read: ${refused.join(', ')}.`,
      });
  }

  /** Who they are as far as it is known; what is older than five minutes is read again, without anybody waiting for it. */
  members(): readonly string[] {
    const now = this.#now();
    if (this.#ids.length > 0 && now >= this.#due && this.#reading === null) {
      this.#due = now + rereadAfterMs;
      this.#reading = Promise.all(this.#ids.map((id) => this.#read(id))).then(() => {
        this.#reading = null;
      });
    }
    const believed = [...this.#known.values()].filter(({ at }) => now - at < believedForMs);
    return [...new Set(believed.flatMap(({ users }) => users))];
  }
}

/** A lab whose instructors include those of user groups. */
export function withInstructorGroups(lab: Lab, groups: InstructorGroups): Lab {
  return {
    ...lab,
    instructors: async () => [...new Set([...(await lab.instructors()), ...groups.members()])],
    findPerson: async (user) => {
      const person = await lab.findPerson(user);
      if (!groups.members().includes(user)) return person;
      return { id: user, role: 'instructor', namespace: person?.namespace ?? null };
    },
  };
}
