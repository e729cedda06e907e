import type { HelpRequest } from '../../model/help-request.ts';
import type { HeadlinedText } from '../walk/words.ts';

/** How a question stands that was handed over. `sending`: it is being told right now; `at` is an ISO time. */
export type HelpRequestStatus =
  | { readonly is: 'sending' | 'untold' | 'told' | 'gone' }
  | { readonly is: 'answered'; readonly at: string };

/** How a question stands by what is kept of it. */
export function statusOf(question: HelpRequest | null): HelpRequestStatus {
  if (question === null) return { is: 'gone' };
  if (question.reply !== null) return { is: 'answered', at: question.reply.at };
  return { is: question.toldAt === null ? 'untold' : 'told' };
}

/** A time as people read it. */
export const formatUtcTime = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

const simple: { readonly [A in Exclude<HelpRequestStatus['is'], 'answered'>]: HeadlinedText } = {
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

/** What is said of a question that was handed over. */
export function describeHelpRequestStatus(asked: HelpRequestStatus): HeadlinedText {
  if (asked.is !== 'answered') return simple[asked.is];
  return {
    headline: `Your instructor answered on ${formatUtcTime(asked.at)}.`,
    lines: ['The answer is a direct message from me. If it does not help, you can ask again.'],
  };
}
