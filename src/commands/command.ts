import type { Lab } from '../model/lab.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Person } from '../model/person.ts';

/** A parsed request: who asks, and the words after the command's own. */
export type CommandRequest = {
  readonly by: Person;
  readonly words: readonly string[];
  /** The signature of the answer whose button asked; absent for what was typed. */
  readonly since?: string;
  /** A longer text that came with a form; absent where none did. */
  readonly pasted?: string;
};

/**
 * A message whose button asked: `answer`, an earlier state of the same answer, which stays where the request is refused;
 * `request`, a direct message that asks for a decision, which is settled by a refusal as well.
 */
export type ReplacedMessage = 'answer' | 'request';

/** One word after `/netlab`. */
export type Command = {
  readonly word: string;
  readonly usage: string;
  readonly purpose: string;
  /**
   * Whom `help` shows it to, and who may run it; everybody on the roster where absent, `anyone` in the workspace, and as
   * `reader` whoever has no namespace yet as well.
   */
  readonly for?: 'instructor' | 'anyone' | 'reader';
  /** Left out of `help` and of what a misspelt word may mean: a button's word, which nobody has to know. */
  readonly isUnlisted?: boolean;
  /** Whether these words ask for a form; where absent none do. */
  readonly opensForm?: (words: readonly string[]) => boolean;
  /** The message that the answer takes the place of where a button asked; null, or where absent, none. */
  readonly replaces?: (request: Pick<CommandRequest, 'words' | 'since'>) => ReplacedMessage | null;
  readonly run: (request: CommandRequest, lab: Lab) => Promise<Outcome>;
};
