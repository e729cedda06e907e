import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { firstLineOf } from '../model/error-line.ts';
import { Trouble } from '../model/trouble.ts';

/** One file of a lesson's folder; `name` is what errors name. */
export type LessonFile = { readonly name: string; readonly text: string };

/** A line of a file, counted from 1. */
export type NumberedLine = { readonly line: number; readonly text: string };

/** A file with its validated front matter, and the lines below it. */
export type ParsedLessonFile<T> = {
  readonly name: string;
  readonly frontMatter: T;
  readonly rows: readonly NumberedLine[];
  /** The line on which a field of the front matter stands. */
  readonly lineOf: (...path: readonly PropertyKey[]) => number;
};

/** The form of every id of the lesson. */
export const lessonId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by dashes');

/** A text that is not empty. */
export const nonEmptyText = z.string().trim().min(1, 'must not be empty');

/** An error in a lesson: `file:line: what`. */
export function lessonError(name: string, line: number, what: string): Trouble {
  return new Trouble('bad-config', { what: `${name}:${line}: ${what}` });
}

/** The value of a key or of a list's index, and the node where it starts; null where there is none. */
function childOf(node: unknown, key: PropertyKey): { readonly at: Node | null; readonly value: unknown } | null {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? null : { at: item as Node, value: item };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(key));
  return pair === undefined ? null : { at: pair.key as Node, value: pair.value };
}

function lineFinder(root: unknown, counter: LineCounter): ParsedLessonFile<unknown>['lineOf'] {
  return (...path) => {
    let [node, line]: [unknown, number] = [root, 1];
    for (const key of path) {
      const next = childOf(node, key);
      if (next === null) break;
      const start = next.at?.range?.[0];
      if (start !== undefined) line = counter.linePos(start).line;
      node = next.value;
    }
    // The front matter starts on the file's second line.
    return line + 1;
  };
}

function rowsBelow(body: string, first: number): readonly NumberedLine[] {
  return body.split('\n').map((each, index) => ({ line: first + index, text: each.trimEnd() }));
}

// By far more than a page of a lesson has; the time that YAML takes grows with the square of it.
const mostCharacters = 16_000;

type FrontMatter = { readonly value: unknown; readonly lineOf: ParsedLessonFile<unknown>['lineOf'] };

/** @throws Trouble with file and line for what is not YAML, and for aliases that name nothing, or too much */
function readFrontMatter(name: string, text: string): FrontMatter {
  if (text.length > mostCharacters)
    throw lessonError(name, 1, `its front matter is longer than ${mostCharacters} characters`);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [broken] = document.errors;
  if (broken) throw lessonError(name, (broken.linePos?.[0].line ?? 1) + 1, firstLineOf(broken));
  try {
    return { value: document.toJS(), lineOf: lineFinder(document.contents, counter) };
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError)
      throw lessonError(name, 2, `front matter: ${firstLineOf(error)}`);
    throw error;
  }
}

/**
 * Splits a file into front matter and text, and validates the front matter. @throws Trouble with file and
 * line
 */
export function parseLessonFile<T>(schema: z.ZodType<T>, { name, text: whole }: LessonFile): ParsedLessonFile<T> {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?(?:\n|$)([\s\S]*)$/u.exec(whole);
  if (match?.[1] === undefined) throw lessonError(name, 1, 'needs front matter between two lines of ---');
  const { value, lineOf } = readFrontMatter(name, match[1]);
  const rows = rowsBelow(match[2] ?? '', match[1].split('\n').length + 3);
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return { name, frontMatter: parsed.data, rows, lineOf };
  const [issue] = parsed.error.issues;
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : (issue?.path ?? []);
  const field = issue?.path.join('.') || 'front matter';
  throw lessonError(name, lineOf(...path), `${field}: ${issue?.message ?? 'not valid'}`);
}

/** The paragraphs of some lines, each joined into one text with the line that it starts on. */
export function paragraphsOf(rows: readonly NumberedLine[]): readonly NumberedLine[] {
  const found: { line: number; texts: string[] }[] = [];
  let open: (typeof found)[number] | null = null;
  for (const { line, text: each } of rows) {
    if (each.trim() === '') open = null;
    else if (open) open.texts.push(each.trim());
    else {
      open = { line, texts: [each.trim()] };
      found.push(open);
    }
  }
  return found.map(({ line, texts }) => ({ line, text: texts.join(' ') }));
}

/**
 * The texts of the paragraphs of some lines. @throws Trouble where there are none; `what` is what the message
 * calls them
 */
export function requireParagraphs(
  name: string,
  line: number,
  rows: readonly NumberedLine[],
  what: string,
): readonly string[] {
  const words = paragraphsOf(rows).map(({ text: each }) => each);
  if (words.length === 0) throw lessonError(name, line, `${what} needs a text`);
  return words;
}
