import type { ExerciseLine } from '../model/lesson.ts';
import type { CardFile } from './cards.ts';
import { lessonError, type ParsedLessonFile } from './front-matter.ts';
import type { PassageFile } from './passages.ts';
import type { ProblemFile } from './problems.ts';
import type { QuizFile } from './quiz.ts';
import type { TaskFile } from './tasks.ts';

/** All pages of a lesson whose front matter names others. */
export type ParsedLessonFiles = {
  readonly outline: { readonly page: ParsedLessonFile<unknown>; readonly lines: readonly ExerciseLine[] };
  readonly passages: readonly PassageFile[];
  readonly tasks: readonly TaskFile[];
  readonly cards: readonly CardFile[];
  readonly problems: readonly ProblemFile[];
  readonly quiz: readonly QuizFile[];
};

type KnownIds = { readonly passages: ReadonlySet<string>; readonly lines: ReadonlySet<string> };

function named(
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

function explained({ page, question }: QuizFile, { passages }: KnownIds): void {
  if (question.kind === 'transfer') named(page, [question.passage], passages, 'passage');
  else {
    const lost = Object.entries(question.explain).find(([, id]) => !passages.has(id));
    if (lost)
      throw lessonError(page.name, page.lineOf('explain', lost[0]), `explain: there is no passage "${lost[1]}"`);
  }
}

function under({ page, passage }: PassageFile, all: readonly PassageFile[]): void {
  if (passage.under === null) return;
  const topic = all.find((each) => each.passage.id === passage.under)?.passage;
  if (topic === undefined || topic.under !== null)
    throw lessonError(page.name, page.lineOf('under'), `under: there is no topic "${passage.under}"`);
}

/** A line of the exercise that no passage is about would be one that nobody can ask for. */
function covered({ outline, passages }: ParsedLessonFiles): void {
  const taken = new Set(passages.flatMap(({ passage }) => passage.covers));
  const bare = outline.lines.find(({ id }) => !taken.has(id));
  if (bare === undefined) return;
  const line = outline.page.rows.find(({ text }) => text.includes(`| ${bare.id} |`))?.line ?? 1;
  throw lessonError(outline.page.name, line, `no passage covers "${bare.id}"`);
}

/**
 * Whatever a page names is there, and every line of the exercise is covered by a passage. @throws Trouble
 * with file and line
 */
export function checkReferences(pages: ParsedLessonFiles): void {
  const known = {
    passages: new Set(pages.passages.map(({ passage }) => passage.id)),
    lines: new Set(pages.outline.lines.map(({ id }) => id)),
  };
  for (const each of pages.passages) {
    named(each.page, each.passage.covers, known.lines, 'covers');
    under(each, pages.passages);
  }
  for (const { page } of [...pages.tasks, ...pages.problems]) {
    named(page, page.frontMatter.covers, known.lines, 'covers');
    named(page, page.frontMatter.passages, known.passages, 'passages');
  }
  for (const { page } of pages.cards) named(page, page.frontMatter.passages, known.passages, 'passages');
  for (const each of pages.quiz) explained(each, known);
  covered(pages);
}
