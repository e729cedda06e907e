import { type FindingCode, findingCodes, type ProblemId, problemIds } from './finding.ts';
import type { TaskNumber } from './lesson.ts';

/** What a student asks their instructor about. `id` of a quiz question or of a page is the lesson's. */
export type HelpSubject =
  | { readonly about: 'general' }
  | { readonly about: 'problem'; readonly id: ProblemId }
  | { readonly about: 'finding'; readonly id: FindingCode }
  | { readonly about: 'task' | 'hint'; readonly task: TaskNumber }
  | { readonly about: 'quiz' | 'topic'; readonly id: string };

const tasks: readonly TaskNumber[] = [1, 2, 3];
const nameShape = /^[a-z0-9][a-z0-9-]{0,79}$/u;

/** A subject in words that can be typed after `ask`, and by which it is stored. */
export function subjectWords(subject: HelpSubject): string {
  switch (subject.about) {
    case 'general':
      return 'general';
    case 'task':
    case 'hint':
      return `${subject.about} ${subject.task}`;
    case 'problem':
    case 'finding':
    case 'quiz':
    case 'topic':
      return `${subject.about} ${subject.id}`;
  }
}

/** Reads such words; null for none of them. */
export function parseSubject(text: string): HelpSubject | null {
  const [about = '', name = '', ...more] = text.toLowerCase().split(' ');
  if (more.length > 0) return null;
  if (text === 'general') return { about: 'general' };
  const task = tasks.find((each) => String(each) === name);
  if ((about === 'task' || about === 'hint') && task !== undefined) return { about, task };
  const problem = problemIds.find((each) => each === name);
  if (about === 'problem' && problem !== undefined) return { about, id: problem };
  const code = findingCodes.find((each) => each === name);
  if (about === 'finding' && code !== undefined) return { about, id: code };
  return (about === 'quiz' || about === 'topic') && nameShape.test(name) ? { about, id: name } : null;
}
