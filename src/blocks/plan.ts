import type { PlanAnswer } from '../model/plan.ts';
import { boldRun, bulletList, paragraphBlock, textRun } from './builders.ts';
import type { SlackMessage } from './slack-message.ts';

/** The answer to `plan`, in sentences under headings. */
export function planMessage({ words: { title, groups } }: PlanAnswer): SlackMessage {
  const blocks = groups.flatMap(({ heading, lines }) => [
    paragraphBlock(boldRun(heading)),
    bulletList(lines.map((line) => [textRun(line)])),
  ]);
  const spoken = groups.flatMap(({ heading, lines }) => [heading, ...lines]);
  return { text: [title, ...spoken].join('\n'), blocks: [paragraphBlock(boldRun(title)), ...blocks] };
}
