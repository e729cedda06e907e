import type { HelpAnswer } from '../model/answer.ts';
import type { Doc } from '../model/doc.ts';
import { boldRun, commandRun, createDoc, listPart, textRun } from './runs.ts';

/** The answer to `help`: each command with its purpose. */
export function helpDoc({ lines, note }: HelpAnswer): Doc {
  return createDoc(
    [boldRun(note)],
    [listPart(lines.map(({ usage, purpose }) => [commandRun(usage), textRun(` ${purpose}`)]))],
  );
}
