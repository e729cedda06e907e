import type { Doc } from '../model/doc.ts';
import type { PlanAnswer } from '../model/plan.ts';
import { boldRun, createDoc, headingPart, listPart, textRun } from './runs.ts';

/** The answer to `plan`, in sentences under headings. */
export function planDoc({ words: { title, groups } }: PlanAnswer): Doc {
  return createDoc(
    [boldRun(title)],
    groups.flatMap(({ heading, lines }) => [headingPart(heading), listPart(lines.map((line) => [textRun(line)]))]),
  );
}
