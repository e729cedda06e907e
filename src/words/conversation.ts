import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { ConversationAnswer, ConversationWordsAnswer, HelpRequest } from '../model/help-request.ts';
import { helpStatusWords } from './help-status.ts';
import { boldRun, createDoc, paragraphPart, textRun, timeRun, userRun } from './runs.ts';

/** How a question stands, for instructors: who is at it; nothing while nobody is. */
export function conversationStateLine({ state, claim, reply }: HelpRequest): Line {
  if (state === 'claimed' && claim !== null)
    return [userRun(claim.by), textRun(' began to answer at '), timeRun(claim.at), textRun('.')];
  if (state === 'withdrawn') return [textRun('The student took this back.')];
  if (state === 'solved') return [textRun('This is settled.')];
  if (reply === null) return [];
  const answered: Line = [userRun(reply.by), textRun(' answered at '), timeRun(reply.at)];
  return [...answered, textRun(state === 'still-stuck' ? ', and the student is still stuck.' : '.')];
}

/** Somebody's words for whom they are meant: as they were written, without any mark-up, and marked as theirs. */
export function conversationWordsDoc({ from, title, by, words, first }: ConversationWordsAnswer): Doc {
  const quote: DocPart = { part: 'quote', text: words };
  if (from === 'student')
    return createDoc([userRun(by), boldRun(` writes about: ${title}`)], [quote], {
      smallPrint: [[textRun('Answer in this thread, or press Reply. I do not keep these words.')]],
    });
  const says = first ? ' answers about: ' : ' writes about: ';
  return createDoc([boldRun('Your instructor '), userRun(by), boldRun(`${says}${title}`)], [quote], {
    smallPrint: [[textRun('These are your instructor’s words, not netlab’s. Answer in this thread, or press Reply.')]],
  });
}

/** How a question stands, for the student who asked. */
export function conversationDoc({ title, status, note }: ConversationAnswer): Doc {
  const { verdict, parts } = helpStatusWords(status);
  const happened = note === null ? [] : [paragraphPart(textRun(note))];
  return createDoc([boldRun(verdict)], [paragraphPart(textRun(`About: ${title}`)), ...happened, ...parts]);
}
