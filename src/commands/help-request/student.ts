import type { Audit } from '../../model/audit.ts';
import { dayOf } from '../../model/day.ts';
import type { HelpRequest } from '../../model/help-request.ts';
import type { HelpSubject } from '../../model/help-subject.ts';
import type { Lab } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { findSureSecrets } from '../../paste/secrets.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import { moveConversation, requireInstructors, tellInstructors } from './ask-instructor.ts';
import { advanceConversation, type ConversationEvent, type ConversationResult } from './conversation.ts';
import { gatherEvidence } from './evidence.ts';
import { showConversation } from './help-request-status.ts';

/** What a student wrote for their instructors: words that may be empty, and whether the class may keep them without a name. */
export type WrittenQuestion = {
  readonly subject: HelpSubject;
  readonly words: string;
  readonly forClass: boolean;
};

const goneTrouble = () =>
  new Trouble('bad-input', {
    what: 'this question is not kept any more',
    todo: 'If you still need an answer, ask again.',
  });

const settledTrouble = () =>
  new Trouble('bad-input', {
    what: 'this question was settled meanwhile, so nothing was sent',
    todo: 'If you still need an answer, ask again.',
  });

const sent = (namespace: string): Audit => ({ did: 'send', what: 'ask', namespace, as: null });

// Unicode controls of the writing direction, which would affect the text behind them.
const directionMarks = /[\u202A-\u202E\u2066-\u2069]/gu;

/** So many characters go to others at once, as many as a form takes. */
const mostCharacters = 2000;

/**
 * Somebody's words as they go to others; empty for none. @throws Trouble `bad-input` for too many: nothing is cut; and for a
 * token, key or Secret among them, which nobody else is to get
 */
export function cleanWords(words: string): string {
  const text = words.replaceAll(directionMarks, '').trim();
  const [secret] = findSureSecrets(text);
  if (secret !== undefined) {
    const what = `your words hold a ${secret}, so nothing was sent`;
    throw new Trouble('bad-input', { what, todo: 'Take it out. If somebody saw it already, change it.' });
  }
  if (text.length <= mostCharacters) return text;
  const what = `I pass on ${mostCharacters} characters at a time, and this is longer, so nothing was sent`;
  throw new Trouble('bad-input', { what, todo: 'Send it in two parts.' });
}

/**
 * Asks the instructors. A question about the same that has not ended is not sent twice: its state comes back.
 * @throws Trouble `no-instructor`, `unknown-person`, `bad-input`, `store-down`
 */
export async function sendQuestion(
  { subject, words, forClass }: WrittenQuestion,
  by: Person,
  lab: Lab,
): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  const instructors = await requireInstructors(lab);
  const { id, at } = lab.newIdAndTime();
  const { evidence, audit } = await gatherEvidence({ user: by.id, namespace, at }, subject, lab);
  const question = { id, user: by.id, namespace, subject, at, evidence };
  const text = cleanWords(words);
  const written = text === '' ? null : text;
  const fresh: HelpRequest = { ...question, toldAt: null, state: 'open', claim: null, answerers: [], reply: null };
  const { lines } = advanceConversation(fresh, { do: 'tell', words: written }, { id, at, instructors });
  const kept = await lab.helpRequests.ask(question, lines);
  if (kept.toldAt !== null)
    return { ...showConversation(kept, lab.lesson(), 'You asked before. Nothing was sent twice.'), audit };
  if (kept.id !== id && (await tellInstructors(kept.id, written, lab)) === 'ended') throw settledTrouble();
  if (forClass && written !== null) {
    // An id of its own: that of the question would tell whose words these are.
    const { id: own } = lab.newIdAndTime();
    await lab.helpRequests.keepQuestion({ id: own, subject, words: written, day: dayOf(at) });
  }
  return {
    ...showConversation(kept, lab.lesson(), null, { is: 'sending' }),
    conversation: kept.id,
    audit: [...audit, sent(namespace)],
  };
}

/** A question of this student. @throws Trouble `bad-input` for one that is gone, or somebody else's */
export async function ownQuestion(id: string, by: Person, lab: Pick<Lab, 'helpRequests'>): Promise<HelpRequest> {
  const found = await lab.helpRequests.find(id);
  if (found === null || found.user !== by.id) throw goneTrouble();
  return found;
}

const notes: { readonly [R in ConversationResult]: string | null } = {
  done: null,
  same: 'It was so already, so nothing was sent.',
  ended: 'This question was settled before, so nothing was sent.',
  busy: null,
  nobody: 'I know no instructor just now, so nothing was sent.',
};

/** Moves a student's own conversation, and shows how it stands then. */
async function moveOwn(id: string, event: ConversationEvent, done: string, by: Person, lab: Lab): Promise<Outcome> {
  await ownQuestion(id, by, lab);
  const move = await moveConversation(id, event, lab);
  if (move === null) throw goneTrouble();
  const { request, result } = move;
  const isDone = result === 'done';
  return {
    ...showConversation(request, lab.lesson(), isDone ? done : notes[result]),
    ...(isDone ? { conversation: id, audit: sent(request.namespace) } : {}),
  };
}

/** Words of a student in a conversation of theirs; `to` is the instructor whom they answer, null for whoever is at it. */
export type StudentWords = { readonly id: string; readonly words: string; readonly to: string | null };

/** Passes a student's words on to the instructor. Nothing else is done with them. @throws Trouble */
export async function sayToInstructor({ id, words, to }: StudentWords, by: Person, lab: Lab): Promise<Outcome> {
  const text = cleanWords(words);
  if (text === '') throw new Trouble('bad-input', { what: 'there are no words to send' });
  const done = 'I pass your words on. If they do not arrive, I tell you.';
  return moveOwn(id, { do: 'say', words: text, to }, done, by, lab);
}

/** The student says that it is settled, or takes the question back. */
export function settleOwn(id: string, by: Person, lab: Lab): Promise<Outcome> {
  return moveOwn(id, { do: 'withdraw' }, 'Nobody needs to answer it any more.', by, lab);
}

/** The student says that the answers did not help: the other instructors get the question. */
export function passOnOwn(id: string, by: Person, lab: Lab): Promise<Outcome> {
  return moveOwn(id, { do: 'stuck' }, 'I ask the other instructors. If I reach nobody, I tell you.', by, lab);
}
