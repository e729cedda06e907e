import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { Lesson, Passage } from '../model/lesson.ts';
import { valueNames } from '../model/lesson.ts';
import { Trouble } from '../model/trouble.ts';

/** One file of a lesson's folder; `name` is what errors name. */
export type LessonFile = { readonly name: string; readonly text: string };

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by dashes');

const drift = z.strictObject({
  where: z.string().min(1),
  exercise: z.string().min(1),
  date: z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/u, 'must be a year and a month, 2026-08'),
});

const passageHead = z.strictObject({
  id,
  title: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  values: z.array(z.enum(valueNames)).default([]),
  sources: z.array(z.string().min(1)).min(1),
  drift: drift.nullable().default(null),
});

const lessonHead = z.strictObject({ lesson: id, title: z.string().min(1) });

function refuse(name: string, line: number, what: string): Trouble {
  return new Trouble('bad-config', { what: `${name}:${line}: ${what}` });
}

function yaml({ name }: LessonFile, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    // The front matter starts on the file's second line.
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) + 1 : 2;
    throw refuse(name, line, error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'not YAML');
  }
}

function split(file: LessonFile): {
  readonly head: unknown;
  readonly body: readonly string[];
  readonly lineOf: (key: string) => number;
} {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/u.exec(file.text);
  if (match?.[1] === undefined) throw refuse(file.name, 1, 'needs front matter between two lines of ---');
  const lines = match[1].split('\n');
  const lineOf = (key: string) =>
    Math.max(
      0,
      lines.findIndex((line) => line.startsWith(`${key}:`)),
    ) + 2;
  const paragraphs = (match[2] ?? '')
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.replaceAll(/\s*\n\s*/gu, ' ').trim());
  return { head: yaml(file, match[1]), body: paragraphs.filter((paragraph) => paragraph !== ''), lineOf };
}

function checked<T>(schema: z.ZodType<T>, file: LessonFile): { readonly head: T; readonly body: readonly string[] } {
  const { head, body, lineOf } = split(file);
  const parsed = schema.safeParse(head);
  if (parsed.success) return { head: parsed.data, body };
  const [issue] = parsed.error.issues;
  const key = String(issue?.path[0] ?? '');
  throw refuse(file.name, lineOf(key), `${key || 'front matter'}: ${issue?.message ?? 'not valid'}`);
}

function passage(file: LessonFile): Passage {
  const { head, body } = checked(passageHead, file);
  if (body.length === 0) throw refuse(file.name, 1, 'a passage needs a text below its front matter');
  return { ...head, body };
}

function unique(passages: readonly Passage[], files: readonly LessonFile[]): void {
  const owner = new Map<string, string>();
  passages.forEach((each, index) => {
    for (const word of new Set([each.id, ...each.aliases.map((alias) => alias.toLowerCase())])) {
      const before = owner.get(word);
      if (before !== undefined) throw refuse(files[index]?.name ?? '', 1, `"${word}" already leads to ${before}`);
      owner.set(word, each.id);
    }
  });
}

/** Builds a lesson from its folder's files: `lesson.md` and one file a passage. @throws Trouble with file and line */
export function lessonOf(files: readonly LessonFile[]): Lesson {
  const title = files.find(({ name }) => name.endsWith('lesson.md'));
  if (title === undefined) throw new Trouble('bad-config', { what: 'the lesson’s folder needs a file lesson.md' });
  const rest = files.filter((file) => file !== title);
  const passages = rest.map(passage);
  unique(passages, rest);
  const { head } = checked(lessonHead, title);
  return { id: head.lesson, title: head.title, passages };
}
