import { earlyHintLevels, hintLevelTitles } from '../../exercise/hints.ts';
import { namesAModel } from '../../exercise/names-a-model.ts';
import type { HintStep } from '../../model/answer.ts';
import type { Hint, HintLevel, Lesson, TaskNumber, ValueName } from '../../model/lesson.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { ownValuesOf } from '../explain/own-values.ts';

function hintOf({ hints }: Lesson, task: TaskNumber, rung: HintLevel): Hint {
  const found = hints.find((hint) => hint.task === task && hint.level === rung);
  if (found) return found;
  throw new Trouble('bad-lesson', { what: `A hint of task ${task} is missing` });
}

/** The first three rungs never name a model, whatever a lesson's folder holds; the last one asks back. @throws Trouble `bad-lesson` */
function guarded({ task, level, body }: Hint): void {
  if (earlyHintLevels.includes(level) && namesAModel(body))
    throw new Trouble('bad-lesson', { what: `A hint of task ${task} gives away too much` });
  if (level === 'yours' && !body.at(-1)?.endsWith('?'))
    throw new Trouble('bad-lesson', { what: `The last hint of task ${task} asks nothing back` });
}

function filled(body: readonly string[], wordsFor: (name: ValueName) => string, names: readonly ValueName[]) {
  return body.map((paragraph) =>
    names.reduce((text, name) => text.replaceAll(`{{${name}}}`, () => wordsFor(name)), paragraph),
  );
}

/** The values by name as one snapshot has them; what could not be seen says why. */
function valuesIn(snapshot: Snapshot, names: readonly ValueName[]): ReadonlyMap<ValueName, string> {
  const [, ...values] = ownValuesOf(names, snapshot);
  return new Map(names.map((name, index) => [name, values[index]?.value ?? '']));
}

/**
 * A rung in words. The last one holds the values of `snapshot`; without one, it says where they would stand.
 * @throws Trouble `bad-lesson` for a text that is not fit to be shown
 */
export function buildHintStep(lesson: Lesson, task: TaskNumber, rung: HintLevel, snapshot: Snapshot | null): HintStep {
  const hint = hintOf(lesson, task, rung);
  guarded(hint);
  const values = snapshot === null ? null : valuesIn(snapshot, hint.values);
  const body = filled(hint.body, (name) => values?.get(name) ?? `(the student’s own: ${name})`, hint.values);
  return { level: rung, title: hintLevelTitles[rung], body };
}
