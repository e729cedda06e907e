// What a message costs: its words, its longest sentence, what may not stand in it.
import { docMessage } from '../../src/blocks/message.ts';
import type { Doc, DocPart, Line } from '../../src/model/doc.ts';
import { findingCodes, problemIds } from '../../src/model/finding.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { answerDoc } from '../../src/words/index.ts';
import { buttonsOf, menuOf } from './message-buttons.ts';

/** A time and a person as they are read: a date, an hour, a zone; a name. */
function lineText(line: Line): string {
  return line
    .map((run) =>
      'text' in run
        ? run.text
        : 'time' in run
          ? 'Nov 24 16:40 UTC'
          : 'user' in run
            ? 'name'
            : 'link' in run
              ? run.link
              : run.command,
    )
    .join('');
}

/** The lines of a part that count: not what is to be copied, not tables, not what a person wrote. */
function countedLines(part: DocPart): readonly string[] {
  switch (part.part) {
    case 'heading':
      return [part.text];
    case 'paragraph':
      return [lineText(part.runs)];
    case 'list':
      return part.items.map(lineText);
    case 'choices':
      return part.options.map((option) => `A ${option}`);
    default:
      return [];
  }
}

/** All that counts of a message, a line each. */
export function linesOf({ verdict, parts, changed, smallPrint }: Doc): readonly string[] {
  return [lineText(verdict), ...parts.flatMap(countedLines), ...changed.map(lineText), ...smallPrint.map(lineText)];
}

/** How many words those are. */
export function wordsOf(doc: Doc): number {
  const words = linesOf(doc).flatMap((line) => line.split(/\s+/u));
  return words.filter((each) => /[\p{L}\p{N}]/u.test(each)).length;
}

const ids = [...findingCodes, ...problemIds, 'cannot-see', 'ruled-out', 'not-measurable'];

/** What is wrong with a message that a person reads: too many words or buttons, a label too long, an id, a raw time. */
export function messageFaults({ answer, next = [], menu }: Outcome, most = 120): readonly string[] {
  const doc = answerDoc(answer, 'slack');
  const offer = { next, by: 'U0ALICE', ...(menu ? { menu } : {}), details: { id: 'x', command: 'walk' } };
  const { blocks } = docMessage(doc, offer);
  const labels = Object.keys(buttonsOf(blocks));
  const folded = doc.details.flatMap(({ title, parts }) => [title, ...parts.flatMap(countedLines)]);
  const read = [...linesOf(doc), ...folded, ...labels, ...(menuOf(blocks)?.options ?? []).map(({ label }) => label)];
  const words = wordsOf(doc);
  return [
    ...(words > most ? [`${words} words`] : []),
    ...(labels.length > 5 ? [`${labels.length} buttons`] : []),
    ...labels.filter((label) => label.length > 24).map((label) => `long button ${label}`),
    ...ids.filter((id) => read.some((line) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`, 'u').test(line))),
    ...read.filter((line) => /\d{4}-\d\d-\d\dT/u.test(line)).map((line) => `raw time: ${line}`),
    ...read.filter((line) => /\bU0[A-Z]+\b/u.test(line)).map((line) => `user id: ${line}`),
    ...blockFaults(blocks).map((fault) => JSON.stringify(fault)),
  ];
}

/** Sentences of more than 20 words that the bot says itself. */
export function longSentences(doc: Doc): readonly string[] {
  return linesOf(doc)
    .flatMap((line) => line.split(/(?<=[.!?:;])\s+/u))
    .filter((sentence) => sentence.split(/\s+/u).filter((each) => /[\p{L}\p{N}]/u.test(each)).length > 20);
}
