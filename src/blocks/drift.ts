import type { KnownBlock } from '@slack/types';
import type { Passage } from '../model/lesson.ts';
import { boldRun, bulletList, paragraphBlock, parseRuns } from './builders.ts';

/** Where newer sources contradict or narrow the exercise; no block where none of the passages says so. */
export function driftBlocks(passages: readonly Passage[]): readonly KnownBlock[] {
  const notes = passages.flatMap(({ drift, body }) => (drift === null ? [] : [{ drift, body }]));
  if (notes.length === 0) return [];
  const lines = notes.map(({ drift, body }) =>
    parseRuns(`The exercise: ${drift.exercise} Newer (${drift.date}): ${body.join(' ')}`),
  );
  return [paragraphBlock(boldRun('Newer than the exercise')), bulletList(lines)];
}
