import type { Answer, HelpAnswer } from '../../model/answer.ts';
import { choiceLetter } from '../../model/doc.ts';
import { type ProblemId, problemIds } from '../../model/finding.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
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

const askInstructor =
  /^(?:\S+ ){0,4}(?:ask|tell|call|contact|message|reach) (?:my |the |an? |our )?(?:instructor|teacher|trainer)s?\b(?: \S+){0,2}$/iu;

const instructorsOwn: HelpAnswer = {
  kind: 'help',
  lines: [{ usage: 'answers', purpose: 'questions that students handed to you' }],
  note: 'You are the instructor here.',
};

const notYet: Answer = {
  kind: 'told',
  about: null,
  message: 'I can ask your instructor once I know your namespace.',
  lines: ['Tell me which one it is. Until then, write to your instructor yourself.'],
};

// The one that most students meet stands first.
const problemOrder: readonly ProblemId[] = ['no-egress', ...problemIds.filter((id) => id !== 'no-egress')];

/** The way to a human: the problem most like one's own, with which the instructors get what was read. */
function answerHowToAsk(by: Person, { problems }: Lesson): Outcome {
  if (by.role === 'instructor') return { answer: instructorsOwn, next: generalOffers(by) };
  if (by.namespace === null) return { answer: notYet, next: [{ label: 'My namespace', command: 'join' }] };
  const lines = problemOrder.map((id) => ({ usage: `walk handoff ${id}`, purpose: problems[id].title }));
  const note = 'Which problem is most like yours?';
  return {
    answer: { kind: 'help', lines, note, about: 'problems' },
    next: lines.map(({ usage }, at) => ({ label: choiceLetter(at), command: usage })),
  };
}

/** What is answered without the lesson's pages: how to ask the instructor, and what is no part of this exercise. */
export function answerWithoutLesson(topic: string, by: Person, lesson: Lesson): Outcome | null {
  if (notStarting.test(topic)) return { answer: troubleAnswer(new Trouble('not-taught')), next: generalOffers(by) };
  return askInstructor.test(topic) ? answerHowToAsk(by, lesson) : null;
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
    next: [...maybe, ...generalOffers(by), pasteOffer],
    menu: { label: 'Choose a topic', options: offerPassages(listTopics(lesson)) },
  };
}
