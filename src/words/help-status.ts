import type { DocPart } from '../model/doc.ts';
import type { HelpRequestStatus } from '../model/help-request.ts';
import { paragraphPart, textRun, timeRun } from './runs.ts';

type StatusWords = { readonly verdict: string; readonly says: string };

const statusWords: { readonly [A in Exclude<HelpRequestStatus['is'], 'answered'>]: StatusWords } = {
  sending: {
    verdict: 'I am writing to your instructor now.',
    says: 'Your question is kept. Check again tells whether it arrived. The answer comes as a message from me.',
  },
  untold: {
    verdict: 'I do not know whether your instructor has it.',
    says: 'Your question is kept. Check again in a moment. If it stays so, ask again, or tell your instructor yourself.',
  },
  told: { verdict: 'Your instructor has it.', says: 'The answer comes as a message from me.' },
  gone: { verdict: 'Your question is not kept any more.', says: 'If you still need an answer, ask again.' },
};

/** What a student reads about the state of their question. */
export function helpStatusWords(status: HelpRequestStatus): {
  readonly verdict: string;
  readonly parts: readonly DocPart[];
} {
  if (status.is !== 'answered') {
    const { verdict, says } = statusWords[status.is];
    return { verdict, parts: [paragraphPart(textRun(says))] };
  }
  return {
    verdict: 'Your instructor answered.',
    parts: [
      paragraphPart(
        textRun('The answer is a message from me, of '),
        timeRun(status.at),
        textRun('. If it does not help, ask again.'),
      ),
    ],
  };
}
