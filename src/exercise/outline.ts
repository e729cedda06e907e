import { z } from 'zod';
import type { ExerciseLine } from '../model/lesson.ts';
import {
  type LessonFile,
  lessonError,
  lessonId,
  type NumberedLine,
  nonEmptyText,
  type ParsedLessonFile,
  parseLessonFile,
} from './front-matter.ts';

const head = z.strictObject({ lesson: lessonId, title: nonEmptyText });

const columns = ['lines', 'id', 'sha', 'gist'] as const;

function parseRow(name: string, row: NumberedLine): ExerciseLine {
  const cells = row.text.split('|').slice(1, -1);
  const [lines = '', word = '', sha = '', gist = ''] = cells.map((cell) => cell.trim());
  if (cells.length !== columns.length) throw lessonError(name, row.line, `a row has the cells ${columns.join(', ')}`);
  const range = /^(\d{1,4})(?:-(\d{1,4}))?$/u.exec(lines);
  if (range === null) throw lessonError(name, row.line, `"${lines}" must be a line or a range of lines: 8-9`);
  const parsed = lessonId.safeParse(word);
  if (!parsed.success) throw lessonError(name, row.line, `id: ${parsed.error.issues[0]?.message ?? 'not valid'}`);
  if (!/^[0-9a-f]{8}$/u.test(sha)) throw lessonError(name, row.line, `"${sha}" must be eight hex digits`);
  if (gist === '') throw lessonError(name, row.line, 'the gist must not be empty');
  const from = Number(range[1]);
  return { id: word, from, to: Number(range[2] ?? from), sha, gist };
}

/**
 * Checks that rows follow each other without a gap, so that no line of the exercise is forgotten, and no id
 * comes twice.
 */
function requireOrder(name: string, rows: readonly NumberedLine[], lines: readonly ExerciseLine[]): void {
  lines.forEach((line, index) => {
    const next = (lines[index - 1]?.to ?? 0) + 1;
    const at = rows[index]?.line ?? 1;
    if (line.from !== next || line.to < line.from) throw lessonError(name, at, `this row must begin with line ${next}`);
    if (lines.findIndex(({ id: other }) => other === line.id) < index)
      throw lessonError(name, at, `a second "${line.id}"`);
  });
}

/** The exercise's name and its outline: `lesson.md`. @throws Trouble with file and line */
export function parseOutline(file: LessonFile): {
  readonly page: ParsedLessonFile<z.infer<typeof head>>;
  readonly lines: readonly ExerciseLine[];
} {
  const page = parseLessonFile(head, file);
  // The two first rows are the table's heading.
  const rows = page.rows.filter((row) => row.text.startsWith('|')).slice(2);
  const lines = rows.map((row) => parseRow(file.name, row));
  if (lines.length === 0) throw lessonError(file.name, 1, `needs a table of the exercise: ${columns.join(', ')}`);
  requireOrder(file.name, rows, lines);
  return { page, lines };
}
