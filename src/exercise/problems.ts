import { z } from 'zod';
import { type Problem, problemIds } from '../model/finding.ts';
import type { ProblemText } from '../model/lesson.ts';
import { id, type LessonFile, type Page, pageOf, text } from './front-matter.ts';
import { readOnly } from './read-only-command.ts';
import { sectionWords } from './sections.ts';

const verdicts = ['supported', 'ruled-out', 'cannot-see'] as const satisfies readonly Problem['status'][];

const head = z.strictObject({
  problem: z.enum(problemIds),
  title: text,
  todo: text,
  covers: z.array(id).min(1),
  passages: z.array(id).min(1),
  commands: z
    .array(
      z.strictObject({
        run: readOnly,
        note: text.optional(),
        outcomes: z
          .array(z.strictObject({ sees: text, means: text, unread: text.optional(), verdict: z.enum(verdicts) }))
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

/** A problem's texts and the page that they stand on. */
export type ProblemPage = { readonly page: Page<z.infer<typeof head>>; readonly problem: ProblemText };

/** Reads `problems/*.md`. @throws Trouble with file and line */
export function problemTextOf(file: LessonFile): ProblemPage {
  const page = pageOf(head, file);
  return { page, problem: { ...page.head, ...sectionWords(page, titles) } };
}
