import type { Answer } from '../../model/answer.ts';
import type { Audit } from '../../model/audit.ts';
import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';

/** A part of `roster`: the words after its own. */
export type RosterSubcommand = (words: readonly string[], by: Person, lab: Lab) => Promise<Outcome>;

/** What was done, in a sentence; `about` is the person it is about, shown by name before it. */
export const toldAnswer = (message: string, lines: readonly string[] = [], about: string | null = null): Answer => ({
  kind: 'told',
  about,
  message,
  lines,
});

/** A change of the roster, as the audit keeps it. */
export const rosterChangeAudit = (what: string, namespace: string | null, about: string): Audit => ({
  did: 'change',
  what,
  about,
  namespace,
  as: null,
});

/** Whom a word means: `@U012ABCDEF`, as Slack writes a person who was named. @throws Trouble `bad-input` */
export function parseUserId(word: string | undefined, todo: string): string {
  const user = /^@?([UW][A-Z0-9]{2,})$/u.exec(word ?? '')?.[1];
  if (user === undefined) throw new Trouble('bad-input', { what: `whom? Name them with @, for example: ${todo}` });
  return user;
}
