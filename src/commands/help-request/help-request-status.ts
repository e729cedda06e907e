import type { HelpRequest, HelpRequestStatus } from '../../model/help-request.ts';

/** The status by what is stored; null for a request that is not stored any more. */
export function statusOf(question: HelpRequest | null): HelpRequestStatus {
  if (question === null) return { is: 'gone' };
  if (question.reply !== null) return { is: 'answered', at: question.reply.at };
  return { is: question.toldAt === null ? 'untold' : 'told' };
}
