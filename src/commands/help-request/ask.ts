import type { HelpAnswer } from '../../model/answer.ts';
import { subjectWords } from '../../model/help-subject.ts';
import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { Command } from '../command.ts';
import { requireInstructors } from './ask-instructor.ts';
import { hasEnded } from './conversation.ts';
import { showConversation } from './help-request-status.ts';
import { ownQuestion, passOnOwn, sayToInstructor, settleOwn } from './student.ts';
import { subjectOfWords, titleOfSubject } from './subject.ts';

const instructorsOwn: HelpAnswer = {
  kind: 'help',
  lines: [{ usage: 'answers', purpose: 'questions of students that wait for you' }],
  note: 'You are the instructor here.',
};

const notYet: Outcome = {
  answer: {
    kind: 'told',
    about: null,
    message: 'I can ask your instructor once I know your namespace.',
    lines: ['Tell me which one it is. Until then, write to your instructor yourself.'],
  },
  next: [{ label: 'My namespace', command: 'join' }],
};

const goesAlong =
  'Your instructor gets your name, what I saw last in your namespace, and where you are in the exercise.';

/** The form for a question, or how the one stands that was asked about the same before. */
async function openQuestion(by: Person, words: readonly string[], lab: Lab): Promise<Outcome> {
  if (by.role === 'instructor')
    return { answer: instructorsOwn, next: [{ label: 'Who waits for me', command: 'answers' }] };
  const { namespace } = by;
  if (namespace === null) return notYet;
  await requireInstructors(lab);
  const subject = subjectOfWords(words, lab.lesson());
  const own = await lab.helpRequests.ofStudent(by.id);
  const before = own.find(
    (each) => each.namespace === namespace && subjectWords(each.subject) === subjectWords(subject),
  );
  if (before !== undefined && before.toldAt !== null) return showConversation(before, lab.lesson());
  const title = titleOfSubject(subject, lab.lesson());
  return {
    answer: { kind: 'told', about: null, message: `Your question is about: ${title}`, lines: [goesAlong] },
    form: { kind: 'ask', subject, title, goesAlong },
    next: [{ label: 'Ask my instructor', command: `ask ${subjectWords(subject)}` }],
  };
}

/** The form in which a student writes more; how it stands where the conversation has ended. */
async function openReply(id: string, by: Person, lab: Lab): Promise<Outcome> {
  const request = await ownQuestion(id, by, lab);
  const shown = showConversation(request, lab.lesson());
  if (hasEnded(request)) return shown;
  return { ...shown, form: { kind: 'student-reply', id, title: titleOfSubject(request.subject, lab.lesson()) } };
}

async function passWords(id: string, words: string | undefined, by: Person, lab: Lab): Promise<Outcome> {
  if (words !== undefined) return sayToInstructor({ id, words, to: null }, by, lab);
  throw new Trouble('bad-input', {
    what: 'I do not hold these words any more, and sent nothing',
    todo: 'Write them again: as an answer in the thread of your instructor’s message.',
  });
}

type Deed = (id: string, by: Person, lab: Lab, pasted?: string) => Promise<Outcome>;

/** What can be done with a question, by the word before its id. */
const deeds: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  ['status', async (id, by, lab) => showConversation(await ownQuestion(id, by, lab), lab.lesson())],
  ['reply', openReply],
  ['say', (id, by, lab, pasted) => passWords(id, pasted, by, lab)],
  ['solved', settleOwn],
  ['stuck', passOnOwn],
]);

const idShape = /^[a-z0-9-]{1,64}$/u;

function deedOf([word = '', id = '', ...more]: readonly string[]): { deed: Deed; id: string } | null {
  const deed = deeds.get(word.toLowerCase());
  return deed !== undefined && more.length === 0 && idShape.test(id) ? { deed, id } : null;
}

/** `ask`: the way to a human, about whatever somebody is at; its buttons go on with what was asked. */
export const ask: Command = {
  word: 'ask',
  usage: 'ask [about]',
  purpose: 'ask your instructor: what I saw and where you are goes along',
  for: 'reader',
  opensForm: (words) => deedOf(words) === null || words[0] === 'reply',
  run: async ({ by, words, pasted }, lab) => {
    const found = deedOf(words);
    return found === null ? openQuestion(by, words, lab) : found.deed(found.id, by, lab, pasted);
  },
};
