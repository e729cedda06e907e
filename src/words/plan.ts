import type { Doc, DocPart } from '../model/doc.ts';
import type { PlanAnswer, PlanWords } from '../model/plan.ts';
import { fitParts } from './fit.ts';
import { boldRun, createDoc, headingPart, listPart, textRun } from './runs.ts';

const room = { words: 105, lines: 17 } as const;

/** What is read at once, the most urgent first; what is not named here is one press away. */
const first: readonly string[] = ['What stands against it', 'Will an upgrade fit?', 'What it needs', 'Pools'];

function groupParts({ heading, lines }: PlanWords['groups'][number]): readonly DocPart[] {
  return [headingPart(heading), ...lines.map((line) => listPart([[textRun(line)]]))];
}

/** The answer to `plan`: what stands against it, and what it needs; remarks and sources are one press away. */
export function planDoc({ words: { title, groups } }: PlanAnswer): Doc {
  const urgent = first.flatMap((name) => groups.filter(({ heading }) => heading === name));
  const { shown, rest } = fitParts(urgent.flatMap(groupParts), room);
  const others = groups.filter(({ heading }) => !first.includes(heading));
  const details = [
    ...(rest.length === 0 ? [] : [{ title: 'The rest', parts: rest }]),
    ...others.map((group) => ({ title: group.heading, parts: groupParts(group).slice(1) })),
  ];
  return createDoc([boldRun(title)], shown, { details });
}
