import { z } from 'zod';
import { type Problem, problemIds } from '../model/finding.ts';
import type { ProblemText } from '../model/lesson.ts';
import { type LessonFile, lessonId, nonEmptyText, type ParsedLessonFile, parseLessonFile } from './front-matter.ts';
import { readOnlyCommand } from './read-only-command.ts';
import { requireSections } from './sections.ts';

const verdicts = ['supported', 'ruled-out', 'cannot-see'] as const satisfies readonly Problem['status'][];

const head = z.strictObject({
  problem: z.enum(problemIds),
  title: nonEmptyText,
  todo: nonEmptyText,
  covers: z.array(lessonId).min(1),
  passages: z.array(lessonId).min(1),
  commands: z
    .array(
      z.strictObject({
        run: readOnlyCommand,
        note: nonEmptyText.optional(),
        outcomes: z
          .array(
            z.strictObject({
              sees: nonEmptyText,
              means: nonEmptyText,
              unread: nonEmptyText.optional(),
              verdict: z.enum(verdicts),
            }),
          )
          .min(2)
          .max(6),
      }),
    )
    .min(1),
});

const titles = {
  symptom: 'The symptom',
  lookalike: 'What looks the same',
  supported: 'When the evidence speaks for it',
  ruledOut: 'When it is ruled out',
  cannotSee: 'When it cannot be seen',
  tell: 'What to tell your instructor',
} as const;

/** A problem's texts, and the file that they are from. */
export type ProblemFile = { readonly page: ParsedLessonFile<z.infer<typeof head>>; readonly problem: ProblemText };

/** Reads `problems/*.md`. @throws Trouble with file and line */
export function parseProblemText(file: LessonFile): ProblemFile {
  const page = parseLessonFile(head, file);
  return { page, problem: { ...page.frontMatter, ...requireSections(page, titles) } };
}
