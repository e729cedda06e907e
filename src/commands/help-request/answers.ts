import type { InstructorReplyForm } from '../../model/form.ts';
import type { HelpRequest } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { admitCaller } from '../access/admit.ts';
import type { Command } from '../command.ts';
import { problemTitlesOf } from './ask-instructor.ts';

/** So many are read at a glance. */
const maxOnPage = 10;

const goneTrouble = () =>
  new Trouble('bad-input', {
    what: 'there is no such question any more',
    todo: '“answers” lists those that wait.',
  });

async function questionWith(id: string, lab: Lab): Promise<HelpRequest> {
  const found = await lab.helpRequests.find(id);
  if (found === null) throw goneTrouble();
  return found;
}

function formFor(question: HelpRequest, { lesson }: Lab, note: string | null = null): InstructorReplyForm {
  return { kind: 'answer', request: question, titles: problemTitlesOf(lesson()), note };
}

async function openHelpRequest(id: string, lab: Lab): Promise<Outcome> {
  const question = await questionWith(id, lab);
  return {
    answer: { kind: 'question', request: question, titles: problemTitlesOf(lab.lesson()) },
    form: formFor(question, lab),
    next: [{ label: 'Answer', command: `answers ${id}` }],
  };
}

/** A page of the unanswered help requests, from 1; a number past the last page shows the last. */
async function listHelpRequests(wanted: number, lab: Lab): Promise<Outcome> {
  const open = await lab.helpRequests.open();
  const pages = Math.max(1, Math.ceil(open.length / maxOnPage));
  const page = Math.min(Math.max(1, wanted), pages);
  const earlier = (page - 1) * maxOnPage;
  const questions = open.slice(earlier, earlier + maxOnPage);
  const titles = problemTitlesOf(lab.lesson());
  const options = questions.map(({ id, namespace, problem }) => ({
    label: `${namespace}: ${titles[problem]}`,
    command: `answers ${id}`,
  }));
  const [only] = options;
  const isSingle = options.length === 1 && only !== undefined;
  return {
    answer: {
      kind: 'questions',
      requests: questions,
      titles,
      ...(pages > 1 ? { page: { earlier, waiting: open.length } } : {}),
    },
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

/** `answers`: the help requests of students, a page at a time; with an id, the form to answer one. */
export const answers: Command = {
  word: 'answers',
  usage: 'answers [page]',
  purpose: 'questions that students handed to you out of a walk, and answering them',
  for: 'instructor',
  opensForm: ([id]) => id !== undefined && parsePageNumber(id) === null,
  async run({ words: [id, ...more] }, lab) {
    if (more.length > 0)
      throw new Trouble('bad-input', { what: 'answers lists the questions; its buttons answer them' });
    const page = id === undefined ? 1 : parsePageNumber(id);
    return page === null ? openHelpRequest(id ?? '', lab) : listHelpRequests(page, lab);
  },
};

/** A submitted form; `knew` is the user id of whoever had answered when it was opened, null for nobody. */
export type ReplySubmission = { readonly id: string; readonly knew: string | null; readonly words: string };

/** Sent; the form again, because somebody else answered meanwhile; or a fault of the field. */
export type ReplyOutcome =
  | { readonly outcome: Outcome }
  | { readonly again: InstructorReplyForm }
  | { readonly fault: string };

// Unicode controls of the writing direction, which would affect the text behind them.
const directionMarks = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Stores the first reply and sends it. A later one is sent too, once its author has seen the first.
 * @throws Trouble as `admitCaller` does, `bad-input`, `store-down`
 */
export async function answerHelpRequest(
  { id, knew, words }: ReplySubmission,
  caller: Caller,
  lab: Lab,
): Promise<ReplyOutcome> {
  const by = await admitCaller(caller, 'instructor', 'answers', lab);
  const text = words.replaceAll(directionMarks, '').trim();
  if (text === '') return { fault: 'Please write something.' };
  const { at } = lab.newIdAndTime();
  const reply = { by: by.id, words: text, at };
  const before = await questionWith(id, lab);
  if (before.reply !== null && before.reply.by !== knew) return { again: formFor(before, lab, answeredMeanwhile) };
  const after = before.reply === null ? await lab.helpRequests.answer(id, reply) : before;
  if (after === null) throw goneTrouble();
  const first = before.reply === null && after.reply?.by === by.id && after.reply.at === at;
  // Two at the same time: the other one was first.
  if (before.reply === null && !first) return { again: formFor(after, lab, answeredMeanwhile) };
  return { outcome: replySent(after, reply, first, lab) };
}

const answeredMeanwhile = 'Somebody answered meanwhile. Nothing was sent; you may add yours.';

function replySent(
  { user, namespace, problem }: HelpRequest,
  reply: NonNullable<HelpRequest['reply']>,
  first: boolean,
  { lesson }: Lab,
): Outcome {
  const { title } = lesson().problems[problem];
  return {
    answer: { kind: 'told', about: user, message: 'has your answer.', lines: [] },
    audit: { did: 'send', what: `answers: ${first ? 'answered' : 'added'}`, namespace, as: null },
    directMessages: [
      {
        to: [user],
        answer: { kind: 'reply', title, reply, first },
        next: [{ label: 'Problems', command: 'walk' }],
        keepsChannel: false,
        unreached: 'Your answer is kept, but I could not write to the student.',
      },
    ],
  };
}
