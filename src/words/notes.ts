import type { Doc, DocPart } from '../model/doc.ts';
import type { NotesAnswer } from '../model/explanation.ts';
import type { DriftNote, Passage } from '../model/lesson.ts';
import { boldRun, createDoc, listPart, paragraphPart, parseRuns, textRun } from './runs.ts';

function noteParts({ drift, body, sources }: DriftNote): readonly DocPart[] {
  return [
    paragraphPart(boldRun(drift.where)),
    listPart([
      [textRun('The exercise: '), ...parseRuns(drift.exercise)],
      [textRun('Newer: '), ...parseRuns(body.join(' '))],
      [textRun(`${drift.date}. ${sources.join('; ')}`)],
    ]),
  ];
}

/** The answer to `notes`: where newer sources contradict or narrow the exercise. */
export function notesDoc({ notes: all }: NotesAnswer): Doc {
  return createDoc([boldRun('What is newer than the exercise text')], all.flatMap(noteParts));
}

/** Where newer sources contradict or narrow the exercise; nothing where none of the passages says so. */
export function driftParts(passages: readonly Passage[]): readonly DocPart[] {
  const notes = passages.flatMap(({ drift, body }) => (drift === null ? [] : [{ drift, body }]));
  if (notes.length === 0) return [];
  return [
    paragraphPart(boldRun('Newer than the exercise')),
    listPart(
      notes.map(({ drift, body }) =>
        parseRuns(`The exercise: ${drift.exercise} Newer (${drift.date}): ${body.join(' ')}`),
      ),
    ),
  ];
}
