import { z } from 'zod';
import { findingCodes } from '../model/finding.ts';
import type { TaskText } from '../model/lesson.ts';
import {
  type LessonFile,
  lessonId,
  nonEmptyText,
  type ParsedLessonFile,
  parseLessonFile,
  requireParagraphs,
} from './front-matter.ts';
import { readOnlyCommand } from './read-only-command.ts';

const head = z.strictObject({
  task: z.literal([1, 2, 3]),
  title: nonEmptyText,
  findings: z.array(z.enum(findingCodes)).min(1),
  covers: z.array(lessonId).min(1),
  passages: z.array(lessonId).min(1),
  steps: z.array(z.strictObject({ run: readOnlyCommand, look: nonEmptyText })).min(1),
});

/** A task, and the file that it is from. */
export type TaskFile = { readonly page: ParsedLessonFile<z.infer<typeof head>>; readonly task: TaskText };

/** Reads `tasks/*.md`. @throws Trouble with file and line */
export function parseTaskText(file: LessonFile): TaskFile {
  const page = parseLessonFile(head, file);
  return { page, task: { ...page.frontMatter, body: requireParagraphs(file.name, 1, page.rows, 'a task') } };
}
