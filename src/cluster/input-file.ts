import { LineCounter, parseAllDocuments } from 'yaml';
import type { Trouble } from '../model/trouble.ts';
import { fileTrouble, readFileText } from './file-text.ts';
import { isYamlSized, readYaml } from './yaml-documents.ts';

/** One document of a dump file, with the line on which it starts (from 1). */
export type DumpDocument = { readonly file: string; readonly line: number; readonly value: unknown };

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function jsonError(file: string, text: string, error: unknown): Trouble {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/u.exec(message)?.[1];
  // "Unexpected end" carries no position: the file ends where it should go on.
  const line = lineOf(text, position === undefined ? text.trimEnd().length : Number(position));
  return fileTrouble(file, line, `not valid JSON, is the file cut off? ${message.split(' in JSON', 1)[0]}`);
}

// An empty object takes 60 bytes of memory for two of text; what kubectl prints has one bracket in 80.
const mostBrackets = 8_000_000;

function hasTooManyBrackets(text: string): boolean {
  if (text.length < mostBrackets) return false;
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x7b || sign === 0x5b) found += 1;
  }
  return found > mostBrackets;
}

function fromJson(file: string, text: string): readonly DumpDocument[] {
  if (hasTooManyBrackets(text)) throw fileTrouble(file, 1, `it holds more than ${mostBrackets} objects and lists`);
  try {
    return [{ file, line: 1, value: JSON.parse(text) }];
  } catch (error) {
    throw jsonError(file, text, error);
  }
}

function fromYaml(file: string, text: string): readonly DumpDocument[] {
  const found = readYaml(text, false);
  if ('fault' in found) throw fileTrouble(file, found.fault.line, found.fault.what);
  return found.documents.map(({ line, value }) => ({ file, line, value }));
}

/** The documents of a file's text: JSON, or YAML with any number of documents. @throws Trouble `bad-input` */
export function parseText(file: string, text: string): readonly DumpDocument[] {
  if (text.trim() === '') return [];
  return /^\s*[{[]/u.test(text) ? fromJson(file, text) : fromYaml(file, text);
}

/** The documents of a file. @throws Trouble `bad-input` */
export function readDocuments(file: string): readonly DumpDocument[] {
  return parseText(file, readFileText(file));
}

/**
 * The line of list item `index` in a document, null where its text is too long for that. It is found by reading the text again;
 * only errors ask for it.
 */
export function lineOfItem(text: string, index: number): number | null {
  if (!isYamlSized(text)) return null;
  const lines = new LineCounter();
  const [document] = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  const node = document && 'getIn' in document ? document.getIn(['items', index], true) : undefined;
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? lines.linePos(range[0]).line : 1;
}
