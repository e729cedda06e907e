import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { firstLineOf } from '../../model/error-line.ts';
import { isNamespaceName } from '../../model/kubernetes-names.ts';
import { Trouble } from '../../model/trouble.ts';
import { isClassNamespace } from '../access/namespace-scope.ts';

/** Whom a line means: a Slack user id, an `@name`, or an e-mail address. */
export type PersonReference = { readonly kind: 'id' | 'name' | 'email'; readonly text: string };

/** A line of a roster: read, or the reason why it could not be. Lines count from 1. */
export type RosterLine =
  | { readonly line: number; readonly text: string; readonly who: PersonReference; readonly namespace: string }
  | { readonly line: number; readonly text: string; readonly why: string };

/** No class is larger; it keeps a file that is no roster from being worked on. */
export const maxRosterLines = 2000;

// The first of these that a header has names the column; a plain `name` may be what people are called at home.
const whoHeads = ['user', 'user_id', 'user id', 'slack', 'id', 'member', 'email', 'e-mail', 'student', 'name'];
const namespaceHeads = ['namespace', 'ns'];

function whoIn(cell: string): PersonReference | null {
  // What Slack puts in place of a mention that was pasted.
  const text = cell.replace(/^<@([A-Z0-9]+)(?:\|[^>]*)?>$/u, '$1').replace(/^<mailto:[^|>]*\|([^>]*)>$/u, '$1');
  // Behind an @ it may be a name in capitals; ids have digits.
  if (/^(?:@(?=.*\d))?[UW][A-Z0-9]{2,}$/u.test(text)) return { kind: 'id', text: text.replace('@', '') };
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text)) return { kind: 'email', text: text.toLowerCase() };
  return /^@\S.{0,79}$/u.test(text) ? { kind: 'name', text: text.slice(1).trim() } : null;
}

type RosterColumns = { readonly whoColumn: number; readonly namespaceColumn: number };

function columnsOf(header: readonly string[]): RosterColumns | null {
  const heads = header.map((head) => head.toLowerCase());
  const at = (known: readonly string[]) => known.map((head) => heads.indexOf(head)).find((index) => index >= 0);
  const [whoColumn, namespaceColumn] = [at(whoHeads), at(namespaceHeads)];
  return whoColumn === undefined || namespaceColumn === undefined ? null : { whoColumn, namespaceColumn };
}

/** A line for display: at most 80 characters, none of them invisible. */
function displayTextOf(cells: readonly string[]): string {
  return [...cells.join(', ').replaceAll(/\p{C}+/gu, ' ')].slice(0, 80).join('');
}

const nobody = 'it needs a Slack user id such as U012ABCDEF, an @name or an e-mail address';

function lineOf(cells: readonly string[], line: number, { whoColumn, namespaceColumn }: RosterColumns): RosterLine {
  const [first = '', namespace = ''] = [cells[whoColumn], cells[namespaceColumn]];
  const text = displayTextOf(cells);
  const who = whoIn(first);
  if (who === null) return { line, text, why: nobody };
  if (!isNamespaceName(namespace)) return { line, text, why: 'it needs a namespace such as student-07' };
  return { line, text, who, namespace };
}

/** Excel separates with semicolons in half of Europe, and what is copied from a sheet with tabs. */
function separatorOf(text: string): string {
  const [line = ''] = text.split('\n').filter((each) => each.trim() !== '');
  const first = line.replaceAll(/"[^"]*"/gu, '');
  return ['\t', ';'].find((each) => first.includes(each)) ?? ',';
}

// The library's types know nothing of `info`, which brings the line beside each record.
const rows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

type CsvRow = z.infer<typeof rows>[number];

/** Why a text is no CSV, and on which line. */
type CsvFault = { readonly line: number; readonly why: string };

/** The line where the quote is opened that nothing closes: behind it all is one cell. Null where each has its end. */
function openQuoteLine(text: string): number | null {
  // A quote opens a cell at its beginning alone, and closes it before a separator or the line's end; two are a quote in it.
  const cells = /(?<=^|[,;\t]) *"(?:[^"]|""|"(?! *(?:[,;\t\n]|$)))*("?)/gmu;
  for (const { 0: cell, 1: end, index } of text.matchAll(cells))
    if (end === '') return text.slice(0, index + cell.indexOf('"') + 1).split('\n').length;
  return null;
}

/** The library's error; for a quote it names the line where the text ends. */
function csvFaultOf(error: unknown, text: string): CsvFault {
  const opened = openQuoteLine(text);
  if (opened !== null) return { line: opened, why: 'this is no CSV: a quote (") is opened and not closed' };
  const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
  return { line: Number.isInteger(line) ? line : 1, why: `this is no CSV: ${firstLineOf(error)}` };
}

function rowsOf(whole: string): readonly CsvRow[] | CsvFault {
  // One kind of line end, or lines of another kind would count as a part of the one before.
  const text = whole.replace(/^\uFEFF/u, '').replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n');
  try {
    const parsed: unknown = parse(text, {
      record_delimiter: '\n',
      info: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      to: maxRosterLines + 2,
    });
    return rows.parse(parsed);
  } catch (error) {
    return csvFaultOf(error, text);
  }
}

/** The line where a record begins; the library tells the one where it ends. */
function beginningOf({ record, info }: CsvRow): number {
  return info.lines - record.join('').split('\n').length + 1;
}

/** The lines of a roster, or why there are none: it is no CSV, or too long. */
function readLines(text: string): readonly RosterLine[] | CsvFault {
  const all = rowsOf(text);
  if ('why' in all) return all;
  const [header] = all;
  const named = header === undefined ? null : columnsOf(header.record);
  const own = named === null ? all : all.slice(1);
  if (own.length > maxRosterLines)
    return { line: maxRosterLines + 1, why: `a roster has at most ${maxRosterLines} lines` };
  return own.map((row) => lineOf(row.record, beginningOf(row), named ?? { whoColumn: 0, namespaceColumn: 1 }));
}

/**
 * Reads a roster as CSV, with commas, semicolons or tabs; columns by their header (`user`, `namespace`, more are passed
 * over), without one the first two. A wrong line carries its reason, the others stand. @throws Trouble `bad-input` for
 * a text that is no CSV at all, or too long
 */
export function parseRosterLines(text: string): readonly RosterLine[] {
  const read = readLines(text);
  if ('why' in read) throw new Trouble('bad-input', { what: `line ${read.line}: ${read.why}` });
  return read;
}

/**
 * Reads NETLAB_ROSTER: Slack user ids and namespaces; `file` is what messages call it. @throws Trouble `bad-config` that names
 * each wrong line in a line of its own: one that cannot be read, a user that stands twice, a namespace that is not of the
 * class or that more share than may
 */
export function parseRosterFile(
  text: string,
  file: string,
  { namespacePattern, sharing }: { readonly namespacePattern: string; readonly sharing: number },
): readonly { readonly user: string; readonly namespace: string }[] {
  const [users, taken] = [new Set<string>(), new Map<string, number>()];
  const faults: string[] = [];
  const assignments: { user: string; namespace: string }[] = [];
  const read = readLines(text);
  if ('why' in read) throw new Trouble('bad-config', { what: `${file}:${read.line}: ${read.why}` });
  for (const each of read) {
    const fault = (why: string) => faults.push(`${file}:${each.line}: ${why}`);
    // Nobody is looked up in Slack at the start, so only ids can be read.
    if ('why' in each) fault(each.why === nobody ? 'it needs a Slack user id such as U012ABCDEF' : each.why);
    else if (each.who.kind !== 'id') fault(`${each.who.text} is no Slack user id such as U012ABCDEF`);
    else if (users.has(each.who.text)) fault(`${each.who.text} stands twice`);
    else if (!isClassNamespace(each.namespace, { namespacePattern }))
      fault(`${each.namespace} is no namespace of this class, which NETLAB_NAMESPACE_PATTERN names`);
    else if ((taken.get(each.namespace) ?? 0) >= sharing) fault(`${each.namespace} stands more than ${sharing} times`);
    else {
      users.add(each.who.text);
      taken.set(each.namespace, (taken.get(each.namespace) ?? 0) + 1);
      assignments.push({ user: each.who.text, namespace: each.namespace });
    }
  }
  if (faults.length > 0)
    throw new Trouble('bad-config', {
      what: [...faults.slice(0, 10), ...(faults.length > 10 ? [`${file}: and ${faults.length - 10} more`] : [])].join(
        '\n',
      ),
    });
  return assignments;
}

/** A cell that a spreadsheet takes for text, whatever it begins with. */
function cell(text: string): string {
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A roster as CSV with the header `user,namespace`: what an import takes. */
export function formatRosterCsv(assignments: readonly { readonly user: string; readonly namespace: string }[]): string {
  return ['user,namespace', ...assignments.map(({ user, namespace }) => `${cell(user)},${cell(namespace)}`)].join('\n');
}
