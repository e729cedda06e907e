import { findingCodes, problemIds } from '../model/finding.ts';
import type { Lesson } from '../model/lesson.ts';
import { Trouble } from '../model/trouble.ts';
import { parseCards } from './cards.ts';
import { wordDates } from './dated-words.ts';
import { type LessonFile, lessonError, type ParsedLessonFile } from './front-matter.ts';
import { parseHints } from './hints.ts';
import { parseOutline } from './outline.ts';
import { checkUniqueNames, parsePassage } from './passages.ts';
import { parseProblemText } from './problems.ts';
import { parseQuizQuestions } from './quiz.ts';
import { checkReferences } from './references.ts';
import { parseTaskText } from './tasks.ts';

const folders = ['passages', 'tasks', 'hints', 'cards', 'problems', 'quiz'] as const;
type LessonFolder = (typeof folders)[number];

const tasks = [1, 2, 3] as const;

/** The folder of a file, `lesson` for `lesson.md`. @throws Trouble for a file that is elsewhere */
function folderOf({ name }: LessonFile): LessonFolder | 'lesson' {
  const [folder, file] = name.split(/[\\/]/u).slice(-2);
  if ((file ?? folder) === 'lesson.md') return 'lesson';
  const known = folders.find((each) => file !== undefined && each === folder);
  if (known === undefined) throw lessonError(name, 1, `belongs into one of the folders ${folders.join(', ')}`);
  return known;
}

/** The file of each key, in the keys' order. @throws Trouble for one that is missing or there twice */
function oneForEach<K, P extends { readonly page: ParsedLessonFile<unknown> }>(
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

/** Entries as an object. The caller answers for the keys: `oneForEach` gives them all. */
function tableOf<K extends string, V>(entries: readonly (readonly [K, V])[]): { readonly [Key in K]: V } {
  return Object.fromEntries(entries) as { readonly [Key in K]: V };
}

/** @throws Trouble for an id that two files have */
function requireUniqueIds(pages: readonly { readonly page: ParsedLessonFile<{ readonly id: string }> }[]): void {
  const owner = new Map<string, string>();
  for (const { page } of pages) {
    const before = owner.get(page.frontMatter.id);
    if (before) throw lessonError(page.name, page.lineOf('id'), `"${page.frontMatter.id}" is already in ${before}`);
    owner.set(page.frontMatter.id, page.name);
  }
}

/**
 * Builds a lesson from the files of its folder; its dates read as they do at `now` (ISO). @throws Trouble with file and
 * line for anything missing or contradictory
 */
export function buildLesson(files: readonly LessonFile[], now: string): Lesson {
  const worded = files.map((file) => wordDates(file, now));
  const byFolder = Map.groupBy(worded, folderOf);
  const [main] = byFolder.get('lesson') ?? [];
  if (main === undefined) throw new Trouble('bad-config', { what: 'the lesson’s folder needs a file lesson.md' });
  const read = <P>(folder: LessonFolder, of: (file: LessonFile) => P) => (byFolder.get(folder) ?? []).map(of);
  const outline = parseOutline(main);
  const passages = read('passages', parsePassage);
  checkUniqueNames(passages);
  const quiz = read('quiz', parseQuizQuestions);
  requireUniqueIds(quiz);
  const pages = {
    outline,
    passages,
    quiz,
    tasks: oneForEach(tasks, read('tasks', parseTaskText), ({ task }) => task.task, 'tasks'),
    hints: oneForEach(tasks, read('hints', parseHints), ({ page }) => page.frontMatter.task, 'hints'),
    cards: oneForEach(findingCodes, read('cards', parseCards), ({ page }) => page.frontMatter.finding, 'cards'),
    problems: oneForEach(problemIds, read('problems', parseProblemText), ({ problem }) => problem.problem, 'problems'),
  };
  checkReferences(pages);
  return {
    id: outline.page.frontMatter.lesson,
    title: outline.page.frontMatter.title,
    lines: outline.lines,
    passages: passages.map(({ passage }) => passage),
    tasks: pages.tasks.map(({ task }) => task),
    hints: pages.hints.flatMap(({ hints }) => hints),
    cards: tableOf(pages.cards.map(({ page, set }) => [page.frontMatter.finding, set] as const)),
    problems: tableOf(pages.problems.map(({ problem }) => [problem.problem, problem] as const)),
    quiz: quiz.flatMap(({ questions }) => questions),
  };
}
