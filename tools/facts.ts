// npm run facts: each fact of the lesson by the age of its last check, those older than 90 days first. `--today 2026-12-01`
// counts from that day and not from the clock's; NETLAB_EXERCISE names another lesson.
import { parseArgs } from 'node:util';
import { readClock } from '../src/app/clock.ts';
import { openLesson } from '../src/app/lesson.ts';
import type { CheckedFact, Passage } from '../src/model/lesson.ts';
import { Trouble } from '../src/model/trouble.ts';

/** A fact with the passage that rests on it; `days` since it was checked, below 0 where that day is still to come. */
export type AgedFact = CheckedFact & { readonly passage: string; readonly days: number };

/** How old a check may be, in days. */
export const maxDays = 90;

const dayMs = 24 * 60 * 60_000;

/** Where only the month is known, the check counts as made on its first day: it is never taken for younger than it is. */
function daysSince(checked: string, today: string): number {
  const day = checked.length === '2026-08'.length ? `${checked}-01` : checked;
  return Math.round((Date.parse(today) - Date.parse(day)) / dayMs);
}

/** What of a lesson holds its facts. */
export type FactSheet = { readonly passages: readonly Pick<Passage, 'id' | 'facts'>[] };

/** The facts of a lesson, the oldest check first; those of one age in the lesson's order. `today` is `2026-12-01`. */
export function listFactsByAge({ passages }: FactSheet, today: string): readonly AgedFact[] {
  const all = passages.flatMap(({ id, facts }) =>
    facts.map((fact) => ({ ...fact, passage: id, days: daysSince(fact.checked, today) })),
  );
  return all.toSorted((a, b) => b.days - a.days);
}

function describeFact({ passage, days, checked, says, source }: AgedFact): string {
  const age = `${days} ${days === 1 ? 'day' : 'days'}`;
  return `  ${checked.padEnd(10)}  ${age.padStart(8)}  ${passage}\n      ${says}\n      ${source}`;
}

/** The list as text. What is said to have been checked on a day to come stands first: it cannot be. */
export function describeFacts(all: readonly AgedFact[], today: string): string {
  const groups = [
    { title: 'checked on a day to come, which cannot be', facts: all.filter(({ days }) => days < 0) },
    { title: `older than ${maxDays} days`, facts: all.filter(({ days }) => days > maxDays) },
    { title: `${maxDays} days or younger`, facts: all.filter(({ days }) => days >= 0 && days <= maxDays) },
  ].filter(({ facts }) => facts.length > 0);
  const parts = groups.map(({ title, facts }) => [`${title}: ${facts.length}`, ...facts.map(describeFact)].join('\n'));
  return `${[`${all.length} facts on ${today}`, ...parts].join('\n\n')}\n`;
}

/** The list for a day. @throws Trouble `bad-input` for a day that is none, `bad-config` for a lesson with a fault */
function factsOn(today: string): string {
  if (!/^\d{4}-\d\d-\d\d$/u.test(today) || Number.isNaN(Date.parse(today)))
    throw new Trouble('bad-input', { what: `--today needs a day such as 2026-12-01, not ${today}` });
  const lesson = openLesson(process.env.NETLAB_EXERCISE || null, () => today)();
  return describeFacts(listFactsByAge(lesson, today), today);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { today: { type: 'string' } } });
  try {
    process.stdout.write(factsOn(values.today ?? readClock().slice(0, 10)));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    process.stderr.write(`${error.detail.what}\n`);
    process.exitCode = 2;
  }
}
