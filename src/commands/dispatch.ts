import type { Outcome } from '../model/answer.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import { commands } from './index.ts';
import { nearest } from './near.ts';
import { isNamespace } from './scope.ts';
import { worded } from './words.ts';

/** Splits what was typed into words: dashes before a word go (phones rewrite `--`), so do quotes, curly or straight. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replaceAll(/[“”„‟"«»]/gu, ' ')
    .replaceAll(/[‘’‚‛]/gu, "'")
    .split(/\s+/u)
    .map((word) => word.replace(/^[-–—]+/u, ''))
    .filter((word) => word !== '');
}

function commandOf(said: string) {
  const wanted = said.toLowerCase();
  const found = commands.find(({ word }) => word === wanted);
  if (found) return found;
  const near = nearest(
    wanted,
    commands.map(({ word }) => word),
  );
  throw new Trouble('unknown-command', { said, ...(near ? { near } : {}) });
}

function nearOf({ kind, detail }: Trouble, words: readonly string[]): Pick<Outcome, 'next'> {
  if (kind !== 'unknown-command' || detail.near === undefined) return {};
  const say = [detail.near, ...words].join(' ');
  return { next: [{ label: say, say }] };
}

/** Runs one request for a known person; a Trouble becomes its words, and refusals of others' data are audited. */
export async function run(typed: readonly string[], by: Person, lab: Lab, since?: string): Promise<Outcome> {
  const [said = 'help', ...words] = typed;
  try {
    const command = commandOf(said);
    if (command.for === 'instructor' && by.role !== 'instructor')
      throw new Trouble('instructors-only', { word: command.word });
    return await command.run({ by, words, ...(since === undefined ? {} : { since }) }, lab);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const audit = error.kind === 'not-yours' ? { audit: `refused: ${by.id} asked for ${error.detail.namespace}` } : {};
    return { answer: worded(error), ...audit, ...nearOf(error, words) };
  }
}

/** Runs what a Slack user typed: who is it, may they, what do they want. `help` needs no roster entry. */
export async function dispatch(text: string, user: string, lab: Lab, since?: string): Promise<Outcome> {
  const by = await lab.find(user);
  const typed = wordsOf(text);
  if (by) return run(typed, by, lab, since);
  const [said = 'help'] = typed;
  const stranger: Person = { id: user, role: 'student', namespace: null };
  if (said.toLowerCase() === 'help') return run(typed, stranger, lab);
  return { answer: worded(new Trouble('unknown-person')), audit: `unknown person ${user}` };
}

/** A button: what it types, whose answer it stands below (`*` for anybody's), and that answer's signature. */
export type Press = { readonly say: string; readonly by: string; readonly was?: string | undefined };

/** Runs a button as if its words had been typed, for whoever owns it; it came back from Slack, so all is checked again. */
export async function press(button: Press | null, user: string, lab: Lab): Promise<Outcome> {
  if (button === null) return { answer: worded(new Trouble('stale-button')) };
  if (button.by !== '*' && button.by !== user)
    return {
      answer: worded(new Trouble('not-your-button')),
      audit: `refused: ${user} pressed a button of ${button.by}`,
    };
  return dispatch(button.say, user, lab, button.was);
}

/** The known command that text begins with, or `unknown`: what figures about commands are counted by. */
export function wordIn(text: string): string {
  const said = wordsOf(text)[0]?.toLowerCase() ?? 'help';
  return commands.some(({ word }) => word === said) ? said : 'unknown';
}

/** What is being done while somebody waits for an answer. */
export async function waitingFor(text: string, user: string, lab: Lab): Promise<string> {
  if (wordIn(text) === 'explain') return 'Looking it up…';
  const person = await lab.find(user).catch(() => null);
  const named =
    person?.role === 'instructor'
      ? wordsOf(text)
          .slice(1)
          .find((word) => /^[a-z]+-/u.test(word) && isNamespace(word))
      : undefined;
  const namespace = named ?? person?.namespace;
  return namespace ? `Reading ${namespace}…` : 'Reading the cluster…';
}
