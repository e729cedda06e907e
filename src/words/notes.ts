import type { Doc, DocPart, DocSection, Line } from '../model/doc.ts';
import type { NotesAnswer, UnhelpfulText } from '../model/explanation.ts';
import type { DriftNote, Passage } from '../model/lesson.ts';
import { boldRun, createDoc, headingPart, listPart, paragraphPart, parseRuns, textRun } from './runs.ts';

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

/** So many pages that did not help are named at once. */
const mostUnhelpful = 5;
// With fewer answers a share in percent says more than is known.
const fewestForPercent = 10;

function unhelpfulLine({ title, yes, no }: UnhelpfulText): Line {
  const [all, share] = [yes + no, Math.round((100 * no) / (yes + no))];
  const percent = all < fewestForPercent ? '' : ` (${share} %)`;
  return [boldRun(`${title}: `), textRun(`${no} of ${all} said no${percent}`)];
}

/** What did not help, for instructors: counts without a person, each of three answers or more. */
function unhelpfulParts(unhelpful: NotesAnswer['unhelpful']): readonly DocPart[] {
  if (unhelpful === undefined) return [];
  const title = headingPart('What did not help');
  if (unhelpful === null) return [title, paragraphPart(textRun('I could not read the counts just now.'))];
  if (unhelpful.length === 0) return [title, paragraphPart(textRun('No page has a “No” among three answers or more.'))];
  return [title, listPart(unhelpful.slice(0, mostUnhelpful).map(unhelpfulLine))];
}

/** The answer to `notes`: where newer sources contradict or narrow the exercise; each with source and date one press away. */
export function notesDoc({ notes: all, unhelpful }: NotesAnswer): Doc {
  return createDoc(
    [boldRun(`${all.length} things are newer than the exercise text.`)],
    [listPart(all.map(({ drift }) => [textRun(drift.where)])), ...unhelpfulParts(unhelpful)],
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
