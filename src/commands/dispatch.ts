import { findPassage } from '../exercise/passage-names.ts';
import type { Lab } from '../model/lab.ts';
import type { Next, Outcome } from '../model/outcome.ts';
import type { Caller, Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import { admitCaller, type RequiredRole, refusalAuditOf } from './access/admit.ts';
import { refuseOwnOnly } from './access/instructor-target.ts';
import { tasksShownBy } from './access/shown-tasks.ts';
import type { Command, ReplacedMessage } from './command.ts';
import { commands } from './index.ts';
import { nearestWord } from './input/spelling.ts';
import { type ParsedCommand, parseCommand, wordsOfCommand } from './parse-command.ts';
import { offerAfterTrouble, troubleAnswer } from './trouble-words.ts';

const findCommand = ({ command }: ParsedCommand): Command | null =>
  commands.find(({ word }) => word === command) ?? null;

function unknownCommand({ words: [said = ''] }: ParsedCommand): Trouble {
  const near = nearestWord(
    said,
    commands.filter(({ isUnlisted }) => !isUnlisted).map(({ word }) => word),
  );
  return new Trouble('unknown-command', { said, ...(near ? { near } : {}) });
}

/** A Trouble as an answer: a refusal is audited, a near miss is offered. @throws whatever else went wrong */
function answerTrouble(error: unknown, parsed: ParsedCommand, by: Person | null): Outcome {
  if (!(error instanceof Trouble)) throw error;
  const audit = refusalAuditOf(error, parsed.command);
  return {
    answer: troubleAnswer(error),
    ...(audit ? { audit } : {}),
    ...offerAfterTrouble(error, wordsOfCommand(parsed), by),
  };
}

/**
 * Nothing that a student caused to be read lies outside of their namespace. Commands ask `scopeOf`; this holds whatever a
 * command forgets, before anything of it is shown.
 */
function refuseForeignReads(outcome: Outcome, { role, namespace }: Person): void {
  const read = [outcome.audit ?? []].flat().filter(({ did }) => did === 'read');
  const foreign = read.find((line) => line.namespace !== namespace);
  if (role === 'student' && foreign) throw new Error(`a student was about to be shown ${foreign.namespace}`);
}

/** Commands offer what belongs to their answer; what no command of this table would answer is not shown. */
function dropUnknownOffers({ next, menu, ...outcome }: Outcome): Outcome {
  const known = (all: readonly Next[]) => all.filter(({ command: text }) => parseCommand(text).command !== 'unknown');
  return {
    ...outcome,
    ...(next === undefined ? {} : { next: known(next) }),
    ...(menu === undefined ? {} : { menu: { ...menu, options: known(menu.options) } }),
  };
}

/** The message that the answer to a button takes the place of; null where it comes beside it. `since` as in a request. */
export function replacedMessageOf(parsed: ParsedCommand, since: string | undefined): ReplacedMessage | null {
  const { words } = parsed;
  return findCommand(parsed)?.replaces?.({ words, ...(since === undefined ? {} : { since }) }) ?? null;
}

/** What begins with no command's word, and is just the name of a page of the lesson, asks for that page. */
function readAsTopic(parsed: ParsedCommand, { lesson }: Pick<Lab, 'lesson'>): ParsedCommand {
  if (findCommand(parsed) !== null) return parsed;
  const page = findPassage(lesson(), parsed.words.join(' '));
  return page === undefined ? parsed : { command: 'explain', words: parsed.words };
}

/**
 * Runs a command for a person who was admitted; a Trouble becomes its words. `since`: the signature of an earlier answer;
 * `pasted`: the text of a form.
 */
export async function runAdmittedCommand(
  parsed: ParsedCommand,
  by: Person,
  lab: Lab,
  since?: string,
  pasted: string | undefined = parsed.pasted,
): Promise<Outcome> {
  try {
    const meant = readAsTopic(parsed, lab);
    const command = findCommand(meant);
    if (command === null) throw unknownCommand(parsed);
    refuseOwnOnly(wordsOfCommand(parsed), by);
    const { words } = meant;
    const outcome = await command.run(
      { by, words, ...(since === undefined ? {} : { since }), ...(pasted === undefined ? {} : { pasted }) },
      lab,
    );
    refuseForeignReads(outcome, by);
    if (by.namespace !== null) lab.shownTasks.note(by.id, by.namespace, tasksShownBy(outcome, by.namespace));
    const replaces = replacedMessageOf(parsed, since) === null ? {} : { replacesMessage: true };
    return dropUnknownOffers({ ...replaces, ...outcome });
  } catch (error) {
    return answerTrouble(error, parsed, by);
  }
}

/** Runs what somebody wrote to another person, if they may; a Trouble becomes its words. */
export async function runForCaller(
  caller: Caller,
  right: RequiredRole,
  word: string,
  lab: Lab,
  run: (by: Person) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await run(await admitCaller(caller, right, word, lab));
  } catch (error) {
    return answerTrouble(error, { command: word, words: [] }, null);
  }
}

/** Runs what a Slack user asked for: who is it, may they, what do they want. */
export async function dispatchCommand(
  parsed: ParsedCommand,
  caller: Caller,
  lab: Lab,
  since?: string,
  pasted?: string,
): Promise<Outcome> {
  try {
    // A command that is not known is for the roster, so that strangers learn no words.
    const by = await admitCaller(caller, findCommand(parsed)?.for ?? 'roster', parsed.command, lab);
    return await runAdmittedCommand(parsed, by, lab, since, pasted);
  } catch (error) {
    return answerTrouble(error, parsed, null);
  }
}

/** A button that was pressed: what it says, whose answer it stands below (`*` for anybody's), and that answer's signature. */
export type ButtonPress = { readonly parsed: ParsedCommand; readonly by: string; readonly was?: string | undefined };

/**
 * Runs a button as if its words had been typed, for whoever owns it, with a text that was held for it. It came back from Slack, so all is checked again; null
 * is one that this netlab did not write.
 */
export async function dispatchButton(
  button: ButtonPress | null,
  caller: Caller,
  lab: Lab,
  pasted?: string,
): Promise<Outcome> {
  if (button === null) return { answer: troubleAnswer(new Trouble('stale-button')) };
  const { parsed, by, was } = button;
  if (by !== '*' && by !== caller.user)
    return answerTrouble(new Trouble('not-your-button', { owner: by }), parsed, null);
  return dispatchCommand(parsed, caller, lab, was, pasted);
}

/** Whether a command asks for a form: its trigger lives three seconds, so no waiting line goes before it. */
export function opensForm(parsed: ParsedCommand): boolean {
  return findCommand(parsed)?.opensForm?.(parsed.words) ?? false;
}
