// Commands as the listeners of Slack run them: a text is parsed once, then dispatched.
import { dispatchButton, dispatchCommand } from '../../src/commands/dispatch.ts';
import { parseCommand } from '../../src/commands/parse-command.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { Next, Outcome } from '../../src/model/outcome.ts';
import type { Caller } from '../../src/model/person.ts';

/** A button before its words are parsed. */
export type ButtonText = { readonly say: string; readonly by: string; readonly was?: string | undefined };

/** Runs what somebody typed. */
export function dispatch(text: string, caller: Caller, lab: Lab, since?: string): Promise<Outcome> {
  return dispatchCommand(parseCommand(text), caller, lab, since);
}

/** Presses a button. */
export function press({ say, by, was }: ButtonText, caller: Caller, lab: Lab): Promise<Outcome> {
  return dispatchButton({ parsed: parseCommand(say), by, was }, caller, lab);
}

/** Everything that an outcome offers: on buttons, and in its list. */
export function offersOf({ next = [], menu }: Pick<Outcome, 'next' | 'menu'>): readonly Next[] {
  return [...next, ...(menu?.options ?? [])];
}

/** The words of the offer that says this; `''` where there is none. */
export function offerCalled(outcome: Pick<Outcome, 'next' | 'menu'>, label: string): string {
  return offersOf(outcome).find((each) => each.label === label)?.command ?? '';
}
