import type { ConversationLine } from '../../model/conversation.ts';

/**
 * What became of a line: `waits` for another try. `over`: nobody tries it any more, and it is not there; `unseen`: nor is it
 * known whether it is there. Such a line is kept until its author knows.
 */
export type LineFate = {
  readonly line: ConversationLine;
  readonly fate: 'arrived' | 'refused' | 'waits' | 'dropped' | 'over' | 'unseen';
};

const refusedWords = {
  ask: 'I could not reach any instructor. Ask again later, or tell your instructor yourself.',
  passed: 'I could not reach any other instructor. Tell your instructor yourself.',
  student: 'Your words did not reach your instructor. Tell them yourself.',
  instructor: 'I could not write to the student.',
} as const;

const unseenWords = 'I could not find out whether it arrived, and I stop trying. Tell them yourself.';

/** What an author reads while something of theirs is still tried. */
export const waitingWords = 'I do not know yet whether it arrived. I keep trying for a day.';

/** What the author of some lines of one kind is to know: nothing where one of them arrived, or none was meant to. */
function remarkOn(fates: readonly LineFate[]): readonly string[] {
  const [first] = fates;
  const isSilent = first === undefined || first.line.kind === 'ended';
  if (isSilent || fates.some(({ fate }) => fate === 'arrived' || fate === 'dropped')) return [];
  if (fates.some(({ fate }) => fate === 'waits')) return [waitingWords];
  return [fates.some(({ fate }) => fate === 'unseen') ? unseenWords : refusedWords[first.line.kind]];
}

/** What each author is to know, by their user id. */
export function remarksByAuthor(fates: readonly LineFate[]): ReadonlyMap<string, readonly string[]> {
  const authors = [...new Set(fates.map(({ line }) => line.from))];
  return new Map(
    authors.map((author) => {
      const own = Object.values(
        Object.groupBy(
          fates.filter(({ line }) => line.from === author),
          ({ line }) => line.kind,
        ),
      );
      return [author, own.flatMap((each = []) => remarkOn(each))];
    }),
  );
}
