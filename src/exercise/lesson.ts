import { codes, problemIds } from '../model/finding.ts';
import type { Lesson } from '../model/lesson.ts';
import { Trouble } from '../model/trouble.ts';
import { cardsOf } from './cards.ts';
import { type LessonFile, type Page, refuse } from './front-matter.ts';
import { hintsOf } from './hints.ts';
import { outlineOf } from './outline.ts';
import { passageOf, uniqueNames } from './passages.ts';
import { problemTextOf } from './problems.ts';
import { questionOf } from './quiz.ts';
import { connected } from './references.ts';
import { taskTextOf } from './tasks.ts';

const folders = ['passages', 'tasks', 'hints', 'cards', 'problems', 'quiz'] as const;
type Folder = (typeof folders)[number];

const tasks = [1, 2, 3] as const;

/** `lesson.md`, else the folder that a file stands in. @throws Trouble for a file that stands elsewhere */
function placeOf({ name }: LessonFile): Folder | 'lesson' {
  const [folder, file] = name.split(/[\\/]/u).slice(-2);
  if ((file ?? folder) === 'lesson.md') return 'lesson';
  const place = folders.find((each) => file !== undefined && each === folder);
  if (place === undefined) throw refuse(name, 1, `belongs into one of the folders ${folders.join(', ')}`);
  return place;
}

/** One page for each key and no second one, in the keys' order. @throws Trouble */
function each<K, P extends { readonly page: Page<unknown> }>(
  keys: readonly K[],
  pages: readonly P[],
  keyOf: (page: P) => K,
  folder: Folder,
): readonly P[] {
  return keys.map((key) => {
    const [own, second] = pages.filter((page) => keyOf(page) === key);
    if (own === undefined)
      throw new Trouble('bad-config', { what: `the lesson’s folder ${folder} needs a file for ${key}` });
    if (second) throw refuse(second.page.name, 1, `a second file for ${key}, beside ${own.page.name}`);
    return own;
  });
}

/** Like a table with a value for each key, which the loop above has made sure of. */
function table<K extends string, V>(entries: readonly (readonly [K, V])[]): { readonly [Key in K]: V } {
  return Object.fromEntries(entries) as { readonly [Key in K]: V };
}

function distinct(pages: readonly { readonly page: Page<{ readonly id: string }> }[]): void {
  const owner = new Map<string, string>();
  for (const { page } of pages) {
    const before = owner.get(page.head.id);
    if (before) throw refuse(page.name, page.lineOf('id'), `"${page.head.id}" is already in ${before}`);
    owner.set(page.head.id, page.name);
  }
}

/** Builds a lesson from its folder's files, whole and without a loose end. @throws Trouble with file and line */
export function lessonOf(files: readonly LessonFile[]): Lesson {
  const places = Map.groupBy(files, placeOf);
  const [title] = places.get('lesson') ?? [];
  if (title === undefined) throw new Trouble('bad-config', { what: 'the lesson’s folder needs a file lesson.md' });
  const read = <P>(folder: Folder, of: (file: LessonFile) => P) => (places.get(folder) ?? []).map(of);
  const outline = outlineOf(title);
  const passages = read('passages', passageOf);
  uniqueNames(passages);
  const quiz = read('quiz', questionOf);
  distinct(quiz);
  const pages = {
    outline,
    passages,
    quiz,
    tasks: each(tasks, read('tasks', taskTextOf), ({ task }) => task.task, 'tasks'),
    hints: each(tasks, read('hints', hintsOf), ({ page }) => page.head.task, 'hints'),
    cards: each(codes, read('cards', cardsOf), ({ page }) => page.head.finding, 'cards'),
    problems: each(problemIds, read('problems', problemTextOf), ({ problem }) => problem.problem, 'problems'),
  };
  connected(pages);
  return {
    id: outline.page.head.lesson,
    title: outline.page.head.title,
    lines: outline.lines,
    passages: passages.map(({ passage }) => passage),
    tasks: pages.tasks.map(({ task }) => task),
    hints: pages.hints.flatMap(({ hints }) => hints),
    cards: table(pages.cards.map(({ page, set }) => [page.head.finding, set] as const)),
    problems: table(pages.problems.map(({ problem }) => [problem.problem, problem] as const)),
    quiz: quiz.map(({ question }) => question),
  };
}
