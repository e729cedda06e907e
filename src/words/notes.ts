import type { Doc, DocPart, DocSection } from '../model/doc.ts';
import type { NotesAnswer } from '../model/explanation.ts';
import type { DriftNote, Passage } from '../model/lesson.ts';
import { boldRun, createDoc, listPart, paragraphPart, parseRuns, textRun } from './runs.ts';

/** So many notes stand on a page. */
const notesOnPage = 10;

function noteParts({ drift, body, sources }: DriftNote): readonly DocPart[] {
  return [
    paragraphPart(boldRun(drift.where)),
    listPart([
      [textRun('The exercise: '), ...parseRuns(drift.exercise)],
      [textRun('Newer: '), ...parseRuns(body.join(' '))],
      parseRuns(`${drift.date}. ${sources.join('; ')}`),
    ]),
  ];
}

function noteSections(all: readonly DriftNote[]): readonly DocSection[] {
  const pages = Math.ceil(all.length / notesOnPage);
  return Array.from({ length: pages }, (_, at) => ({
    title: pages === 1 ? 'All of them' : `Page ${at + 1} of ${pages}`,
    parts: all.slice(at * notesOnPage, (at + 1) * notesOnPage).flatMap(noteParts),
  }));
}

/** The answer to `notes`: where newer sources contradict or narrow the exercise; each with source and date one press away. */
export function notesDoc({ notes: all }: NotesAnswer): Doc {
  return createDoc(
    [boldRun(`${all.length} things are newer than the exercise text.`)],
    [listPart(all.map(({ drift }) => [textRun(drift.where)]))],
    {
      smallPrint: [[textRun('Each with what the exercise says, what is newer, source and date.')]],
      details: noteSections(all),
      detailsLabel: 'Read them',
    },
  );
}

/** Where newer sources contradict or narrow the exercise; nothing where none of the passages says so. */
export function driftParts(passages: readonly Passage[]): readonly DocPart[] {
  const notes = passages.flatMap(({ drift, body }) => (drift === null ? [] : [{ drift, body }]));
  return notes.length === 0
    ? []
    : [
        listPart(
          notes.map(({ drift, body }) =>
            parseRuns(`The exercise: ${drift.exercise} Newer (${drift.date}): ${body.join(' ')}`),
          ),
        ),
      ];
}
