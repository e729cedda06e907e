import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { HintAnswer, HintStep } from '../model/hint.ts';
import { boldRun, createDoc, paragraphPart, parseRuns, textRun } from './runs.ts';

/** The last level holds values of a cluster, in which a backtick is no mark-up. */
function bodyRuns({ level }: HintStep, text: string): Line {
  return level === 'yours' ? [textRun(text)] : parseRuns(text);
}

function stepParts(step: HintStep): readonly DocPart[] {
  return [paragraphPart(boldRun(step.title)), ...step.body.map((each) => paragraphPart(...bodyRuns(step, each)))];
}

/** A hint: the step that was reached, what it came by, and how to go on. */
export function hintDoc({ task, message, steps, more }: HintAnswer): Doc {
  return createDoc(
    [boldRun(`A hint for task ${task}`)],
    [...(message === null ? [] : [paragraphPart(textRun(message))]), ...steps.flatMap(stepParts)],
    { smallPrint: more === null ? [] : [[textRun(more)]] },
  );
}
