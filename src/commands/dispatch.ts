import type { Outcome } from '../model/answer.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import { commands } from './index.ts';
import { nearest } from './near.ts';
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

/** Runs one request for a known person; a Trouble becomes its words, and refusals of others' data are audited. */
export async function run(typed: readonly string[], by: Person, lab: Lab): Promise<Outcome> {
  try {
    const [said = 'help', ...words] = typed;
    return await commandOf(said).run({ by, words }, lab);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const audit = error.kind === 'not-yours' ? { audit: `refused: ${by.id} asked for ${error.detail.namespace}` } : {};
    return { answer: worded(error), ...audit };
  }
}

/** Runs what a Slack user typed: who is it, may they, what do they want. `help` needs no roster entry. */
export async function dispatch(text: string, user: string, lab: Lab): Promise<Outcome> {
  const by = await lab.find(user);
  const typed = wordsOf(text);
  if (by) return run(typed, by, lab);
  const [said = 'help'] = typed;
  const stranger: Person = { id: user, role: 'student', namespace: null };
  if (said.toLowerCase() === 'help') return run(typed, stranger, lab);
  return { answer: worded(new Trouble('unknown-person')), audit: `unknown person ${user}` };
}
