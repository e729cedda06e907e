import { join } from 'node:path';
import { checks } from '../checks/index.ts';
import { hasOptedOut } from '../commands/tutor/opt-out.ts';
import type { Config } from '../config.ts';
import type { AskedQuestion } from '../explain/protocol/requests.ts';
import { explainQuestion } from '../explain/search/handbook.ts';
import { isOutOfScope } from '../explain/search/question-kind.ts';
import type { Tutor } from '../explain/tutor/tutor.ts';
import { findingCodes } from '../model/finding.ts';
import type { Lab } from '../model/lab.ts';
import type { Lesson } from '../model/lesson.ts';
import type { Person } from '../model/person.ts';
import { lessonEdition } from './lesson.ts';
import { explainChoice } from './model-choice.ts';
import { nearestPages, topicPage } from './ranked-passages.ts';
import { readConfiguredFile } from './read-file.ts';

const readPrompt = (name: string): string =>
  readConfiguredFile(join(import.meta.dirname, '..', '..', 'prompts', name), 'prompt');

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
    prompts: { question: readPrompt('question.md'), result: readPrompt('result.md') },
    inspections: findingCodes.map((id) => ({ id, asks: checks[id].asks })),
    limits: { ...limits, perDay: tutor.perDay },
    now: Date.now,
  });
}

type TutorFunctions = Pick<
  Lab,
  'tutor' | 'sentFor' | 'sentForResult' | 'countShownChoice' | 'tutorMetrics' | 'explainQuestion' | 'explainResult'
>;
type TutorLab = Pick<Lab, 'notebooks' | 'findPerson' | 'namespacePattern' | 'people'>;

/** What goes with a question of somebody with this namespace. */
function askedQuestion(lesson: Lesson, question: string, own: string | null, topic: string | null): AskedQuestion {
  return { question, own, topic: topicPage(lesson, topic).id, near: nearestPages(lesson, question, topic) };
}

/** Who asks, where a language model may be asked for them; null where it may not, or where that cannot be read. */
async function findAsker(user: string, { notebooks, findPerson }: TutorLab): Promise<Person | null> {
  const reads = Promise.all([notebooks.read(user, 'tutor'), findPerson(user)]).catch(() => null);
  const [entries, person] = (await reads) ?? [null, null];
  // Who is on no roster may read the lesson, and has nothing sent.
  return entries === null || hasOptedOut(entries) ? null : person;
}

/** What a lab offers of a tutor; with null, the lesson's own order stands. */
export function tutorFunctions(lesson: Lab['lesson'], tutor: Tutor | null, lab: TutorLab): TutorFunctions {
  return {
    tutor: tutor === null ? 'off' : 'select',
    sentFor: (question, namespace) => tutor?.sentForQuestion(askedQuestion(lesson(), question, namespace, null)) ?? '',
    sentForResult: (situation) => tutor?.sentForResult(situation) ?? '',
    countShownChoice: () => tutor?.countShownChoice(),
    tutorMetrics: () => tutor?.metrics() ?? [],
    explainQuestion: async (question, user, topic = null) => {
      const own = explainQuestion(lesson(), question);
      // What the local reader is sure of is settled, and so are prices and orders to the program: nobody's questions here.
      if (tutor === null || own.passages.length > 0 || isOutOfScope(question)) return own;
      const person = await findAsker(user, lab);
      if (person === null) return own;
      const asked = askedQuestion(lesson(), question, person.namespace, topic);
      const choice = await tutor.chooseForQuestion(asked, user);
      return choice === null ? own : explainChoice(choice, question, own, { ...lab, lesson });
    },
    explainResult: async (situation, user) => {
      if (tutor === null || (await findAsker(user, lab)) === null) return null;
      return (await tutor.chooseForResult(situation, user))?.picks ?? null;
    },
  };
}
