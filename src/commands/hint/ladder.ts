import { type HintLevel, hintLevels, type TaskNumber } from '../../model/lesson.ts';

/** What is kept of a guess: how long it was and when (ISO), never its words. */
export type HintGuess = { readonly length: number; readonly at: string };

/** Where somebody stands in the hints of one task. */
export type HintProgress = {
  readonly namespace: string;
  /** The highest rung that was unlocked. */
  readonly rung: HintLevel;
  /** The signature of the task's findings when that rung was unlocked, and when the cluster was read for it (ISO). */
  readonly seen: string;
  readonly readAt: string;
  /** The last guess; null while there was none. */
  readonly guess: HintGuess | null;
};

/** What netlab saw when a hint was asked for. */
export type HintObservation = Pick<HintProgress, 'namespace' | 'seen' | 'readAt'>;

/** What let somebody reach the rung: it is the first, the evidence changed, they guessed; or nothing did. */
export type HintReason = 'first' | 'evidence' | 'guess' | 'nothing';

// How much a letter of a signature tells: nothing for what was not looked at, little for an outage, that a permission is
// missing, and all for a status that was judged.
const tellings = ['-', 'e', 'b'];

function tells(letter: string | undefined): number {
  const place = tellings.indexOf(letter ?? '-');
  return place < 0 ? tellings.length : place;
}

const judged = tellings.length;

/** A status that was judged is news where another one was seen before, or a permission was missing. Losing one is none. */
function changed(before: string, after: string): boolean {
  return [...after].some((letter, index) => {
    const was = before[index];
    return tells(letter) === judged && tells(was) > tells('e') && letter !== was;
  });
}

/** What is known of each finding: as it was seen now, else as it was before. */
function merged(before: string, after: string): string {
  return [...after]
    .map((letter, index) => {
      const was = before[index] ?? '-';
      return tells(letter) < tells(was) ? was : letter;
    })
    .join('');
}

function after(rung: HintLevel): HintLevel {
  return hintLevels[hintLevels.indexOf(rung) + 1] ?? rung;
}

/**
 * One request for a hint. A rung is added for evidence that is new since the last one, or for a guess; for both at once it
 * is still one. Another namespace has other evidence, so there the hints begin anew.
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
  const evidence = !late && changed(was.seen, look.seen);
  const kept = { ...was, guess: guess ?? was.guess };
  const now = late ? {} : { seen: merged(was.seen, look.seen), readAt: look.readAt };
  if (guess === null && !evidence) {
    // What nobody had seen before is known from now on; what is known stays what later looks are compared with.
    return { is: { ...kept, seen: late ? was.seen : merged(was.seen, look.seen) }, because: 'nothing' };
  }
  return { is: { ...kept, ...now, rung: after(was.rung) }, because: guess === null ? 'evidence' : 'guess' };
}

/** The rung that may be shown: the student's own values come after a check of the task. */
export function visibleLevelOf({ rung }: HintProgress, checked: boolean): HintLevel {
  return rung === 'yours' && !checked ? 'example' : rung;
}

/** The rungs up to one, itself the last. */
export function levelsUpTo(rung: HintLevel): readonly HintLevel[] {
  return hintLevels.slice(0, hintLevels.indexOf(rung) + 1);
}

/** What is asked of `hint`. */
export type HintRequest =
  | { readonly do: 'next'; readonly task: TaskNumber | null }
  | { readonly do: 'again'; readonly task: TaskNumber | null }
  | { readonly do: 'all'; readonly task: TaskNumber | null }
  | { readonly do: 'explain-guess'; readonly task: TaskNumber | null }
  | { readonly do: 'guess'; readonly task: TaskNumber | null; readonly words: string };
