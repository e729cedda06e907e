import { join } from 'node:path';
import { checks } from '../checks/index.ts';
import { hasOptedOut } from '../commands/tutor/opt-out.ts';
import type { Config } from '../config.ts';
import { explainQuestion } from '../explain/search/handbook.ts';
import { isOutOfScope } from '../explain/search/question-kind.ts';
import type { Tutor } from '../explain/tutor/tutor.ts';
import type { Explanation } from '../model/explanation.ts';
import { findingCodes } from '../model/finding.ts';
import type { Lab } from '../model/lab.ts';
import type { Lesson, Passage } from '../model/lesson.ts';
import { lessonEdition } from './lesson.ts';
import { readConfiguredFile } from './read-file.ts';

const questionPrompt = join(import.meta.dirname, '..', '..', 'prompts', 'question.md');

/** The tutor that the configuration names; null when it is off or has no key. */
export async function openConfiguredTutor(
  { tutor, exercise, namespacePattern }: Pick<Config, 'tutor' | 'exercise' | 'namespacePattern'>,
  lesson: Lesson,
): Promise<Tutor | null> {
  if (tutor === null) return null;
  const [{ openTutor }, { defaultTutorLimits: limits }] = await Promise.all([
    import('../explain/tutor/tutor.ts'),
    import('../explain/tutor/rate-limit.ts'),
  ]);
  return openTutor({
    ...tutor,
    lesson,
    namespacePattern,
    edition: lessonEdition(exercise),
    prompt: readConfiguredFile(questionPrompt, 'prompt'),
    inspections: findingCodes.map((id) => ({ id, asks: checks[id].asks })),
    limits: { ...limits, perDay: tutor.perDay },
    now: Date.now,
  });
}

type TutorFunctions = Pick<Lab, 'tutor' | 'sentFor' | 'countShownChoice' | 'tutorMetrics' | 'explainQuestion'>;

/** A choice with its passages as the lesson words them now: it may have been made days ago, and dates read by the clock. */
function wordChoiceNow(choice: Explanation, { passages }: Lesson): Explanation {
  const wordNow = (old: Passage) => passages.find(({ id }) => id === old.id) ?? old;
  return { ...choice, passages: choice.passages.map(wordNow) };
}

/** What a lab offers of a tutor; with null, questions are answered by the handbook alone. */
export function tutorFunctions(
  lesson: Lab['lesson'],
  tutor: Tutor | null,
  { notebooks, findPerson }: Pick<Lab, 'notebooks' | 'findPerson'>,
): TutorFunctions {
  /** The tutor's choice. Where it cannot be read whether they want it, or who they are, nothing is sent. */
  async function choose(question: string, user: string): Promise<Explanation | null> {
    if (tutor === null) return null;
    const reads = Promise.all([notebooks.read(user, 'tutor'), findPerson(user)]).catch(() => null);
    const [entries, person] = (await reads) ?? [null, null];
    // Who is on no roster may read the lesson, and has nothing sent.
    if (entries === null || person === null || hasOptedOut(entries)) return null;
    return tutor.choose(question, user, person.namespace);
  }
  return {
    tutor: tutor === null ? 'off' : 'select',
    sentFor: (question, namespace) => tutor?.sentFor(question, namespace) ?? '',
    countShownChoice: () => tutor?.countShownChoice(),
    tutorMetrics: () => tutor?.metrics() ?? [],
    explainQuestion: async (question, user) => {
      const own = explainQuestion(lesson(), question);
      // The tutor is asked only where the handbook has nothing to show or to choose from; prices and orders to the program are nobody's
      // questions here.
      if (own.passages.length > 0 || own.offered !== undefined || isOutOfScope(question)) return own;
      const choice = await choose(question, user);
      return choice === null ? own : wordChoiceNow(choice, lesson());
    },
  };
}
