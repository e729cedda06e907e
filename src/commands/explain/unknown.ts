import type { HelpAnswer } from '../../model/answer.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { troubleAnswer } from '../trouble-words.ts';
import type { FoundTopic } from './lookup.ts';
import { offerPassages } from './next-steps.ts';

/** What the lesson is about, without the parts of each topic and without drift notes, which `notes` lists. */
export function listTopics({ passages }: Lesson): readonly Passage[] {
  return passages.filter(({ under, drift }) => under === null && drift === null);
}

function generalOffers({ namespace }: Person): readonly Next[] {
  const own = [
    { label: 'Problems', command: 'walk' },
    { label: 'Check my cluster', command: 'check' },
  ];
  return [...(namespace === null ? [] : own), { label: 'Topics', command: 'explain' }];
}

// Why a Pod does not run: the name that kubectl gives it. The lesson is about the network of Pods that do.
const notStarting =
  /\b(?:crash ?loop(?: ?back ?off)?|image ?pull(?: ?back ?off)?|err ?image ?pull|oom ?killed|create ?container ?(?:config)? ?error)/iu;

const fixedAnswers: readonly { readonly of: RegExp; readonly says: (by: Person) => Outcome }[] = [
  { of: notStarting, says: (by) => ({ answer: troubleAnswer(new Trouble('not-taught')), next: generalOffers(by) }) },
  {
    of: /^(?:\S+ ){0,4}(?:ask|tell|call|contact|message|reach) (?:my |the |an? |our )?(?:instructor|teacher|trainer)s?\b(?: \S+){0,2}$/iu,
    says: (by) => ({ answer: howToAsk(by), next: generalOffers(by) }),
  },
];

function howToAsk({ role }: Person): HelpAnswer {
  if (role === 'instructor')
    return {
      kind: 'help',
      lines: [{ usage: 'answers', purpose: 'questions that students handed to you' }],
      note: 'You are the instructor here.',
    };
  const note = 'Your instructor gets your question with what I read. So it begins with a problem.';
  const purpose = 'choose the problem most like yours, then press “Ask my instructor”';
  return { kind: 'help', lines: [{ usage: 'walk', purpose }], note };
}

/** What is answered without the lesson: how to ask the instructor, and what is no part of this exercise. */
export function answerWithoutLesson(topic: string, by: Person): Outcome | null {
  return fixedAnswers.find(({ of }) => of.test(topic))?.says(by) ?? null;
}

/**
 * The lesson does not know: that in words, what may have been meant, what comes nearest, and who knows. Never what
 * was typed.
 */
export function answerUnknownTopic(
  { explanation: { near = [] }, meant }: FoundTopic,
  by: Person,
  lesson: Lesson,
): Outcome {
  const detail = {
    near: near.map(({ title }) => `“${title}”`).join(', '),
    ...(by.role === 'student' ? { ask: 'yes' } : {}),
  };
  const maybe = meant === null ? [] : [{ label: `Did you mean “${meant}”?`, command: `explain ${meant}` }];
  return {
    answer: troubleAnswer(new Trouble('unknown-topic', detail)),
    next: [...maybe, ...offerPassages(near), ...generalOffers(by)],
    menu: { label: 'Choose a topic', options: offerPassages(listTopics(lesson)) },
  };
}
