import type { ToldAnswer, TroubleAnswer } from '../model/answer.ts';
import type { Doc, Medium } from '../model/doc.ts';
import { boldRun, createDoc, paragraphPart, textRun, userRun } from './runs.ts';

/** What was done or asked, in plain sentences; the person whom it is about by name. */
export function sentencesDoc({ about, message, lines }: ToldAnswer): Doc {
  const verdict = about === null ? [boldRun(message)] : [userRun(about), textRun(' '), boldRun(message)];
  return createDoc(
    verdict,
    lines.map((line) => paragraphPart(textRun(line))),
  );
}

/**
 * A sentence with a capital. A file, an option and a name with a digit or a hyphen stay as they are; behind the name of the
 * program, as a terminal has it, a sentence goes on.
 */
function startSentence(text: string, medium: Medium): string {
  return medium === 'slack' && /^[a-z]+[\s,?.:]/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** A refusal: what is wrong, and what to do. */
export function troubleDoc({ message, todo }: TroubleAnswer, medium: Medium): Doc {
  return createDoc([boldRun(startSentence(message, medium))], todo === '' ? [] : [paragraphPart(textRun(todo))]);
}
