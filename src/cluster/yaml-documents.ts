import { Composer, type Document, isAlias, isNode, isScalar, Lexer, LineCounter, type Node, Parser, visit } from 'yaml';

/** A document of a text, with the line on which it starts (from 1). */
export type YamlDocument = { readonly line: number; readonly value: unknown };

/** What a text holds, or what is wrong with it and on which line (from 1). */
export type YamlText =
  | { readonly documents: readonly YamlDocument[] }
  | { readonly fault: { readonly line: number; readonly what: string } };

// What is read takes 300 to 500 bytes of memory and 2 to 3 µs for each lexeme, and each alias a look through all anchors.
// What kubectl prints has a lexeme in four characters and no alias.
const limits = { characters: 18_000_000, lexemes: 5_000_000, aliases: 1000, documents: 50_000 } as const;

const tooMuch = 'too much YAML to be read: save it as JSON (-o json)';
const tooDeep = 'it is nested too deeply';

/** A fault, thrown only inside of this file. */
class YamlFault extends Error {
  readonly line: number;

  constructor(line: number, what: string) {
    super(what);
    this.line = line;
  }
}

/** Whether a text is short enough to be read as YAML; JSON is, too. */
export const isYamlSized = (text: string): boolean => text.length <= limits.characters;

/** @throws YamlFault for more than can be read in bounded time and memory */
function requireBounds(text: string): void {
  if (!isYamlSized(text)) throw new YamlFault(1, tooMuch);
  if (text.length < 1_000_000 && !text.includes('*')) return;
  let [lexemes, aliases, documents] = [0, 0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexeme.startsWith('*')) aliases += 1;
    if (lexeme === '---') documents += 1;
    if (lexemes > limits.lexemes || documents > limits.documents) throw new YamlFault(1, tooMuch);
    if (aliases > limits.aliases) throw new YamlFault(1, notValid(`more than ${limits.aliases} aliases`));
  }
}

const notValid = (message: string): string => `not valid YAML: ${message.includes('call stack') ? tooDeep : message}`;

type LineFinder = (offset: number) => number;

/**
 * The line of the first alias, 1 without any. @throws YamlFault for an alias that names nothing before it, or something that
 * it is itself a part of: that has no end.
 */
function requireAliases(document: Document, lineAt: LineFinder): number {
  const anchors = new Map<string, Node>();
  let first: number | null = null;
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    const at = node.range?.[0] ?? 0;
    if (!isAlias(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      return;
    }
    first ??= lineAt(at);
    const named = anchors.get(node.source);
    if (named === undefined) throw new YamlFault(lineAt(at), notValid(`the alias *${node.source} names nothing`));
    const [begin = 0, end = 0] = named.range ?? [];
    if (begin <= at && at < end)
      throw new YamlFault(lineAt(at), notValid(`the alias *${node.source} stands inside of what it names`));
  });
  return first ?? 1;
}

/** @throws YamlFault for a key that stands twice. The library's own look compares each key with all others. */
function requireUniqueKeys(document: Document, lineAt: LineFinder): void {
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) throw new YamlFault(lineAt(key.range?.[0] ?? 0), notValid(`the key ${name} stands twice`));
        seen.add(name);
      }
    },
  });
}

/** What is asked of a document beyond that it is YAML: a look through all of it for each. */
type YamlRules = { readonly uniqueKeys: boolean; readonly hasAliases: boolean };

function contentOf(document: Document, { uniqueKeys, hasAliases }: YamlRules, lineAt: LineFinder): unknown {
  const [error] = document.errors;
  if (error) throw new YamlFault(lineAt(error.pos[0]), notValid(error.message));
  if (uniqueKeys) requireUniqueKeys(document, lineAt);
  const line = hasAliases ? requireAliases(document, lineAt) : 1;
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) throw new YamlFault(line, notValid('its aliases come to too much'));
    throw error;
  }
}

/** One document after the other, so that what was read of one is gone before the next, and the first fault ends it. */
function* documentsIn(text: string, uniqueKeys: boolean): Generator<YamlDocument> {
  requireBounds(text);
  const rules: YamlRules = { uniqueKeys, hasAliases: text.includes('*') };
  const lines = new LineCounter();
  const lineAt: LineFinder = (offset) => Math.max(1, lines.linePos(offset).line);
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' });
  const read = (document: Document.Parsed): YamlDocument => ({
    value: contentOf(document, rules, lineAt),
    line: lineAt(document.contents?.range[0] ?? document.range[0]),
  });
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    if (token.type === 'error') throw new YamlFault(lineAt(token.offset), notValid(token.message));
    for (const document of composer.next(token)) yield read(document);
  }
  for (const document of composer.end()) yield read(document);
}

/**
 * The documents of a text in YAML, or its first fault, in bounded time and memory whatever it is. `uniqueKeys`: whether a key
 * that stands twice is a fault.
 */
export function readYaml(text: string, uniqueKeys: boolean): YamlText {
  try {
    return { documents: [...documentsIn(text, uniqueKeys)] };
  } catch (error) {
    if (error instanceof YamlFault) return { fault: { line: error.line, what: error.message } };
    if (error instanceof RangeError) return { fault: { line: 1, what: notValid(tooDeep) } };
    throw error;
  }
}
