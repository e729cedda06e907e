import type { Outcome } from '../model/answer.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';

/** A parsed request: who asks, and the words after the command's own. */
export type Request = { readonly by: Person; readonly words: readonly string[] };

/** One word after `/netlab`. */
export type Command = {
  readonly word: string;
  readonly usage: string;
  readonly purpose: string;
  readonly run: (request: Request, lab: Lab) => Promise<Outcome>;
};
