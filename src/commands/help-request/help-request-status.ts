import type { HelpRequest } from '../../model/help-request.ts';
import { formatMinute } from '../../model/time.ts';

/** A headline and the sentences below it, in the order in which they are shown. */
export type HeadlinedText = { readonly headline: string; readonly lines: readonly string[] };

/**
 * The state of a help request. `sending`: the messages to the instructors go out right now; `untold`: none is known to have
 * arrived; `gone`: it is not stored any more; `at` is an ISO time.
 */
export type HelpRequestStatus =
  | { readonly is: 'sending' | 'untold' | 'told' | 'gone' }
  | { readonly is: 'answered'; readonly at: string };

/** The status by what is stored; null for a request that is not stored any more. */
export function statusOf(question: HelpRequest | null): HelpRequestStatus {
  if (question === null) return { is: 'gone' };
  if (question.reply !== null) return { is: 'answered', at: question.reply.at };
  return { is: question.toldAt === null ? 'untold' : 'told' };
}

const statusWords: { readonly [A in Exclude<HelpRequestStatus['is'], 'answered'>]: HeadlinedText } = {
  sending: {
    headline: 'Your question is kept, and I am writing to your instructor now.',
    lines: ['“Look again” tells whether it arrived. You get a direct message from me when they answer.'],
  },
  untold: {
    headline: 'Your question is kept, but I do not know whether any instructor has it.',
    lines: ['Look again in a moment. If it stays so, ask again, or tell your instructor yourself.'],
  },
  told: { headline: 'Your instructor has it.', lines: ['You get a direct message from me when they answer.'] },
  gone: { headline: 'Your question is not kept any more.', lines: ['If you still need an answer, ask again.'] },
};

/** What the student reads about the state of their question. */
export function describeHelpRequestStatus(status: HelpRequestStatus): HeadlinedText {
  if (status.is !== 'answered') return statusWords[status.is];
  return {
    headline: `Your instructor answered on ${formatMinute(status.at)}.`,
    lines: ['The answer is a direct message from me. If it does not help, you can ask again.'],
  };
}
