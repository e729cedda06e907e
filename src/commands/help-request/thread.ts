import type { ConversationPost } from '../../model/conversation.ts';
import type { HelpRequest } from '../../model/help-request.ts';
import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { admitCaller } from '../access/admit.ts';
import { answerHelpRequest } from './answers.ts';
import { hasEnded } from './conversation.ts';
import { sayToInstructor } from './student.ts';
import { titleOfSubject } from './subject.ts';

/** For how long after an instructor's message a line may be meant for them, in milliseconds. */
const freshReplyMs = 30 * 60_000;

/** What is said of a conversation whose messages Slack still shows, and netlab keeps no more. */
export const goneConversation = () =>
  new Trouble('bad-input', {
    what: 'this conversation is not kept any more, so nothing was sent',
    todo: 'If you still need an answer, ask your instructor again.',
  });

/** Words of an instructor in a thread: they go to the student, but where somebody else is at it they are asked first. */
async function answerInThread(id: string, words: string, caller: Caller, lab: Lab): Promise<Outcome> {
  const replied = await answerHelpRequest({ id, knew: null, words, forClass: false }, caller, lab);
  if ('outcome' in replied) return replied.outcome;
  if ('fault' in replied) throw new Trouble('bad-input', { what: replied.fault });
  return {
    answer: {
      kind: 'told',
      about: replied.again.knew,
      message: 'is at this question, too.',
      lines: ['Nothing was sent yet. I hold your words for ten minutes.'],
    },
    next: [{ label: 'Send mine too', command: `answers add ${id}` }],
    holds: words,
  };
}

/**
 * Passes on what somebody wrote in the thread of another person's message: to that person, and nowhere else.
 * @throws Trouble as `admitCaller` does, `bad-input`, `store-down`
 */
export async function replyInThread(
  { request: id, person, with: other }: ConversationPost,
  words: string,
  caller: Caller,
  lab: Lab,
): Promise<Outcome> {
  if (person !== caller.user) throw new Error('somebody wrote in the conversation of another person');
  const request = await lab.helpRequests.find(id);
  if (request === null) throw goneConversation();
  if (request.user !== caller.user) return answerInThread(id, words, caller, lab);
  const by = await admitCaller(caller, 'roster', 'ask', lab);
  return sayToInstructor({ id, words, to: other }, by, lab);
}

/**
 * The conversation that a line may be meant for: an instructor wrote to this student not long ago, or nothing of netlab's own
 * came in between. `answered` is when that last did (ISO), null where it is not known. @throws Trouble `store-down`
 */
export async function conversationAwaiting(
  user: string,
  answered: string | null,
  lab: Lab,
): Promise<HelpRequest | null> {
  const { at } = lab.newIdAndTime();
  const own = (await lab.helpRequests.ofStudent(user)).filter((each) => each.reply !== null && !hasEnded(each));
  const isAwaiting = ({ reply }: HelpRequest): boolean => {
    if (reply === null) return false;
    const isFresh = Date.parse(at) - Date.parse(reply.at) < freshReplyMs;
    return isFresh || answered === null || answered < reply.at;
  };
  const newest = own.filter(isAwaiting).toSorted((a, b) => (a.reply?.at ?? '').localeCompare(b.reply?.at ?? ''));
  return newest.at(-1) ?? null;
}

/** Asks a student whom a line is for: it is held, and nothing is looked up before they said so. */
export function askWhomItIsFor({ id, subject }: HelpRequest, text: string, { lesson }: Pick<Lab, 'lesson'>): Outcome {
  return {
    answer: {
      kind: 'told',
      about: null,
      message: 'Is this for your instructor, or for me?',
      lines: [
        `Your instructor wrote to you about: ${titleOfSubject(subject, lesson())}`,
        'I hold your words for ten minutes, and look up nothing before you say so.',
      ],
    },
    next: [
      { label: 'Send to my instructor', command: `ask say ${id}` },
      { label: 'Look it up in the lesson', command: 'explain' },
    ],
    holds: text,
  };
}
