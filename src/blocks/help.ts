import type { HelpAnswer } from '../model/answer.ts';
import { bulletList, codeRun, paragraphBlock, textRun } from './builders.ts';
import type { SlackMessage } from './slack-message.ts';

/** The answer to `help`: each command with its purpose. */
export function helpMessage({ lines, note }: HelpAnswer): SlackMessage {
  const rows = lines.map(({ usage, purpose }) => [codeRun(`/netlab ${usage}`), textRun(` ${purpose}`)]);
  const spoken = lines.map(({ usage, purpose }) => `/netlab ${usage}: ${purpose}`);
  return { text: [note, ...spoken].join('\n'), blocks: [paragraphBlock(textRun(note)), bulletList(rows)] };
}
