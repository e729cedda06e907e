import type { Outcome } from '../model/answer.ts';
import type { Lab } from '../model/lab.ts';
import type { Caller, Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import { admitCaller, type RequiredRole, refusalAuditOf } from './access/admit.ts';
import { refuseOwnOnly } from './access/instructor-target.ts';
import { isNamespace } from './access/namespace-scope.ts';
import { parsePageNumber } from './help-request/answers.ts';
import { commands } from './index.ts';
import { interpretAsCommand } from './input/free-text.ts';
import { nearestWord } from './input/spelling.ts';
import { offerAfterTrouble, troubleAnswer } from './trouble-words.ts';

/** Splits what was typed into words: what cannot be seen goes, dashes before a word go (phones rewrite `--`), so do quotes, curly or straight. */
export function splitWords(text: string): readonly string[] {
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
const spoken = (text: string): readonly string[] => interpretAsCommand(splitWords(text), known);

function commandOf(said: string) {
  const wanted = said.toLowerCase();
  const found = commands.find(({ word }) => word === wanted);
  if (found) return found;
  const near = nearestWord(wanted, known);
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
  const audit = refusalAuditOf(error, knownWord(typed[0] ?? 'help'));
  return { answer: troubleAnswer(error), ...(audit ? { audit } : {}), ...offerAfterTrouble(error, typed) };
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
  return { ...outcome, next: next.filter(({ command: say }) => commandWordIn(say) !== 'unknown') };
}

/** Runs one request for a person who was admitted; a Trouble becomes its words. */
export async function runAdmittedCommand(
  typed: readonly string[],
  by: Person,
  lab: Lab,
  since?: string,
): Promise<Outcome> {
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
function rightFor(said: string): RequiredRole {
  const found = commands.find(({ word }) => word === said.toLowerCase());
  return found?.for ?? 'roster';
}

/** Runs what a Slack user typed: who is it, may they, what do they want. */
export async function dispatch(text: string, caller: Caller, lab: Lab, since?: string): Promise<Outcome> {
  const typed = spoken(text);
  const [said = 'help'] = typed;
  try {
    const by = await admitCaller(caller, rightFor(said), knownWord(said), lab);
    return await runAdmittedCommand(typed, by, lab, since);
  } catch (error) {
    return answered(error, typed);
  }
}

/** A button: what it types, whose answer it stands below (`*` for anybody's), and that answer's signature. */
export type ButtonPress = { readonly say: string; readonly by: string; readonly was?: string | undefined };

/** Runs a button as if its words had been typed, for whoever owns it; it came back from Slack, so all is checked again. */
export async function dispatchButton(button: ButtonPress | null, caller: Caller, lab: Lab): Promise<Outcome> {
  if (button === null) return { answer: troubleAnswer(new Trouble('stale-button')) };
  if (button.by !== '*' && button.by !== caller.user)
    return answered(new Trouble('not-your-button', { owner: button.by }), splitWords(button.say));
  return dispatch(button.say, caller, lab, button.was);
}

/** The known command that text begins with, or `unknown`: what figures about commands are counted by. */
export function commandWordIn(text: string): string {
  return knownWord(spoken(text)[0] ?? 'help');
}

/** Whether text asks for a form: its trigger lives three seconds, so nothing is raced with it. */
export function opensForm(text: string): boolean {
  const [word = '', part = ''] = splitWords(text).map((each) => each.toLowerCase());
  if (word === 'hint') return /^hint(?: task)?(?: \S+)? guess$/iu.test(splitWords(text).join(' '));
  if (word === 'answers') return part !== '' && parsePageNumber(part) === null;
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
export async function waitingLineFor(text: string, user: string, lab: Lab): Promise<string> {
  const word = commandWordIn(text);
  if (word === 'explain') return 'Looking it up…';
  if (word === 'picture') return 'Drawing…';
  if (unread.includes(word)) return 'One moment…';
  const person = await lab.findPerson(user).catch(() => null);
  const named =
    person?.role === 'instructor'
      ? splitWords(text)
          .slice(1)
          .find((word) => /^[a-z]+-/u.test(word) && isNamespace(word))
      : undefined;
  const namespace = named ?? person?.namespace;
  return namespace ? `Reading ${namespace}…` : 'Reading the cluster…';
}
