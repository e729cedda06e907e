import { checks } from '../../checks/index.ts';
import { collectLessonWords } from '../../exercise/lesson-words.ts';
import { findPassage, namesOf } from '../../exercise/passage-names.ts';
import type { Explanation } from '../../model/explanation.ts';
import { type FindingCode, findingCodes } from '../../model/finding.ts';
import type { Lab } from '../../model/lab.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import { matchMisspeltNames, nearestWord } from '../input/spelling.ts';
import { findDefinition } from './definition.ts';

/**
 * What was asked for: a finding, or passages of the lesson; `meant` is what may have been meant where there are none.
 */
export type FoundTopic = {
  readonly code: FindingCode | null;
  readonly explanation: Explanation;
  readonly meant: string | null;
  /** Whether the lesson was searched: what was said is a question, and no name. */
  readonly searched: boolean;
  /** Whether a language model chose it. */
  readonly chosen: boolean;
};

const byName = { meant: null, searched: false, chosen: false } as const;

const handbook = (passages: readonly Passage[]): Explanation => ({ by: 'handbook', passages });

function codeIn(word: string): FindingCode | undefined {
  return findingCodes.find((code) => code === word.toLowerCase());
}

/** What is called exactly so: a finding, or a passage. */
export function exactTopic(lesson: Lesson, name: string): FoundTopic | null {
  const code = codeIn(name);
  if (code) {
    const passages = lesson.passages.filter(({ id }) => checks[code].theory.includes(id));
    return { ...byName, code, explanation: handbook(passages) };
  }
  const named = findPassage(lesson, name);
  return named ? { ...byName, code: null, explanation: handbook([named]) } : null;
}

/** All that leads to a finding or a passage. */
const namesIn = ({ passages }: Lesson): readonly string[] => [...findingCodes, ...passages.flatMap(namesOf)];

/** What a misspelt name surely means; null where that is not sure. */
function misspeltTopic(lesson: Lesson, topic: string): FoundTopic | null {
  // Not the questions: they are typed as students type, slips and all.
  const { written } = collectLessonWords(lesson);
  const found = matchMisspeltNames(topic, namesIn(lesson), written).map((name) => exactTopic(lesson, name));
  const [first, ...more] = found.filter((each) => each !== null);
  const same = ({ code, explanation }: FoundTopic) => code ?? explanation.passages[0]?.id;
  return first !== undefined && more.every((each) => same(each) === same(first)) ? first : null;
}

/** The name that a text is surely near to: it begins alike and is as long, so that `ingress` is not taken for `egress`. */
function closeName(text: string, names: readonly string[]): string | null {
  const near = nearestWord(text, names);
  if (near === null || near.slice(0, 1) !== text.slice(0, 1).toLowerCase()) return null;
  return Math.abs(near.length - text.length) <= 1 ? near : null;
}

/** The page on the word whose meaning a question asks for. */
function definedTopic(lesson: Lesson, question: string): FoundTopic | null {
  const page = findDefinition(lesson, question);
  return page ? { ...byName, code: null, explanation: handbook([page]) } : null;
}

/**
 * Finding id, then name or alias, then one with a slip in it, then the word that is to be explained, then the question as
 * it stands.
 */
export async function findTopic(topic: string, user: string, lab: Lab): Promise<FoundTopic> {
  const lesson = lab.lesson();
  const found = exactTopic(lesson, topic) ?? misspeltTopic(lesson, topic) ?? definedTopic(lesson, topic);
  if (found) return found;
  const explanation = await lab.explainQuestion(topic, user, lab.lastTopic(user));
  const { finding } = explanation;
  const chosen = explanation.by === 'tutor';
  // Only a look at the cluster can answer: the model named what to look at.
  const namedFinding = finding === undefined ? null : exactTopic(lab.lesson(), finding);
  if (namedFinding) return { ...namedFinding, chosen };
  const meant = closeName(topic, namesIn(lab.lesson()));
  return { code: null, explanation, meant, searched: true, chosen };
}
