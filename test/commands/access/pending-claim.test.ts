// Users with a pending claim, and Troubles in which there is nothing to correct.
import { describe, expect, test } from 'vitest';
import { homeView } from '../../../src/blocks/home.ts';
import { homeFor } from '../../../src/commands/progress/home.ts';
import { troubleAnswer } from '../../../src/commands/trouble-words.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import { homeWords } from '../../../src/words/home.ts';
import { memoryBooks } from '../../support/books.ts';
import { dispatch } from '../../support/dispatch.ts';
import { bareLab, inside } from '../../support/lab.ts';

function labWith(find: Parameters<typeof bareLab>[1]) {
  const books = memoryBooks({ U0ALICE: 'student-07' });
  const lab = bareLab(() => Promise.reject(new Error('not asked')), {
    ...books,
    namespacePattern: '^student-[a-z0-9-]+$',
    instructors: async () => ['U0INGE'],
    ...find,
  });
  const say = async (text: string) => {
    const { answer } = await dispatch(text, inside('U0CAROL'), lab);
    return answer.kind === 'trouble' ? `${answer.message} ${answer.todo}` : answer.kind;
  };
  const home = async () => {
    const shown = await homeFor(inside('U0CAROL'), lab);
    return JSON.stringify(homeView(homeWords(shown, null), 'U0CAROL', null));
  };
  return { books, say, home };
}

const waits = 'Your request for student-09 has waited for an instructor since 2026-11-24 16:40 UTC.';
const unknown = 'I do not know which namespace is yours';

describe('while a request waits', () => {
  test('check and Home say so, and since when; before it they ask for one', async () => {
    const { say, home } = labWith({});
    expect([await say('check'), await home()]).toEqual([
      expect.stringContaining(unknown),
      expect.stringContaining(unknown),
    ]);
    await say('join student-09');
    expect([await say('check'), await say('roster')]).toEqual([
      expect.stringContaining(waits),
      expect.stringContaining(waits),
    ]);
    // On Home the time is one of Slack’s, so that everybody reads it in their own zone.
    expect(await home()).toMatch(/You asked for .*student-09.*"fallback":"2026-11-24 16:40 UTC"/u);
    expect(await home()).not.toContain(unknown);
  });

  test('its healthy neighbours: a request that was refused, and one of somebody else', async () => {
    const { books, say, home } = labWith({});
    await books.roster.change('U0DORA', '2026-11-24T09:00:00.000Z', () => ({
      changes: [{ do: 'ask', claim: 'c1', user: 'U0DORA', namespace: 'student-10' }],
      result: null,
    }));
    expect(await say('check')).toContain(unknown);
    await say('join student-09');
    await books.roster.change('U0INGE', '2026-11-24T17:00:00.000Z', () => ({
      changes: [{ do: 'settle', claim: 'an-id', state: 'refused' }],
      result: null,
    }));
    expect([await say('check'), await home()]).toEqual([
      expect.stringContaining(unknown),
      expect.stringContaining(unknown),
    ]);
  });
});

describe('nothing to correct', () => {
  test('who presses a button of what is gone is told where the rest is', async () => {
    const { say } = labWith({ findPerson: async () => ({ id: 'U0CAROL', role: 'instructor', namespace: null }) });
    expect(await say('answers q-9')).toBe('there is no such question any more. “answers” lists those that wait.');
    expect(await say('roster approve c-9')).toBe(
      'There is no such request any more. “roster” lists who has what, and who waits.',
    );
  });

  test('a question of the quiz that is not there: the quiz goes on', async () => {
    const { say } = labWith({ findPerson: async () => ({ id: 'U0CAROL', role: 'student', namespace: 'student-09' }) });
    expect(await say('quiz skip q-9')).toBe('the quiz has no question “q-9”. “quiz” goes on where you were.');
  });

  test('its healthy neighbour: what can be corrected', () => {
    expect(troubleAnswer(new Trouble('bad-input', { what: 'one task at a time' })).todo).toBe(
      'Correct it and try again.',
    );
  });
});
