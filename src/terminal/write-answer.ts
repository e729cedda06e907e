import { type Answer, plainAnswer } from '../model/answer.ts';
import { docMarkdown } from '../report/markdown.ts';
import type { TerminalStyle } from '../report/style.ts';
import { docText } from '../report/text.ts';
import { answerDoc } from '../words/index.ts';

/**
 * An answer for a terminal, lines of at most 100 characters. A check's evidence is folded unless `verbose`; whatever else
 * Slack folds is short here, and stands there.
 * @throws Error for an answer that only Slack has
 */
export function toText(answer: Answer, style: TerminalStyle, verbose = false): string {
  return docText(answerDoc(plainAnswer(answer), 'terminal'), style, verbose || answer.kind !== 'check');
}

/** An answer as Markdown with all that is folded. @throws Error for an answer that only Slack has */
export function toMarkdown(answer: Answer): string {
  return docMarkdown(answerDoc(plainAnswer(answer), 'terminal'));
}
