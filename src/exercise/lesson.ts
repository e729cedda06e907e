import { findingCodes, problemIds } from '../model/finding.ts';
import type { Lesson } from '../model/lesson.ts';
import { Trouble } from '../model/trouble.ts';
import { parseCards } from './cards.ts';
import { type LessonFile, lessonError, type ParsedLessonFile } from './front-matter.ts';
import { parseHints } from './hints.ts';
import { parseOutline } from './outline.ts';
import { checkUniqueNames, parsePassage } from './passages.ts';
import { parseProblemText } from './problems.ts';
import { parseQuizQuestion } from './quiz.ts';
import { checkReferences } from './references.ts';
import { parseTaskText } from './tasks.ts';

const folders = ['passages', 'tasks', 'hints', 'cards', 'problems', 'quiz'] as const;
type LessonFolder = (typeof folders)[number];

const tasks = [1, 2, 3] as const;

/** `lesson.md`, else the folder that a file stands in. @throws Trouble for a file that stands elsewhere */
function placeOf({ name }: LessonFile): LessonFolder | 'lesson' {
  const [folder, file] = name.split(/[\\/]/u).slice(-2);
  if ((file ?? folder) === 'lesson.md') return 'lesson';
  const place = folders.find((each) => file !== undefined && each === folder);
  if (place === undefined) throw lessonError(name, 1, `belongs into one of the folders ${folders.join(', ')}`);
  return place;
}

/** One page for each key and no second one, in the keys' order. @throws Trouble */
function each<K, P extends { readonly page: ParsedLessonFile<unknown> }>(
  keys: readonly K[],
  pages: readonly P[],
  keyOf: (page: P) => K,
  folder: LessonFolder,
): readonly P[] {
  return keys.map((key) => {
    const [own, second] = pages.filter((page) => keyOf(page) === key);
    if (own === undefined)
      throw new Trouble('bad-config', { what: `the lesson’s folder ${folder} needs a file for ${key}` });
    if (second) throw lessonError(second.page.name, 1, `a second file for ${key}, beside ${own.page.name}`);
    return own;
  });
}

/** Like a table with a value for each key, which the loop above has made sure of. */
function table<K extends string, V>(entries: readonly (readonly [K, V])[]): { readonly [Key in K]: V } {
  return Object.fromEntries(entries) as { readonly [Key in K]: V };
}

function distinct(pages: readonly { readonly page: ParsedLessonFile<{ readonly id: string }> }[]): void {
  const owner = new Map<string, string>();
  for (const { page } of pages) {
    const before = owner.get(page.frontMatter.id);
    if (before) throw lessonError(page.name, page.lineOf('id'), `"${page.frontMatter.id}" is already in ${before}`);
    owner.set(page.frontMatter.id, page.name);
  }
}

/**
 * Builds a lesson from its folder's files, whole and without a loose end. @throws Trouble with file and line
 */
export function buildLesson(files: readonly LessonFile[]): Lesson {
  const places = Map.groupBy(files, placeOf);
  const [title] = places.get('lesson') ?? [];
  if (title === undefined) throw new Trouble('bad-config', { what: 'the lesson’s folder needs a file lesson.md' });
  const read = <P>(folder: LessonFolder, of: (file: LessonFile) => P) => (places.get(folder) ?? []).map(of);
  const outline = parseOutline(title);
  const passages = read('passages', parsePassage);
  checkUniqueNames(passages);
  const quiz = read('quiz', parseQuizQuestion);
  distinct(quiz);
  const pages = {
    outline,
    passages,
    quiz,
    tasks: each(tasks, read('tasks', parseTaskText), ({ task }) => task.task, 'tasks'),
    hints: each(tasks, read('hints', parseHints), ({ page }) => page.frontMatter.task, 'hints'),
    cards: each(findingCodes, read('cards', parseCards), ({ page }) => page.frontMatter.finding, 'cards'),
    problems: each(problemIds, read('problems', parseProblemText), ({ problem }) => problem.problem, 'problems'),
  };
  checkReferences(pages);
  return {
    id: outline.page.frontMatter.lesson,
    title: outline.page.frontMatter.title,
    lines: outline.lines,
    passages: passages.map(({ passage }) => passage),
    tasks: pages.tasks.map(({ task }) => task),
    hints: pages.hints.flatMap(({ hints }) => hints),
    cards: table(pages.cards.map(({ page, set }) => [page.frontMatter.finding, set] as const)),
    problems: table(pages.problems.map(({ problem }) => [problem.problem, problem] as const)),
    quiz: quiz.map(({ question }) => question),
  };
}
