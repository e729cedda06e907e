import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { citedPassages } from '../checks/cited-passages.ts';
import { listFilesBelow } from '../cluster/folder-files.ts';
import type { LessonFile } from '../exercise/front-matter.ts';
import { buildLesson } from '../exercise/lesson.ts';
import type { Lab } from '../model/lab.ts';
import type { Lesson } from '../model/lesson.ts';
import { Trouble } from '../model/trouble.ts';
import { readConfiguredFile } from './read-file.ts';

/** NETLAB_EXERCISE, else the lesson that comes with netlab. */
const lessonFolder = (configured: string | null) =>
  configured ?? join(import.meta.dirname, '..', 'exercise', 'azure-cni');

/**
 * The files of a lesson, every Markdown file below its folder, by their paths from there, sorted. A README and what an editor or
 * git hides beside them are no part of it. @throws Trouble `bad-config`
 */
function lessonFilesIn(folder: string, place: string): readonly string[] {
  const found = listFilesBelow(folder, (name) => name.startsWith('.'));
  if ('fault' in found)
    throw new Trouble('bad-config', {
      what: found.folder === folder ? `${place} ${found.fault}` : `${place}: ${found.folder} ${found.fault}`,
    });
  return found.names.filter((name) => name.endsWith('.md') && !/(?:^|[\\/])(?:\.|README\.md$)/u.test(name));
}

/**
 * The first 12 hex digits of a digest of the lesson's files: it changes with every word. `null` is netlab's
 * own lesson. @throws Trouble `bad-config`
 */
export function lessonEdition(configured: string | null): string {
  const folder = lessonFolder(configured);
  const hash = createHash('sha256');
  for (const name of lessonFilesIn(folder, folder))
    hash.update(name).update(readConfiguredFile(join(folder, name), 'lesson'));
  return hash.digest('hex').slice(0, 12);
}

/** Builds a lesson; where a message names no file, the folder is named before it. @throws Trouble `bad-config` */
function buildFrom(
  files: readonly LessonFile[],
  time: string,
  { place, folder }: { readonly place: string; readonly folder: string },
): Lesson {
  try {
    return buildLesson(files, time);
  } catch (error) {
    if (!(error instanceof Trouble) || error.detail.what?.includes(folder) !== false) throw error;
    throw new Trouble('bad-config', { what: `${place}: ${error.detail.what}` }, { cause: error });
  }
}

/**
 * Loads the lesson of a folder; `null` is netlab's own. It is read once, and each call gives it with its dates as they read
 * on the day of `now` (ISO): a bot runs for months. @throws Trouble `bad-config` with file and line
 */
export function openLesson(configured: string | null, now: () => string): Lab['lesson'] {
  const folder = lessonFolder(configured);
  const place = configured === null ? folder : `NETLAB_EXERCISE ${folder}`;
  const paths = lessonFilesIn(folder, place).map((name) => join(folder, name));
  if (paths.length === 0)
    throw new Trouble('bad-config', { what: `${place} holds no lesson: there is no .md file in it` });
  const files = paths.map((path) => ({ name: path, text: readConfiguredFile(path, 'lesson') }));
  const buildAt = (time: string) => ({ day: time.slice(0, 10), lesson: buildFrom(files, time, { place, folder }) });
  let newest = buildAt(now());
  const missing = citedPassages.find((id) => !newest.lesson.passages.some((passage) => passage.id === id));
  if (missing) throw new Trouble('bad-config', { what: `${place}: needs a passage "${missing}", which findings name` });
  return () => {
    const time = now();
    if (newest.day !== time.slice(0, 10)) newest = buildAt(time);
    return newest.lesson;
  };
}
