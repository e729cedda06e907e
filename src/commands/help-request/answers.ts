import { dayOf } from '../../model/day.ts';
import type { InstructorReplyForm } from '../../model/form.ts';
import type { HelpRequest } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Caller, Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { admitCaller } from '../access/admit.ts';
import type { Command } from '../command.ts';
import { moveConversation } from './ask-instructor.ts';
import { hasEnded, otherAtIt } from './conversation.ts';
import { questionAnswer, questionOffers } from './line-message.ts';
import { cleanWords } from './student.ts';
import { titleOfSubject } from './subject.ts';

/** So many are read at a glance. */
const maxOnPage = 10;

const goneTrouble = () =>
  new Trouble('bad-input', {
    what: 'there is no such question any more',
    todo: '“answers” lists those that wait.',
  });

const endedTrouble = () =>
  new Trouble('bad-input', {
    what: 'this question was settled meanwhile, so nothing was sent',
    todo: '“answers” lists those that wait.',
  });

function formFor(request: HelpRequest, by: string, { at, lab }: { at: string; lab: Lab }): InstructorReplyForm {
  const knew = otherAtIt(request, by, at);
  const isAnswered = request.state === 'answered';
  const note =
    knew === null
      ? null
      : isAnswered
        ? 'Somebody answered already. You may add yours.'
        : 'Somebody is answering this now.';
  return { ...questionAnswer(request, null, lab.lesson()), kind: 'answer', knew, note };
}

/** Opens the form for an answer, and tells the other instructors who is at it. */
async function openHelpRequest(id: string, by: Person, lab: Lab): Promise<Outcome> {
  const move = await moveConversation(id, { do: 'claim', by: by.id }, lab);
  if (move === null) throw goneTrouble();
  const { request, result } = move;
  const shown = { answer: questionAnswer(request, null, lab.lesson()), next: questionOffers(request) };
  if (result === 'ended') return shown;
  const { at } = lab.newIdAndTime();
  return { ...shown, form: formFor(request, by.id, { at, lab }), ...(result === 'done' ? { conversation: id } : {}) };
}

/** A page of the help requests that wait, from 1; a number past the last page shows the last. */
async function listHelpRequests(wanted: number, lab: Lab): Promise<Outcome> {
  const open = await lab.helpRequests.open();
  const pages = Math.max(1, Math.ceil(open.length / maxOnPage));
  const page = Math.min(Math.max(1, wanted), pages);
  const earlier = (page - 1) * maxOnPage;
  const requests = open.slice(earlier, earlier + maxOnPage).map((each) => {
    return { ...each, title: titleOfSubject(each.subject, lab.lesson()) };
  });
  const options = requests.map(({ id, namespace, title }) => ({
    label: `${namespace}: ${title}`,
    command: `answers ${id}`,
  }));
  const [only] = options;
  const isSingle = options.length === 1 && only !== undefined;
  return {
    answer: { kind: 'questions', requests, ...(pages > 1 ? { page: { earlier, waiting: open.length } } : {}) },
    next: [
      ...(isSingle ? [{ label: 'Answer', command: only.command }] : []),
      ...(page > 1 ? [{ label: 'Back', command: `answers ${page - 1}` }] : []),
      ...(page < pages ? [{ label: 'Next', command: `answers ${page + 1}` }] : []),
    ],
    ...(options.length > 1 ? { menu: { label: 'Answer one', options } } : {}),
  };
}

/** Null for a word that is no page number, such as the id of a help request. */
export function parsePageNumber(word: string): number | null {
  return /^\d{1,4}$/u.test(word) ? Number(word) : null;
}

/** An instructor says that a question is settled. */
async function settleQuestion(id: string, by: Person, lab: Lab): Promise<Outcome> {
  const move = await moveConversation(id, { do: 'solve', by: by.id }, lab);
  if (move === null) throw goneTrouble();
  const { request, result } = move;
  const message = result === 'ended' ? 'has this settled already.' : 'is told that this is solved.';
  return {
    answer: { kind: 'told', about: request.user, message, lines: [titleOfSubject(request.subject, lab.lesson())] },
    ...(result === 'done' ? { conversation: id, audit: audited('solved', request) } : {}),
  };
}

const audited = (what: string, { namespace }: HelpRequest) =>
  ({ did: 'send', what: `answers: ${what}`, namespace, as: null }) as const;

/** `answers`: the help requests of students, a page at a time; with an id, the form to answer one. */
export const answers: Command = {
  word: 'answers',
  usage: 'answers [page]',
  purpose: 'questions of students that wait for you, and answering them',
  for: 'instructor',
  opensForm: ([id, more]) => id !== undefined && more === undefined && parsePageNumber(id) === null,
  async run({ by, words: [id, other, ...more], pasted }, lab) {
    if (id === 'solved' && other !== undefined && more.length === 0) return settleQuestion(other, by, lab);
    if (id === 'add' && other !== undefined && more.length === 0) return addAnswer(other, pasted, by, lab);
    if (other !== undefined)
      throw new Trouble('bad-input', { what: 'answers lists the questions; its buttons answer them' });
    const page = id === undefined ? 1 : parsePageNumber(id);
    return page === null ? openHelpRequest(id ?? '', by, lab) : listHelpRequests(page, lab);
  },
};

/** An answer as it was handed in; `knew` is the other instructor who was seen at it, null for nobody. */
export type ReplySubmission = {
  readonly id: string;
  readonly knew: string | null;
  readonly words: string;
  /** Whether the instructor lets the class keep it. */
  readonly forClass: boolean;
};

/** Sent; the form again, because somebody else is at it meanwhile; or a fault of the field. */
export type ReplyOutcome =
  | { readonly outcome: Outcome }
  | { readonly again: InstructorReplyForm }
  | { readonly fault: string };

/**
 * Sends an instructor's answer to the student. Where another one is at it whom they have not seen, nothing is sent.
 * @throws Trouble as `admitCaller` does, `bad-input`, `store-down`
 */
export async function answerHelpRequest(
  { id, knew, words, forClass }: ReplySubmission,
  caller: Caller,
  lab: Lab,
): Promise<ReplyOutcome> {
  const by = await admitCaller(caller, 'instructor', 'answers', lab);
  const text = cleanWords(words);
  if (text === '') return { fault: 'Please write something.' };
  const move = await moveConversation(id, { do: 'answer', by: by.id, words: text, knew }, lab);
  if (move === null) throw goneTrouble();
  const { request, result } = move;
  const { id: own, at } = lab.newIdAndTime();
  if (result === 'ended') throw endedTrouble();
  if (result === 'busy') {
    const form = formFor(request, by.id, { at, lab });
    return { again: { ...form, note: `${form.note} Nothing was sent yet.` } };
  }
  if (forClass)
    await lab.helpRequests.keepAnswer({ id: own, subject: request.subject, words: text, day: dayOf(at) }, by.id);
  const isFirst = request.answerers.length === 1;
  return {
    outcome: {
      answer: { kind: 'told', about: request.user, message: 'gets your answer.', lines: [] },
      audit: audited(isFirst ? 'answered' : 'added', request),
      conversation: id,
    },
  };
}

/** Sends words that an instructor wrote in a thread, though somebody else is at it. */
async function addAnswer(id: string, words: string | undefined, by: Person, lab: Lab): Promise<Outcome> {
  const request = await lab.helpRequests.find(id);
  if (request === null) throw goneTrouble();
  if (hasEnded(request)) throw endedTrouble();
  if (words === undefined)
    throw new Trouble('bad-input', {
      what: 'I do not hold these words any more, and sent nothing',
      todo: 'Write them again.',
    });
  const knew = otherAtIt(request, by.id, lab.newIdAndTime().at);
  const caller = { user: by.id, outside: false };
  const result = await answerHelpRequest({ id, knew, words, forClass: false }, caller, lab);
  if ('outcome' in result) return result.outcome;
  throw new Trouble('bad-input', {
    what: 'fault' in result ? result.fault : 'somebody answered just now; nothing was sent',
  });
}
