import type { Outcome } from '../model/answer.ts';
import type { Lab } from '../model/lab.ts';
import type { Caller, Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import { admitted, type Right, refusal } from './access/admit.ts';
import { refuseOwnOnly } from './access/instructor-target.ts';
import { isNamespace } from './access/namespace-scope.ts';
import { pageIn } from './help-request/answers.ts';
import { commands } from './index.ts';
import { asCommand } from './input/free-text.ts';
import { nearest } from './input/spelling.ts';
import { offeredFor } from './offered.ts';
import { worded } from './trouble-words.ts';

/** Splits what was typed into words: what cannot be seen goes, dashes before a word go (phones rewrite `--`), so do quotes, curly or straight. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[“”„‟"«»]/gu, ' ')
    .replaceAll(/[‘’‚‛]/gu, "'")
    .split(/\s+/u)
    .map((word) => word.replace(/^[-–—]+/u, ''))
    .filter((word) => word !== '');
}

const known = commands.map(({ word }) => word);

/** The words of a text as a command that could be typed. */
const spoken = (text: string): readonly string[] => asCommand(wordsOf(text), known);

function commandOf(said: string) {
  const wanted = said.toLowerCase();
  const found = commands.find(({ word }) => word === wanted);
  if (found) return found;
  const near = nearest(wanted, known);
  throw new Trouble('unknown-command', { said, ...(near ? { near } : {}) });
}

/** A command's word, or `unknown`: nothing that was typed goes into a log or a figure. */
function knownWord(said: string): string {
  const word = said.toLowerCase();
  return commands.some((each) => each.word === word) ? word : 'unknown';
}

/** A Trouble as an answer; a refusal is audited, a near miss is offered. */
function answered(error: unknown, typed: readonly string[]): Outcome {
  if (!(error instanceof Trouble)) throw error;
  const audit = refusal(error, knownWord(typed[0] ?? 'help'));
  return { answer: worded(error), ...(audit ? { audit } : {}), ...offeredFor(error, typed) };
}

/**
 * Nothing that a student caused to be read lies outside of their namespace. Commands ask `scopeOf`; this holds whatever a
 * command forgets, before anything of it is shown.
 */
function within(outcome: Outcome, { role, namespace }: Person): Outcome {
  const read = [outcome.audit ?? []].flat().filter(({ did }) => did === 'read');
  const foreign = read.find((line) => line.namespace !== namespace);
  if (role === 'student' && foreign) throw new Error(`a student was about to be shown ${foreign.namespace}`);
  return outcome;
}

/** Commands offer what belongs to their answer; what no command of this table would answer is not shown. */
function offering({ next, ...outcome }: Outcome): Outcome {
  if (next === undefined) return outcome;
  return { ...outcome, next: next.filter(({ say }) => wordIn(say) !== 'unknown') };
}

/** Runs one request for a person who was admitted; a Trouble becomes its words. */
export async function run(typed: readonly string[], by: Person, lab: Lab, since?: string): Promise<Outcome> {
  const [said = 'help', ...words] = typed;
  try {
    const command = commandOf(said);
    refuseOwnOnly(typed, by);
    const outcome = await command.run({ by, words, ...(since === undefined ? {} : { since }) }, lab);
    return offering(within(outcome, by));
  } catch (error) {
    return answered(error, typed);
  }
}

/** Whom the command that was said is for; what is not known is for the roster, so that strangers learn no words. */
function rightFor(said: string): Right {
  const found = commands.find(({ word }) => word === said.toLowerCase());
  return found?.for ?? 'roster';
}

/** Runs what a Slack user typed: who is it, may they, what do they want. */
export async function dispatch(text: string, caller: Caller, lab: Lab, since?: string): Promise<Outcome> {
  const typed = spoken(text);
  const [said = 'help'] = typed;
  try {
    const by = await admitted(caller, rightFor(said), knownWord(said), lab);
    return await run(typed, by, lab, since);
  } catch (error) {
    return answered(error, typed);
  }
}

/** A button: what it types, whose answer it stands below (`*` for anybody's), and that answer's signature. */
export type Press = { readonly say: string; readonly by: string; readonly was?: string | undefined };

/** Runs a button as if its words had been typed, for whoever owns it; it came back from Slack, so all is checked again. */
export async function press(button: Press | null, caller: Caller, lab: Lab): Promise<Outcome> {
  if (button === null) return { answer: worded(new Trouble('stale-button')) };
  if (button.by !== '*' && button.by !== caller.user)
    return answered(new Trouble('not-your-button', { owner: button.by }), wordsOf(button.say));
  return dispatch(button.say, caller, lab, button.was);
}

/** The known command that text begins with, or `unknown`: what figures about commands are counted by. */
export function wordIn(text: string): string {
  return knownWord(spoken(text)[0] ?? 'help');
}

/** Whether text asks for a form: its trigger lives three seconds, so nothing is raced with it. */
export function opensForm(text: string): boolean {
  const [word = '', part = ''] = wordsOf(text).map((each) => each.toLowerCase());
  if (word === 'hint') return /^hint(?: task)?(?: \S+)? guess$/iu.test(wordsOf(text).join(' '));
  if (word === 'answers') return part !== '' && pageIn(part) === null;
  return word === 'broadcast' || (word === 'roster' && part === 'import');
}

/** Commands that read no cluster. */
const unread: readonly string[] = [
  'join',
  'roster',
  'progress',
  'privacy',
  'help',
  'notes',
  'plan',
  'answers',
  'unknown',
];

/** What is being done while somebody waits for an answer. */
export async function waitingFor(text: string, user: string, lab: Lab): Promise<string> {
  const word = wordIn(text);
  if (word === 'explain') return 'Looking it up…';
  if (word === 'picture') return 'Drawing…';
  if (unread.includes(word)) return 'One moment…';
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
