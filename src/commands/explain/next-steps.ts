import { passageName } from '../../model/display-names.ts';
import { problemIds } from '../../model/finding.ts';
import type { Lesson, Passage, ValueName } from '../../model/lesson.ts';
import type { ChoiceMenu, Next } from '../../model/outcome.ts';

/** Passages as steps; those whose title is too long for a button stand in the list below. */
export function offerPassages(passages: readonly Passage[]): readonly Next[] {
  return passages.map((passage) => ({ label: passage.title, command: `explain ${passageName(passage)}` }));
}

// Passages that are offered below one, at the most.
const maxReadOn = 4;

// What the map shows of a student's own.
const onMap: readonly ValueName[] = ['addresses', 'pod-range', 'blocks'];
const modelPassages: readonly string[] = ['models', 'overlay', 'node-subnet', 'pod-subnet', 'kubenet'];
const planPassages: readonly string[] = ['ip-planning', 'formula', 'node-subnet-size'];

function pictures(passages: readonly Passage[], own: boolean): readonly Next[] {
  const mapped = passages.some(({ values }) => values.some((value) => onMap.includes(value)));
  const models = passages.some(({ id, under }) => modelPassages.includes(under ?? id));
  const plan = passages.some(({ id }) => planPassages.includes(id));
  return [
    ...(mapped && own ? [{ label: 'Show my network', command: 'picture' }] : []),
    ...(models ? [{ label: 'Show the models', command: 'picture models' }] : []),
    ...(plan ? [{ label: 'Draw a plan of 50 nodes', command: 'picture plan node-subnet 50 nodes' }] : []),
  ];
}

// The page that lists the common problems.
const allProblems = 'common-problems';

/** The problems that passages are the lesson's page of: they have the problem's name. */
function problems(passages: readonly Passage[]): readonly Next[] {
  const named = problemIds.filter((id) => passages.some(({ aliases }) => aliases.includes(id)));
  const all = passages.some(({ id }) => id === allProblems) ? [{ label: 'Problems', command: 'walk' }] : [];
  return [...all, ...named.map((id) => ({ label: 'Find the cause', command: `walk ${id}` }))];
}

// A topic of more parts than these has a list of them: the words of the lesson.
const manyParts = 12;

/** The parts of a topic that has many, to choose from; null for any other page. */
export function listParts(topic: Passage | undefined, { passages }: Lesson): ChoiceMenu | null {
  const parts = passages.filter(({ under }) => under !== null && under === topic?.id);
  const options = offerPassages(parts.toSorted((a, b) => a.title.localeCompare(b.title, 'en')));
  return options.length > manyParts ? { label: 'Choose a word', options } : null;
}

/** The parts of a topic, and what passages name to read on with. */
function readOnFrom(passages: readonly Passage[], all: readonly Passage[]): readonly Passage[] {
  const parts = all.filter(({ under, drift }) => drift === null && passages.some(({ id }) => id === under));
  const linked = passages.flatMap(({ see }) => see.flatMap((id) => all.find((each) => each.id === id) ?? []));
  return [...new Set([...parts, ...linked])].filter((each) => !passages.includes(each));
}

/** What to read beside passages: the parts of a topic, what they name, and what stands beside them in their topic. */
export function relatedPassages(passages: readonly Passage[], all: readonly Passage[]): readonly Passage[] {
  const beside = all.filter(({ id, under }) => passages.some((each) => [under, id].includes(each.under ?? '')));
  const related = [...readOnFrom(passages, all), ...beside.filter(({ drift }) => drift === null)];
  return [...new Set(related)].filter((each) => !passages.includes(each));
}

/**
 * What to try after passages: the task that they belong to, the problems, the pictures that show them, the parts of
 * the topic, and what else to read.
 */
export function offerAfterPassages(
  passages: readonly Passage[],
  { tasks, passages: all }: Lesson,
  own: boolean,
): readonly Next[] {
  const task = tasks.find((each) => passages.some(({ id }) => each.passages.includes(id)));
  const readOn = readOnFrom(passages, all);
  const check = task === undefined ? { label: 'Check my cluster', command: 'check' } : null;
  const checkOffer = check ?? { label: `Check task ${task?.task}`, command: `check ${task?.task}` };
  return [
    ...(own ? [...problems(passages), checkOffer] : []),
    ...pictures(passages, own),
    ...offerPassages(readOn.slice(0, maxReadOn)),
  ];
}
