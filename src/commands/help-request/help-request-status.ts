import type { ConversationAnswer, HelpRequest, HelpRequestStatus } from '../../model/help-request.ts';
import { subjectWords } from '../../model/help-subject.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import { hasEnded } from './conversation.ts';
import { titleOfSubject } from './subject.ts';

/** The status by what is stored; null for a request that is not stored any more. */
export function statusOf(question: HelpRequest | null): HelpRequestStatus {
  if (question === null) return { is: 'gone' };
  const { state, claim, reply, toldAt } = question;
  if (hasEnded(question)) return { is: 'ended' };
  if (state === 'claimed' && claim !== null) return { is: 'answering', at: claim.at };
  if (state === 'answered' && reply !== null) return { is: 'answered', at: reply.at };
  return { is: toldAt === null ? 'untold' : 'told' };
}

/** What a student can do with a question of theirs. */
function offersFor({ is }: HelpRequestStatus, { id, subject }: HelpRequest): readonly Next[] {
  const ask = { label: is === 'untold' ? 'Ask again' : 'Ask my instructor', command: `ask ${subjectWords(subject)}` };
  if (is === 'ended' || is === 'gone') return [ask];
  const look = { label: 'Check again', command: `ask status ${id}` };
  const solved = { label: 'Solved', command: `ask solved ${id}` };
  const write = { label: 'Write more', command: `ask reply ${id}` };
  if (is === 'answered')
    return [{ ...write, label: 'Reply' }, solved, { label: 'Still stuck', command: `ask stuck ${id}` }];
  if (is === 'untold') return [ask, look, { ...solved, label: 'Take it back' }];
  return [look, write, { ...solved, label: 'Take it back' }];
}

/** How a question of a student stands, with what can be done; `note` is what happened just now. */
export function showConversation(
  request: HelpRequest,
  lesson: Lesson,
  note: string | null = null,
  status: HelpRequestStatus = statusOf(request),
): Pick<Outcome, 'next'> & { readonly answer: ConversationAnswer } {
  const title = titleOfSubject(request.subject, lesson);
  return { answer: { kind: 'conversation', title, status, note }, next: offersFor(status, request) };
}
