import { z } from 'zod';
import { codes } from '../model/finding.ts';
import type { TaskText } from '../model/lesson.ts';
import { id, type LessonFile, type Page, pageOf, text, wordsOf } from './front-matter.ts';
import { readOnly } from './read-only-command.ts';

const head = z.strictObject({
  task: z.literal([1, 2, 3]),
  title: text,
  findings: z.array(z.enum(codes)).min(1),
  covers: z.array(id).min(1),
  passages: z.array(id).min(1),
  steps: z.array(z.strictObject({ run: readOnly, look: text })).min(1),
});

/** A task and the page that it stands on. */
export type TaskPage = { readonly page: Page<z.infer<typeof head>>; readonly task: TaskText };

/** Reads `tasks/*.md`. @throws Trouble with file and line */
export function taskTextOf(file: LessonFile): TaskPage {
  const page = pageOf(head, file);
  return { page, task: { ...page.head, body: wordsOf(file.name, 1, page.rows, 'a task') } };
}
