import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { citedPassages } from '../checks/cited-passages.ts';
import { buildLesson } from '../exercise/lesson.ts';
import type { Lab } from '../model/lab.ts';
import { Trouble } from '../model/trouble.ts';
import { readConfiguredFile } from './read-file.ts';

/** NETLAB_EXERCISE, else the lesson that comes with netlab. */
const lessonFolder = (configured: string | null) =>
  configured ?? join(import.meta.dirname, '..', 'exercise', 'azure-cni');

/** Every Markdown file below a folder, by its path from there, sorted. */
function markdownIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.md')).sort();
}

/**
 * The first 12 hex digits of a digest of the lesson's files: it changes with every word. `null` is netlab's
 * own lesson.
 */
export function lessonEdition(configured: string | null): string {
  const folder = lessonFolder(configured);
  const hash = createHash('sha256');
  for (const name of markdownIn(folder)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

function lessonFilesIn(folder: string): readonly string[] {
  try {
    // A README and what an editor or git hides beside the lesson are no part of it.
    return markdownIn(folder).filter((name) => !/(?:^|[\\/])(?:\.|README\.md$)/u.test(name));
  } catch (cause) {
    throw new Trouble('bad-config', { what: `NETLAB_EXERCISE ${folder} cannot be read` }, { cause });
  }
}

/**
 * Loads the lesson of a folder; `null` is netlab's own. It is read once, and each call gives it with its dates as they read
 * on the day of `now` (ISO): a bot runs for months. @throws Trouble `bad-config` with file and line
 */
export function openLesson(configured: string | null, now: () => string): Lab['lesson'] {
  const folder = lessonFolder(configured);
  const paths = lessonFilesIn(folder).map((name) => join(folder, name));
  const files = paths.map((path) => ({ name: path, text: readConfiguredFile(path, 'lesson') }));
  const buildAt = (time: string) => ({ day: time.slice(0, 10), lesson: buildLesson(files, time) });
  let newest = buildAt(now());
  const missing = citedPassages.find((id) => !newest.lesson.passages.some((passage) => passage.id === id));
  if (missing)
    throw new Trouble('bad-config', { what: `${folder}: needs a passage "${missing}", which findings name` });
  return () => {
    const time = now();
    if (newest.day !== time.slice(0, 10)) newest = buildAt(time);
    return newest.lesson;
  };
}
