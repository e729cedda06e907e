import type { TroubleAnswer } from '../model/answer.ts';
import { escapeMarkdown } from './markdown-escape.ts';

/** A refusal for a terminal. */
export function troubleText({ message, todo }: TroubleAnswer): string {
  return `${message} ${todo}\n`;
}

/** A refusal as Markdown. */
export function troubleMarkdown({ message, todo }: TroubleAnswer): string {
  return `${escapeMarkdown(message)} ${escapeMarkdown(todo)}`;
}

/** A refusal as `netlab.trouble/1`. */
export function troubleJson({ message, todo }: TroubleAnswer): object {
  return { schema: 'netlab.trouble/1', says: message, todo };
}
