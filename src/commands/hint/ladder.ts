import { type HintLevel, hintLevels, type TaskNumber } from '../../model/lesson.ts';

/** What is kept of a guess: how long it was and when (ISO), never its words. */
export type HintGuess = { readonly length: number; readonly at: string };

/** Progress of a person in the hints of one task, as it is stored. */
export type HintProgress = {
  readonly namespace: string;
  /** The highest unlocked level. */
  readonly rung: HintLevel;
  /** The status signature of the task's findings at the read that unlocked it, and the ISO time of that read. */
  readonly seen: string;
  readonly readAt: string;
  /** The last guess; null while there was none. */
  readonly guess: HintGuess | null;
};

/** What netlab saw when a hint was asked for. */
export type HintObservation = Pick<HintProgress, 'namespace' | 'seen' | 'readAt'>;

/** Why a level was unlocked: it is the first, the evidence changed, or a guess; `nothing` where none was. */
export type HintReason = 'first' | 'evidence' | 'guess' | 'nothing';

// Letters of a signature by how much they say, least first: not checked, an outage, a missing permission; every other letter
// is a judged status.
const weightOrder = ['-', 'e', 'b'];

function weightOf(letter: string | undefined): number {
  const place = weightOrder.indexOf(letter ?? '-');
  return place < 0 ? weightOrder.length : place;
}

const judgedWeight = weightOrder.length;

/**
 * Whether a judged status differs from the one before, or takes the place of a missing permission. Losing one does
 * not count.
 */
function hasNewEvidence(before: string, after: string): boolean {
  return [...after].some((letter, index) => {
    const was = before[index];
    return weightOf(letter) === judgedWeight && weightOf(was) > weightOf('e') && letter !== was;
  });
}

/** Letter by letter the signature that says more; the newer one where both say as much. */
function mergeSignatures(before: string, after: string): string {
  return [...after]
    .map((letter, index) => {
      const was = before[index] ?? '-';
      return weightOf(letter) < weightOf(was) ? was : letter;
    })
    .join('');
}

function nextLevel(level: HintLevel): HintLevel {
  return hintLevels[hintLevels.indexOf(level) + 1] ?? level;
}

/**
 * Applies one request for a hint. One level is unlocked for evidence that is new since the last, or for a guess, or for both
 * at once. Another namespace has other evidence, so that the hints begin anew there.
 */
export function advanceHints(
  was: HintProgress | null,
  look: HintObservation,
  guess: HintGuess | null,
): { readonly is: HintProgress; readonly because: HintReason } {
  if (was === null || was.namespace !== look.namespace)
    return { is: { ...look, rung: 'idea', guess }, because: 'first' };
  // A read that began before the last one shows what is older, not what is new.
  const late = look.readAt < was.readAt;
  const evidence = !late && hasNewEvidence(was.seen, look.seen);
  const kept = { ...was, guess: guess ?? was.guess };
  const now = late ? {} : { seen: mergeSignatures(was.seen, look.seen), readAt: look.readAt };
  if (guess === null && !evidence) {
    // What nobody had seen before is known from now on; what is known stays what later looks are compared with.
    return { is: { ...kept, seen: late ? was.seen : mergeSignatures(was.seen, look.seen) }, because: 'nothing' };
  }
  return { is: { ...kept, ...now, rung: nextLevel(was.rung) }, because: guess === null ? 'evidence' : 'guess' };
}

/** The level that may be shown: the one with the student's own values needs a check of the task first. */
export function visibleLevelOf({ rung: level }: HintProgress, checked: boolean): HintLevel {
  return level === 'yours' && !checked ? 'example' : level;
}

/** The levels from the first up to this one. */
export function levelsUpTo(level: HintLevel): readonly HintLevel[] {
  return hintLevels.slice(0, hintLevels.indexOf(level) + 1);
}

/** The parsed words after `hint`; `task` is null where none was named. */
export type HintRequest =
  | { readonly do: 'next'; readonly task: TaskNumber | null }
  | { readonly do: 'again'; readonly task: TaskNumber | null }
  | { readonly do: 'all'; readonly task: TaskNumber | null }
  | { readonly do: 'explain-guess'; readonly task: TaskNumber | null }
  | { readonly do: 'guess'; readonly task: TaskNumber | null; readonly words: string };
