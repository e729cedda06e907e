import type { Doc, DocPart } from '../model/doc.ts';
import type { PlanAnswer } from '../model/plan.ts';
import { fitParts } from './fit.ts';
import { boldRun, createDoc, headingPart, listPart, textRun } from './runs.ts';

const room = { words: 100, lines: 17 } as const;

/** The answer to `plan`: what it needs and what stands against it; remarks and sources are one press away. */
export function planDoc({ words: { title, groups } }: PlanAnswer): Doc {
  const parts = groups.flatMap(({ heading, lines }): readonly DocPart[] => [
    headingPart(heading),
    ...lines.map((line) => listPart([[textRun(line)]])),
  ]);
  const { shown, rest } = fitParts(parts, room);
  return createDoc([boldRun(title)], shown, {
    details: rest.length === 0 ? [] : [{ title: 'Remarks and sources', parts: rest }],
  });
}
