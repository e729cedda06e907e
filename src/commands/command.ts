import type { Outcome } from '../model/answer.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';

/** A parsed request: who asks, and the words after the command's own. */
export type CommandRequest = {
  readonly by: Person;
  readonly words: readonly string[];
  /** The signature of the answer whose button asked; absent for what was typed. */
  readonly since?: string;
};

/** One word after `/netlab`. */
export type Command = {
  readonly word: string;
  readonly usage: string;
  readonly purpose: string;
  /** Whom `help` shows it to, and who may run it; everybody on the roster where absent, `anyone` in the workspace. */
  readonly for?: 'instructor' | 'anyone';
  readonly run: (request: CommandRequest, lab: Lab) => Promise<Outcome>;
};
