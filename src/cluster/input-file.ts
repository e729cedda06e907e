import { LineCounter, parseAllDocuments } from 'yaml';
import type { Trouble } from '../model/trouble.ts';
import { fileText, fileTrouble } from './file-text.ts';

/** One document of a dump file, with the line on which it starts (from 1). */
export type DumpDocument = { readonly file: string; readonly line: number; readonly value: unknown };

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function jsonError(file: string, text: string, error: unknown): Trouble {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/u.exec(message)?.[1];
  // "Unexpected end" carries no position: the file ends where it should go on.
  const line = lineOf(text, position === undefined ? text.trimEnd().length : Number(position));
  return fileTrouble(file, line, `not valid JSON, is the file cut off? ${message.split(' in JSON', 1)[0]}`);
}

function fromJson(file: string, text: string): readonly DumpDocument[] {
  try {
    return [{ file, line: 1, value: JSON.parse(text) }];
  } catch (error) {
    throw jsonError(file, text, error);
  }
}

/** What is wrong, without the place, which stands before it, and the excerpt behind it. */
function yamlWords(message: string): string {
  return (message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$|:$/u, '');
}

function fromYaml(file: string, text: string): readonly DumpDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [error] = document.errors;
    if (error) throw fileTrouble(file, error.linePos?.[0].line ?? 1, `not valid YAML: ${yamlWords(error.message)}`);
    const start = lines.linePos(document.contents?.range?.[0] ?? document.range[0]);
    return { file, line: Math.max(1, start.line), value: document.toJS({ maxAliasCount: 100 }) };
  });
}

/** The documents of one file: JSON, or YAML with any number of documents. @throws Trouble `bad-input` */
export function parseDocuments(file: string, bytes: Buffer): readonly DumpDocument[] {
  return parseText(file, fileText(file, bytes));
}

/** The documents of a file's text. @throws Trouble `bad-input` */
export function parseText(file: string, text: string): readonly DumpDocument[] {
  if (text.trim() === '') return [];
  return /^\s*[{[]/u.test(text) ? fromJson(file, text) : fromYaml(file, text);
}

/** The line of list item `index` in a document, found by reading the file's text again; only errors ask for it. */
export function lineOfItem(text: string, index: number): number {
  const lines = new LineCounter();
  const [document] = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  const node = document && 'getIn' in document ? document.getIn(['items', index], true) : undefined;
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? lines.linePos(range[0]).line : 1;
}
