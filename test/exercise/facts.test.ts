// What the lesson rests on, by the age of its last check, at a clock that is given.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeFacts, type FactSheet, listFactsByAge } from '../../tools/facts.ts';
import { lesson } from '../support/lab.ts';

const passage = (id: string, ...checked: readonly string[]): FactSheet['passages'][number] => ({
  id,
  facts: checked.map((day) => ({ says: `${id} ${day}`, source: `where ${id} stands`, checked: day })),
});
const passages = [
  passage('young', '2026-11-30', '2026-12-01'),
  passage('month', '2026-08'),
  passage('edge', '2026-09-02', '2026-09-01'),
];

describe('facts by age', () => {
  test('the oldest first; a month counts from its first day', () => {
    expect(listFactsByAge({ passages }, '2026-12-01').map(({ says, days }) => [says, days])).toEqual([
      ['month 2026-08', 122],
      ['edge 2026-09-01', 91],
      ['edge 2026-09-02', 90],
      ['young 2026-11-30', 1],
      ['young 2026-12-01', 0],
    ]);
  });

  test('those older than 90 days stand first, with passage and source', () => {
    expect(describeFacts(listFactsByAge({ passages }, '2026-12-01'), '2026-12-01')).toMatchInlineSnapshot(`
      "5 facts on 2026-12-01

      older than 90 days: 2
        2026-08     122 days  month
            month 2026-08
            where month stands
        2026-09-01   91 days  edge
            edge 2026-09-01
            where edge stands

      90 days or younger: 3
        2026-09-02   90 days  edge
            edge 2026-09-02
            where edge stands
        2026-11-30     1 day  young
            young 2026-11-30
            where young stands
        2026-12-01    0 days  young
            young 2026-12-01
            where young stands
      "
    `);
  });

  test('by another clock others are old; a day to come is named, since it cannot be', () => {
    const at = (today: string) => describeFacts(listFactsByAge({ passages }, today), today);
    expect(at('2027-03-02')).toContain('older than 90 days: 5');
    expect(at('2026-08-15')).toContain('checked on a day to come, which cannot be: 4');
    expect(at('2026-08-15')).toContain('90 days or younger: 1');
  });
});

describe('the lesson that comes with netlab', () => {
  test('each passage has facts, each with a dated source', () => {
    const all = listFactsByAge(lesson, '2026-12-01');
    expect(new Set(all.map((each) => each.passage))).toEqual(new Set(lesson.passages.map(({ id }) => id)));
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ source }) => !/\(.*(?:19|20)\d\d.*\)$/u.test(source))).toEqual([]);
  });

  test('what is said in two facts of one passage is said once', () => {
    const counted = lesson.passages.map(({ id, facts }) => [id, facts.length]);
    expect(lesson.passages.map(({ id, facts }) => [id, new Set(facts.map(({ says }) => says)).size])).toEqual(counted);
    expect(counted.length).toBeGreaterThan(80);
  });
});

describe('npm run facts', () => {
  const script = join(import.meta.dirname, '../../tools/facts.ts');

  test('counts from the day that it is told', () => {
    const printed = execFileSync(process.execPath, [script, '--today', '2030-01-01'], { encoding: 'utf8' });
    expect(printed).toMatch(/^\d{3} facts on 2030-01-01\n\nolder than 90 days: \d{3}\n/u);
    expect(printed).toContain('  nsg\n');
    expect(printed).not.toContain('or younger');
  });

  test.each(['soon', '2026-13-01', '2026-12'])('a day that is none is refused: %s', (day) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [script, '--today', day], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`--today needs a day such as 2026-12-01, not ${day}\n`);
  });
});
