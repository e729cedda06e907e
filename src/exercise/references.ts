import type { ExerciseLine } from '../model/lesson.ts';
import type { CardFile } from './cards.ts';
import { lessonError, type ParsedLessonFile } from './front-matter.ts';
import type { PassageFile } from './passages.ts';
import type { ProblemFile } from './problems.ts';
import type { QuizFile } from './quiz.ts';
import type { TaskFile } from './tasks.ts';

/** All files of a lesson whose front matter names passages or lines of the exercise. */
export type ParsedLessonFiles = {
  readonly outline: { readonly page: ParsedLessonFile<unknown>; readonly lines: readonly ExerciseLine[] };
  readonly passages: readonly PassageFile[];
  readonly tasks: readonly TaskFile[];
  readonly cards: readonly CardFile[];
  readonly problems: readonly ProblemFile[];
  readonly quiz: readonly QuizFile[];
};

type KnownIds = { readonly passages: ReadonlySet<string>; readonly lines: ReadonlySet<string> };

function requireKnown(
  page: ParsedLessonFile<unknown>,
  ids: readonly string[],
  known: ReadonlySet<string>,
  field: string,
): void {
  const index = ids.findIndex((id) => !known.has(id));
  if (index < 0) return;
  const what = field === 'covers' ? 'line of lesson.md' : 'passage';
  throw lessonError(page.name, page.lineOf(field, index), `${field}: there is no ${what} "${ids[index]}"`);
}

function requireExplanations({ page, questions }: QuizFile, { passages }: KnownIds): void {
  for (const question of questions) {
    if (question.idea !== null) requireKnown(page, [question.idea], passages, 'idea');
    if (question.kind === 'transfer') requireKnown(page, [question.passage], passages, 'passage');
    else {
      const unknown = Object.entries(question.explain).find(([, id]) => !passages.has(id));
      if (unknown)
        throw lessonError(
          page.name,
          page.lineOf('explain', unknown[0]),
          `explain: there is no passage "${unknown[1]}"`,
        );
    }
  }
}

function requireTopic({ page, passage }: PassageFile, all: readonly PassageFile[]): void {
  if (passage.under === null) return;
  const topic = all.find((each) => each.passage.id === passage.under)?.passage;
  if (topic === undefined || topic.under !== null)
    throw lessonError(page.name, page.lineOf('under'), `under: there is no topic "${passage.under}"`);
}

/** Nobody could ask for a line of the exercise that no passage covers. */
function requireCoverage({ outline, passages }: ParsedLessonFiles): void {
  const covered = new Set(passages.flatMap(({ passage }) => passage.covers));
  const missing = outline.lines.find(({ id }) => !covered.has(id));
  if (missing === undefined) return;
  const line = outline.page.rows.find(({ text }) => text.includes(`| ${missing.id} |`))?.line ?? 1;
  throw lessonError(outline.page.name, line, `no passage covers "${missing.id}"`);
}

/**
 * Checks that what a file names exists, and that passages cover the whole exercise. @throws Trouble with file
 * and line
 */
export function checkReferences(pages: ParsedLessonFiles): void {
  const known = {
    passages: new Set(pages.passages.map(({ passage }) => passage.id)),
    lines: new Set(pages.outline.lines.map(({ id }) => id)),
  };
  for (const each of pages.passages) {
    requireKnown(each.page, each.passage.covers, known.lines, 'covers');
    requireKnown(each.page, each.passage.see, known.passages, 'see');
    requireTopic(each, pages.passages);
  }
  for (const { page } of [...pages.tasks, ...pages.problems]) {
    requireKnown(page, page.frontMatter.covers, known.lines, 'covers');
    requireKnown(page, page.frontMatter.passages, known.passages, 'passages');
  }
  for (const { page } of pages.cards) requireKnown(page, page.frontMatter.passages, known.passages, 'passages');
  for (const each of pages.quiz) requireExplanations(each, known);
  requireCoverage(pages);
}
