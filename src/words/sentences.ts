import type { ToldAnswer, TroubleAnswer } from '../model/answer.ts';
import type { Doc } from '../model/doc.ts';
import { boldRun, createDoc, paragraphPart, textRun, userRun } from './runs.ts';

/** What was done or asked, in plain sentences; the person whom it is about by name. */
export function sentencesDoc({ about, message, lines }: ToldAnswer): Doc {
  const verdict = about === null ? [boldRun(message)] : [userRun(about), textRun(' '), boldRun(message)];
  return createDoc(
    verdict,
    lines.map((line) => paragraphPart(textRun(line))),
  );
}

/** A refusal: what is wrong, and what to do. */
export function troubleDoc({ message, todo }: TroubleAnswer): Doc {
  return createDoc([boldRun(message)], todo === '' ? [] : [paragraphPart(textRun(todo))]);
}
