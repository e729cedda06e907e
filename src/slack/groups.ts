import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Lab } from '../model/lab.ts';
import { Trouble } from '../model/trouble.ts';

/** How long a user group's members are believed, in milliseconds. */
const fresh = 5 * 60 * 1000;

/** After how long a group that could not be read is tried again, in milliseconds: until then nobody waits for it. */
const again = 30 * 1000;

// What no second attempt can mend: a scope, a plan, a group that is none.
const lasting = ['missing_scope', 'plan_upgrade_required', 'no_such_subteam', 'invalid_auth', 'not_allowed_token_type'];

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
}

/** The members of user groups that are the instructors. What Slack does not tell makes nobody an instructor. */
export class Groups {
  readonly #client: WebClient;
  readonly #ids: readonly string[];
  readonly #note: (line: string) => void;
  readonly #now: () => number;
  #members: readonly string[] = [];
  /** When they are to be read next. */
  #due = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(
    client: WebClient,
    ids: readonly string[],
    note: (line: string) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#client = client;
    this.#ids = ids;
    this.#note = note;
    this.#now = now;
  }

  async #read(): Promise<void> {
    const all = await Promise.all(this.#ids.map((usergroup) => this.#client.usergroups.users.list({ usergroup })));
    this.#members = [...new Set(all.flatMap(({ users = [] }) => users))];
    this.#due = this.#now() + fresh;
  }

  /** Reads the groups once, so that a lasting refusal is told at the start. @throws Trouble `slack-refused` */
  async start(): Promise<void> {
    if (this.#ids.length === 0) return;
    try {
      await this.#read();
    } catch (error) {
      const code = error instanceof WebAPIPlatformError ? error.data.error : '';
      const what = `The instructors’ user groups ${this.#ids.join(', ')} cannot be read: ${code || firstLine(error)}.`;
      if (lasting.includes(code)) throw new Trouble('slack-refused', { what }, { cause: error });
      this.#note(what);
    }
  }

  /** Members as they were read last, at most five minutes ago where Slack answers; those of then where it does not. Never throws. */
  async members(): Promise<readonly string[]> {
    if (this.#ids.length === 0 || this.#now() < this.#due) return this.#members;
    this.#reading ??= this.#read()
      .catch((error: unknown) => {
        this.#due = this.#now() + again;
        this.#note(`the instructors' user groups cannot be read: ${firstLine(error)}`);
      })
      .finally(() => {
        this.#reading = null;
      });
    await this.#reading;
    return this.#members;
  }
}

/** A lab whose instructors include those of user groups. */
export function withGroups(lab: Lab, groups: Groups): Lab {
  return {
    ...lab,
    instructors: async () => [...new Set([...(await lab.instructors()), ...(await groups.members())])],
    find: async (user) => {
      const [person, members] = await Promise.all([lab.find(user), groups.members()]);
      if (!members.includes(user)) return person;
      return { id: user, role: 'instructor', namespace: person?.namespace ?? null };
    },
  };
}
