import { earlyHintLevels } from '../../exercise/hints.ts';
import { namesAModel } from '../../exercise/names-a-model.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { HintStep } from '../../model/hint.ts';
import type { Hint, HintLevel, Lesson, TaskNumber, ValueName } from '../../model/lesson.ts';
import { Trouble } from '../../model/trouble.ts';
import { ownValuesOf } from '../explain/own-values.ts';

/** Where a hint stands, in words: a number, or how many are left, would only lead to the last one. */
const levelWords: { readonly [L in HintLevel]: string } = {
  idea: 'A first pointer',
  where: 'Where to look',
  read: 'How to read it',
  example: 'A worked example',
  yours: 'Nearly the answer',
};

function hintOf({ hints }: Lesson, task: TaskNumber, level: HintLevel): Hint {
  const found = hints.find((hint) => hint.task === task && hint.level === level);
  if (found) return found;
  throw new Trouble('bad-lesson', { what: `A hint of task ${task} is missing` });
}

/** @throws Trouble `bad-lesson` where an early level names a model, or the last one ends without a question */
function requireShowable({ task, level, body }: Hint): void {
  if (earlyHintLevels.includes(level) && namesAModel(body))
    throw new Trouble('bad-lesson', { what: `A hint of task ${task} gives away too much` });
  if (level === 'yours' && !body.at(-1)?.endsWith('?'))
    throw new Trouble('bad-lesson', { what: `The last hint of task ${task} asks nothing back` });
}

function fillPlaceholders(body: readonly string[], wordsFor: (name: ValueName) => string, names: readonly ValueName[]) {
  return body.map((paragraph) =>
    names.reduce((text, name) => text.replaceAll(`{{${name}}}`, () => wordsFor(name)), paragraph),
  );
}

/** The values of an assessed snapshot by name; one that could not be read says why. */
function valuesIn(assessment: Assessment, names: readonly ValueName[]): ReadonlyMap<ValueName, string> {
  const [, ...values] = ownValuesOf(names, assessment);
  return new Map(names.map((name, index) => [name, values[index]?.value ?? '']));
}

/**
 * A level as it is shown. The last one holds the cluster's values, or with null says where they would stand.
 * @throws Trouble `bad-lesson` for a text that gives too much away
 */
export function buildHintStep(
  lesson: Lesson,
  task: TaskNumber,
  level: HintLevel,
  assessment: Assessment | null,
): HintStep {
  const hint = hintOf(lesson, task, level);
  requireShowable(hint);
  const values = assessment === null ? null : valuesIn(assessment, hint.values);
  const body = fillPlaceholders(hint.body, (name) => values?.get(name) ?? `(the student’s own: ${name})`, hint.values);
  return { level, title: levelWords[level], body };
}
