import type { SavedStatus } from './dump.ts';

/** What a file is that holds no objects: what somebody saved, and what to save instead. */
export type ForeignOutput = { readonly what: string; readonly todo: string };

const saveObjects = 'save the objects instead: the same command with -o yaml';

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/u).filter((line) => line.trim() !== '');

/** kubectl's column heads: capitals, at least two spaces or a tab between columns. */
function isHead(line: string): boolean {
  return /^[A-Z][A-Z0-9 \t()%/._-]*$/u.test(line) && (/ {2,}|\t/u.test(line) || line.trim() === 'NAME');
}

/** A row of a table without heads: a name and at least two more columns. */
function isRow(line: string): boolean {
  const [name = '', ...columns] = line.trimEnd().split(/ {2,}/u);
  const isPlain = columns.every((column) => !column.includes(':', 1));
  return columns.length >= 2 && isPlain && /^[a-z0-9][a-z0-9./-]*$/u.test(name);
}

function isTable(lines: readonly string[]): boolean {
  return isHead(lines[0] ?? '') || lines.every(isRow);
}

function isDescription(lines: readonly string[]): boolean {
  const fields = /^(?:Namespace|Labels|Annotations|Roles|Selector|Spec|Status|Priority|Data|Type):/u;
  return /^Name: {2,}\S/u.test(lines[0] ?? '') && lines.some((line) => fields.test(line));
}

// A line that begins with `#` is a comment of YAML, so the prompt of root needs its host before it.
const command = /^(?:\S.*[$#%>❯]|[$%>❯])?\s*(?:kubectl|k|oc) (?:get|describe|config|api-resources|-n|--)\S*(?:\s|$)/u;
const bare = /^(?:\S+@\S+[$#%]|PS [A-Za-z]:\\.*>|[A-Za-z]:\\.*>)\s*$/u;

// A command line is short; these patterns take their time on a long line that is none.
const longestPrompt = 2000;

/** A line of the terminal itself: a prompt, with or without the command that was typed after it. */
function isPrompt(line: string): boolean {
  return line.length <= longestPrompt && /^[^\s#]/u.test(line) && (command.test(line) || bare.test(line));
}

/** How kubectl's and the shell's messages begin, and what happened. */
const messages: readonly (readonly [RegExp, string])[] = [
  [/^error: the server doesn't have a resource type/iu, 'kubectl’s message that the cluster has no such kind'],
  [/^No resources found/u, 'kubectl’s message that it found nothing'],
  [/^Error from server \(Forbidden\)/u, 'kubectl’s message that you are not allowed to read this'],
  [/^Error from server \(NotFound\)/u, 'kubectl’s message that something does not exist'],
  [
    /^error: You must be logged in|^Error from server \(Unauthorized\)/iu,
    'kubectl’s message that you are not logged in',
  ],
  [
    /^Unable to connect to the server|^The connection to the server|^[EWI]\d{4} \d\d:\d\d:\d\d/u,
    'kubectl’s message that it did not reach the server',
  ],
  [/^error(?::| from server)/iu, 'an error message of kubectl'],
  [
    /kubectl: (?:command )?not found|'?kubectl'? is not recognized/u,
    'the shell’s message that kubectl is not installed',
  ],
];

const messageOf = (line: string) => messages.find(([pattern]) => pattern.test(line))?.[1];

/** kubectl's `NotFound` of one named object, as the API server's refusal that it stands for. */
function absentObject(line: string): SavedStatus | null {
  const [, resource = '', name] =
    /^Error from server \(NotFound\): ([a-z0-9.-]+) "([^"]+)" not found$/u.exec(line) ?? [];
  if (name === undefined) return null;
  return { code: 404, resource: resource.split('.', 1)[0] ?? '', name, message: line };
}

/** What a file says that holds nothing but kubectl's `NotFound` of named objects; null for any other. */
export function absentObjectsIn(text: string): readonly SavedStatus[] | null {
  if (!text.includes('(NotFound)')) return null;
  const lines = linesOf(text).map((line) => absentObject(line.trimEnd()));
  const found = lines.filter((each) => each !== null);
  return found.length > 0 && found.length === lines.length ? found : null;
}

function messageIn(lines: readonly string[]): ForeignOutput | null {
  const said = lines.map(messageOf).find((each) => each !== undefined);
  if (said === undefined) return null;
  return messageOf(lines[0] ?? '') !== undefined && lines.length < 4
    ? { what: `is ${said}, not objects`, todo: 'save what a command with -o yaml prints where it works' }
    : { what: `holds ${said} beside its objects`, todo: 'save only the objects: -o yaml > FILE, without 2>&1' };
}

/** Recognises what people save in place of objects; null for what may be YAML or JSON. */
export function recogniseForeignOutput(text: string): ForeignOutput | null {
  if (/^\s*[{[]/u.test(text)) return null;
  const lines = linesOf(text);
  if (lines.length === 0)
    return {
      what: 'is empty: the command printed nothing',
      todo: 'run it again with -o yaml and look at what it says',
    };
  if (lines.some((line) => /^(?:```|~~~)/u.test(line)))
    return {
      what: 'holds a Markdown fence (```) around its objects',
      todo: 'save only what stands between the fences, the output of -o yaml',
    };
  if (lines.some(isPrompt))
    return {
      what: 'holds the command that was typed beside what it printed',
      todo: 'save only the output: kubectl get … -o yaml > FILE',
    };
  const message = messageIn(lines);
  if (message) return message;
  if (isDescription(lines))
    return {
      what: 'is what kubectl describe prints for people to read',
      todo: 'save the objects instead: kubectl get … -o yaml',
    };
  if (isTable(lines)) return { what: 'is a table that kubectl prints for people to read', todo: saveObjects };
  if (lines.every((line) => /^[a-z0-9.-]+\/[a-z0-9.-]+$/u.test(line.trim())))
    return { what: 'is a list of names alone', todo: saveObjects };
  return null;
}
