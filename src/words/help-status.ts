import type { DocPart } from '../model/doc.ts';
import type { HelpRequestStatus } from '../model/help-request.ts';
import { paragraphPart, textRun, timeRun } from './runs.ts';

type StatusWords = { readonly verdict: string; readonly says: string };

const statusWords: { readonly [A in Exclude<HelpRequestStatus['is'], 'answered' | 'answering'>]: StatusWords } = {
  sending: {
    verdict: 'I am writing to your instructor now.',
    says: 'If I reach nobody, I say so here. The answer comes as a message from me.',
  },
  untold: {
    verdict: 'I do not know whether your instructor has it.',
    says: 'Check again in a moment. If it stays so, ask again, or tell your instructor yourself.',
  },
  told: { verdict: 'Your instructor has it.', says: 'The answer comes as a message from me.' },
  gone: { verdict: 'Your question is not kept any more.', says: 'If you still need an answer, ask again.' },
  ended: { verdict: 'This question is settled.', says: 'If you still need an answer, ask again.' },
};

/** What a student reads about the state of their question. */
export function helpStatusWords(status: HelpRequestStatus): {
  readonly verdict: string;
  readonly parts: readonly DocPart[];
} {
  if (status.is === 'answering') {
    const since = [textRun('They began at '), timeRun(status.at), textRun('. The answer comes as a message from me.')];
    return { verdict: 'Your instructor is writing an answer.', parts: [paragraphPart(...since)] };
  }
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
        textRun('. You can write back, or say that you are still stuck.'),
      ),
    ],
  };
}
