import { z } from 'zod';
import { describeEnd } from '../model/time.ts';
import { type LessonFile, lessonError } from './front-matter.ts';

// `{ends: 2028-03-31}`. A placeholder (`{{addresses}}`) has no colon, and front matter in braces has more than one entry.
const dated = /\{[ \t]*([a-z]+)[ \t]*:[ \t]*([^{},\n]*?)[ \t]*\}/giu;

const calendarDay = z.iso.date();

/**
 * A file with each `{ends: 2028-03-31}` as words that hold at `now` (ISO): an author writes the day, and the clock the
 * tense. No line moves. @throws Trouble with file and line for a day that there is not, and for another word than `ends`
 */
export function wordDates({ name, text }: LessonFile, now: string): LessonFile {
  const worded = text.replaceAll(dated, (whole: string, word: string, day: string, at: number) => {
    const isEnd = word === 'ends';
    if (!isEnd && !/^\d{4}-/u.test(day)) return whole;
    const line = text.slice(0, at).split('\n').length;
    if (!isEnd) throw lessonError(name, line, `"${whole}" is no date: write {ends: ${day}}`);
    if (!calendarDay.safeParse(day).success) throw lessonError(name, line, `ends: "${day}" must be a day, 2028-03-31`);
    return describeEnd(day, now);
  });
  return { name, text: worded };
}
