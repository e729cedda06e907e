import type { Paste, PastedReading } from '../model/pasted.ts';
import { readBareRows } from './bare-rows.ts';
import { type PastedCommand, parseCommandLine } from './command-line.ts';
import { readComplaints } from './complaints.ts';
import { readConnectionMessage, readQuotedMessage } from './connection-messages.ts';
import { beginsDescription, readDescription } from './description.ts';
import { isUnfinishedMessage, readKubectlMessage } from './kubectl-messages.ts';
import { beginsObject, readObjects } from './objects.ts';
import { readSecondColumn } from './second-column.ts';
import { findSecrets, findSureSecrets } from './secrets.ts';
import { straightenLines } from './straighten.ts';
import { beginsTable, readTable } from './table.ts';
import { tableReading } from './table-readings.ts';

/** As many parts are read; who pastes more is told so. What comes after so many more is not looked at. */
const maxReadings = 5;
const maxLooked = 40;

/** What a part came to, and the line behind it. */
type Part = { readonly readings: readonly PastedReading[]; readonly next: number };

type Lines = readonly string[];

const isBlank = (line: string): boolean => line.trim() === '';
const isEllipsis = (line: string): boolean => /^\s*(?:\.{3,}|…|\[?(?:output )?truncated\]?)\s*$/iu.test(line);

/** The first line from `from` on that fits; behind the last one where none does. */
function findLine(lines: Lines, from: number, fits: (line: string, at: number) => boolean): number {
  let at = from;
  while (at < lines.length && !fits(lines[at] ?? '', at)) at += 1;
  return at;
}

/** Whether a line begins a part of its own. */
function beginsPart(lines: Lines, at: number): boolean {
  const [line = '', next = ''] = [lines[at], lines[at + 1]];
  return (
    parseCommandLine(line) !== null ||
    beginsTable(line, next) ||
    beginsDescription(line, next) ||
    beginsObject(line, next) ||
    readKubectlMessage(line, null) !== null ||
    readConnectionMessage(line) !== null
  );
}

/** The line behind a part that begins at `at`: the next blank one, or one that begins another part. */
function endOfBlock(lines: Lines, at: number): number {
  return findLine(lines, at + 1, (line, index) => isBlank(line) || beginsPart(lines, index));
}

/** The line behind an object, which has blank lines inside: the next command or message. */
function endOfObject(lines: Lines, at: number): number {
  return findLine(
    lines,
    at + 1,
    (line, index) =>
      parseCommandLine(line) !== null ||
      readKubectlMessage(line, null) !== null ||
      beginsDescription(line, lines[index + 1] ?? ''),
  );
}

function readTablePart(lines: Lines, at: number, command: PastedCommand | null): Part {
  const next = endOfBlock(lines, at);
  const block = lines.slice(at, next);
  const hasEllipsis = isEllipsis(block.at(-1) ?? '');
  const rows = hasEllipsis ? block.slice(0, -1) : block;
  const isLast = findLine(lines, next, (line) => !isBlank(line)) === lines.length;
  const table = readTable(rows, hasEllipsis || isLast);
  if ('why' in table) return { readings: [{ kind: 'unread', why: table.why, of: 'table' }], next };
  const events = readComplaints(rows);
  return { readings: [tableReading({ ...table, cut: table.cut || hasEllipsis }, command), ...events], next };
}

function readObjectPart(lines: Lines, at: number, command: PastedCommand | null): Part {
  const next = endOfObject(lines, at);
  const text = lines.slice(at, next);
  const [line = '', second = ''] = text;
  const readings = beginsObject(line, second) ? readObjects(text.join('\n').trim(), command) : [readDescription(text)];
  const isRead = readings.every(({ kind }) => kind !== 'unread');
  return { readings: [...readings, ...(isRead ? readComplaints(text) : [])], next };
}

/** A message, which a terminal may have wrapped; null for another line. */
function readMessagePart(lines: Lines, at: number, command: PastedCommand | null): Part | null {
  const [line = '', next = ''] = [lines[at], lines[at + 1]];
  const read = (text: string) => readKubectlMessage(text, command) ?? readConnectionMessage(text);
  const found = read(line);
  const isUnfinished = found === null ? /^curl: \(\d/u.test(line) : isUnfinishedMessage(line, found);
  const goesOn = next !== '' && isUnfinished && !beginsPart(lines, at + 1);
  const joined = goesOn ? read(line + next) : null;
  const said = joined ?? found;
  return said === null ? null : { readings: [said], next: joined === null ? at + 1 : at + 2 };
}

/** What stands in a block of lines that begins as nothing known: rows without headings, a second column, complaints. */
function readLoosePart(lines: Lines, at: number, command: PastedCommand | null): Part {
  const next = endOfBlock(lines, at);
  const block = lines.slice(at, next);
  const whole = readSecondColumn(block, command) ?? readBareRows(block, command);
  if (whole !== null) return { readings: [whole], next };
  const quoted = block.map(readQuotedMessage).filter((each) => each !== null);
  return { readings: [...quoted, ...readComplaints(block)], next };
}

function readPart(lines: Lines, at: number, command: PastedCommand | null): Part {
  const [line = '', next = ''] = [lines[at], lines[at + 1]];
  if (beginsTable(line, next)) return readTablePart(lines, at, command);
  if (beginsObject(line, next) || beginsDescription(line, next)) return readObjectPart(lines, at, command);
  return readMessagePart(lines, at, command) ?? readLoosePart(lines, at, command);
}

/** All parts in their order; the command that stands before one tells more of it. */
function readParts(lines: Lines): readonly PastedReading[] {
  const readings: PastedReading[] = [];
  let command: PastedCommand | null = null;
  for (let at = 0; at < lines.length && readings.length < maxLooked; ) {
    const line = lines[at] ?? '';
    const typed = parseCommandLine(line);
    if (typed !== null) command = typed;
    if (typed !== null || isBlank(line)) at += 1;
    else {
      const part = readPart(lines, at, command);
      readings.push(...part.readings);
      at = part.next;
      command = null;
    }
  }
  return readings;
}

const sameOnce = (readings: readonly PastedReading[]): readonly PastedReading[] => [
  ...new Map(readings.map((each) => [JSON.stringify(each), each])).values(),
];

/**
 * Reads what somebody pasted from a terminal, part by part. Null for a text that is no output: a question, a command alone.
 * Nothing of a secret is in what is returned.
 */
export function readPaste(text: string): Paste | null {
  const { lines, cut } = straightenLines(text);
  const plain = lines.join('\n');
  const readings = sameOnce(readParts(lines));
  if (readings.length === 0) {
    const secrets = findSureSecrets(plain);
    return secrets.length === 0 ? null : { readings: [], secrets, cut, left: 0 };
  }
  return {
    readings: readings.slice(0, maxReadings),
    secrets: findSecrets(plain),
    cut: cut || lines.some(isEllipsis),
    left: Math.max(0, readings.length - maxReadings),
  };
}
