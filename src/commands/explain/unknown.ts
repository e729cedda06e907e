import type { Lesson, Passage } from '../../model/lesson.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { offerHuman } from '../offer-human.ts';
import { troubleAnswer } from '../trouble-words.ts';
import type { FoundTopic } from './lookup.ts';
import { offerPassages } from './next-steps.ts';
import { pasteOffer } from './pasted.ts';

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

/** What is answered without the lesson's pages: what is no part of this exercise. */
export function answerWithoutLesson(topic: string, by: Person): Outcome | null {
  if (!notStarting.test(topic)) return null;
  const next = [...offerHuman(by, { about: 'general' }), ...generalOffers(by)];
  return { answer: troubleAnswer(new Trouble('not-taught')), next };
}

/**
 * The lesson does not know: that in words, which name may have been meant, and who knows. Never what was typed, and no page
 * that is only near: it would be read as an answer.
 */
export function answerUnknownTopic(
  { explanation: { understood }, meant }: FoundTopic,
  by: Person,
  lesson: Lesson,
): Outcome {
  const detail = {
    ...(by.role === 'student' ? { ask: 'yes' } : {}),
    ...(understood === undefined ? {} : { understood }),
  };
  const maybe =
    meant === null ? [] : [{ label: `Did you mean “${meant.replaceAll('-', ' ')}”?`, command: `explain ${meant}` }];
  return {
    answer: troubleAnswer(new Trouble('unknown-topic', detail)),
    next: [...maybe, ...offerHuman(by, { about: 'general' }), ...generalOffers(by), pasteOffer],
    menu: { label: 'Choose a topic', options: offerPassages(listTopics(lesson)) },
  };
}
