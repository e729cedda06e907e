// YAML as kubectl prints it: a key or an item on each line, nested by blanks. It is read here and not by a library, because
// that takes a second for 40,000 odd characters, and because anything that kubectl does not write is to be refused: a wrapped
// line must not become a value.

/** A line that holds something: how deep it stands, and its text. */
type Token = { readonly indent: number; readonly text: string };

/** A line that kubectl did not write, thrown only inside of this file. */
class OddLine extends Error {}

const deepest = 120;

function tokensOf(lines: readonly string[]): Token[] {
  return lines.flatMap((line) => {
    const text = line.trim();
    const indent = line.length - line.trimStart().length;
    if (indent > deepest || line.includes('\t')) throw new OddLine();
    return text === '' || text.startsWith('#') ? [] : [{ indent, text }];
  });
}

const isItem = ({ text }: Token): boolean => text === '-' || text.startsWith('- ');
const isClosed = (text: string, quote: string): boolean => text.length > 1 && text.endsWith(quote);

/** A value on its line; null for a text that goes on below, or that is none. */
function scalarOf(text: string): unknown {
  const quote = text.charAt(0);
  if (quote === '"' || quote === "'") return isClosed(text, quote) ? text.slice(1, -1) : null;
  if (text === '{}') return {};
  if (text === '[]') return [];
  if (text === 'true' || text === 'false') return text === 'true';
  return /^[{[&*!|>%@`]/u.test(text) ? null : text;
}

/** The token behind those that stand deeper. */
function skipDeeper(tokens: readonly Token[], at: number, indent: number): number {
  let next = at;
  while ((tokens[next]?.indent ?? -1) > indent) next += 1;
  return next;
}

/** A value, and the token behind it. */
type ReadYaml = { readonly value: unknown; readonly next: number };

function readItems(tokens: Token[], from: number, indent: number): ReadYaml {
  const items: unknown[] = [];
  let at = from;
  for (let token = tokens[at]; token !== undefined && token.indent === indent && isItem(token); token = tokens[at]) {
    const rest = token.text.slice(2).trimStart();
    const inside = indent + token.text.length - rest.length;
    // Items of items stand on one line: how deep they go is not seen by its blanks.
    if (inside > deepest) throw new OddLine();
    if (rest === '' || !/:(?: |$)|^- /u.test(rest) || /^["']/u.test(rest)) {
      items.push(scalarOf(rest));
      at = skipDeeper(tokens, at + 1, indent);
    } else {
      tokens[at] = { indent: inside, text: rest };
      const item = readValue(tokens, at, inside);
      items.push(item.value);
      at = item.next;
    }
  }
  return { value: items, next: at };
}

/** What stands behind a key: on its line, below it, or in a block of text, which is skipped. */
function readField(tokens: Token[], at: number, indent: number, said: string): ReadYaml {
  const below = tokens[at + 1];
  if (said !== '') {
    const next = skipDeeper(tokens, at + 1, indent);
    // What goes on below is not known in full.
    return { value: next > at + 1 ? null : scalarOf(said), next };
  }
  if (below !== undefined && below.indent > indent) return readValue(tokens, at + 1, below.indent);
  if (below !== undefined && below.indent === indent && isItem(below)) return readItems(tokens, at + 1, indent);
  return { value: null, next: at + 1 };
}

function readFields(tokens: Token[], from: number, indent: number): ReadYaml {
  const fields: (readonly [string, unknown])[] = [];
  let at = from;
  for (let token = tokens[at]; token !== undefined && token.indent === indent; token = tokens[at]) {
    const [, key, said = ''] = /^("[^"]{1,500}"|'[^']{1,500}'|[^\s'"]{1,400}?):(?: +(.*))?$/u.exec(token.text) ?? [];
    if (key === undefined || isItem(token)) throw new OddLine();
    const field = readField(tokens, at, indent, said);
    fields.push([key.replace(/^["']|["']$/gu, ''), field.value]);
    at = field.next;
  }
  return { value: Object.fromEntries(fields), next: at };
}

function readValue(tokens: Token[], at: number, indent: number): ReadYaml {
  const first = tokens[at];
  return first !== undefined && isItem(first) ? readItems(tokens, at, indent) : readFields(tokens, at, indent);
}

function readDocument(lines: readonly string[]): unknown {
  const tokens = tokensOf(lines);
  if (tokens.length === 0) return null;
  const { value, next } = readValue(tokens, 0, tokens[0]?.indent ?? 0);
  if (next < tokens.length) throw new OddLine();
  return value;
}

/** The documents of YAML as kubectl prints it; null where a line is none of its. */
export function parseBlockYaml(text: string): readonly unknown[] | null {
  const documents: string[][] = [[]];
  for (const line of text.split('\n')) {
    if (/^---(?: |$)/u.test(line)) documents.push([]);
    else documents.at(-1)?.push(line);
  }
  try {
    return documents.map(readDocument).filter((each) => each !== null);
  } catch (error) {
    if (error instanceof OddLine) return null;
    throw error;
  }
}
