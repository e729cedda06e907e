import { describe, expect, test } from 'vitest';
import { opensForm, runAdmittedCommand } from '../../../src/commands/dispatch.ts';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import type { NewHelpRequest } from '../../../src/model/help-request.ts';
import { blockFaults } from '../../../src/playground/slack/validate/blocks.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { memoryBooks } from '../../support/books.ts';
import { offersOf } from '../../support/dispatch.ts';
import { bareLab } from '../../support/lab.ts';

const inge = { id: 'U0INGE', role: 'instructor', namespace: null } as const;

const question = (index: number): NewHelpRequest => ({
  id: `q-${index}`,
  user: `U${index}`,
  namespace: `student-${String(index).padStart(2, '0')}`,
  subject: { about: 'problem', id: 'no-egress' },
  at: new Date(Date.UTC(2026, 10, 24, 9, index)).toISOString(),
  evidence: { readAt: '2026-11-24T08:00:00.000Z', rows: [], reports: [] },
});

async function listed(waiting: number, words: readonly string[]) {
  const assignments = Array.from({ length: waiting }, (_, i) => [question(i + 1).user, question(i + 1).namespace]);
  const books = memoryBooks(Object.fromEntries(assignments));
  for (let index = 1; index <= waiting; index++) await books.helpRequests.ask(question(index), []);
  const lab = bareLab(() => Promise.reject(new Error('not asked')), books);
  const outcome = await runAdmittedCommand({ command: 'answers', words }, inge, lab);
  const { answer, next = [], menu } = outcome;
  const { text, blocks } = answerMessage(answer, { next, by: inge.id, ...(menu ? { menu } : {}) });
  expect(blockFaults(blocks)).toEqual([]);
  const labels = next.map(({ label }) => label);
  const says = offersOf(outcome).map(({ command }) => command);
  return { text, labels, drawn: JSON.stringify(blocks), says };
}

describe('answers', () => {
  test('every question can be chosen on some page', async () => {
    const pages = await Promise.all(['1', '2', '3', '4'].map((page) => listed(40, [page])));
    const buttons = pages.flatMap(({ says }) => says.filter((say) => say.startsWith('answers q-')));
    expect(buttons).toEqual(Array.from({ length: 40 }, (_, index) => `answers q-${index + 1}`));
    for (const { text } of pages) expect(text).toContain('40 students wait for an answer.');
  });

  test('a page names what comes before and after, and leads there', async () => {
    const [first, second, last] = await Promise.all([[], ['2'], ['3']].map((words) => listed(25, words)));
    expect(first?.labels).toEqual(['Next']);
    expect(second?.labels).toEqual(['Back', 'Next']);
    expect(last?.labels).toEqual(['Back']);
    expect(second?.drawn).toContain('10 come before these.');
    expect(second?.drawn).toContain('5 more come after these.');
    expect(second?.text).toContain('student-11');
    expect(second?.text).not.toContain('student-10');
  });

  test('its healthy neighbours: few questions, none, and a page behind the last one', async () => {
    const few = await listed(10, []);
    expect([few.labels, few.says.length]).toEqual([[], 10]);
    expect((await listed(1, [])).labels).toEqual(['Answer']);
    expect((await listed(0, ['7'])).text).toBe('Nobody waits for an answer.');
    expect((await listed(11, ['9999'])).labels).toEqual(['Answer', 'Back']);
  });

  test('a page opens no form, a question does', () => {
    expect(['answers 2', 'answers', 'answers q-1'].map((text) => opensForm(parseCommand(text)))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
