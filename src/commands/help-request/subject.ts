import { checks } from '../../checks/index.ts';
import { findPassage } from '../../exercise/passage-names.ts';
import type { HelpSubject } from '../../model/help-subject.ts';
import { parseSubject } from '../../model/help-subject.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { KeptLook } from '../../model/look.ts';

/** What a question of the quiz asks first; null for none, and where it depends on the cluster what is supposed. */
export function findQuestionText({ quiz }: Lesson, id: string | undefined): string | null {
  const found = quiz.find((each) => each.id === id);
  return found === undefined || found.kind === 'after-look' ? null : (found.question[0] ?? null);
}

/** What a subject is called: for people, in the lesson's words. */
export function titleOfSubject(subject: HelpSubject, lesson: Lesson): string {
  switch (subject.about) {
    case 'general':
      return 'the exercise';
    case 'problem':
      return lesson.problems[subject.id].title;
    case 'finding':
      return checks[subject.id].asks;
    case 'task':
      return `task ${subject.task}`;
    case 'hint':
      return `the hints for task ${subject.task}`;
    case 'quiz':
      return findQuestionText(lesson, subject.id) ?? 'a question of the quiz';
    case 'topic':
      return findPassage(lesson, subject.id)?.title ?? 'a topic of the lesson';
  }
}

/** Whether the lesson has what a subject names. */
function isInLesson(subject: HelpSubject, lesson: Lesson): boolean {
  if (subject.about === 'quiz') return lesson.quiz.some(({ id }) => id === subject.id);
  return subject.about !== 'topic' || findPassage(lesson, subject.id) !== null;
}

/** The subject that was typed after `ask`; whatever else was said is about nothing in particular. */
export function subjectOfWords(words: readonly string[], lesson: Lesson): HelpSubject {
  const text = words.join(' ').toLowerCase();
  const names = [text, `problem ${text}`, `finding ${text}`, `task ${text}`, `topic ${text}`];
  const found = names.map(parseSubject).find((each) => each !== null && isInLesson(each, lesson));
  return found ?? { about: 'general' };
}

/** Which task a subject belongs to; null for none. */
function taskOf(subject: HelpSubject, lesson: Lesson): number | null {
  if (subject.about === 'task' || subject.about === 'hint') return subject.task;
  return subject.about === 'quiz' ? (lesson.quiz.find(({ id }) => id === subject.id)?.task ?? null) : null;
}

/** The findings of a look that belong to a subject; where it names none, those that are not as they should be. */
export function findingsFor(subject: HelpSubject, { findings }: KeptLook, lesson: Lesson): KeptLook['findings'] {
  if (subject.about === 'finding') return findings.filter(({ id }) => id === subject.id);
  if (subject.about === 'problem') return [];
  const task = taskOf(subject, lesson);
  if (task !== null) return findings.filter((each) => each.task === task);
  return findings.filter(({ status }) => status !== 'pass' && status !== 'differs');
}
