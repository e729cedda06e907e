// A student's words on their way to the instructors: none is lost, and none for the class tells whose it is.
import { describe, expect, test } from 'vitest';
import { sendQuestion, type WrittenQuestion } from '../../../src/commands/help-request/student.ts';
import type { Lab } from '../../../src/model/lab.ts';
import { markAllTold, walkLab } from '../../support/walk-lab.ts';

const alice = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;

function asking() {
  const { lab, books } = walkLab();
  const ask = (words: string, rest: Partial<WrittenQuestion> = {}, own: Lab = lab) =>
    sendQuestion({ subject: { about: 'general' }, words, forClass: false, ...rest }, alice, own);
  const lines = () => books.kept.conversations.lines.map(({ kind, to, words }) => [kind, to, words]);
  return { lab, books, ask, lines };
}

const first = ['ask', 'U0INGE', 'Why?'];

describe('a token among the words', () => {
  test.each([
    'my token is eyJhbGciOiJSUzI1NiIsImtpZCI6.eyJpc3MiOiJrdWJlcm5ldGVz, why?',
    'kind: Secret\ndata:\n  password: aHVudGVyMg==',
    '-----BEGIN RSA PRIVATE KEY-----',
  ])('goes to nobody, and its owner is told: %s', async (words) => {
    const { ask, lines } = asking();
    const refused = await ask(words).catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'bad-input' });
    expect(JSON.stringify(Object(refused).detail)).toContain('nothing was sent');
    expect(JSON.stringify(Object(refused).detail)).not.toContain('eyJ');
    expect(lines()).toEqual([]);
  });

  test('its neighbour only speaks of one', async () => {
    const { ask, lines } = asking();
    await ask('Where do I get a token: from you?');
    expect(lines()).toEqual([['ask', 'U0INGE', 'Where do I get a token: from you?']]);
  });
});

describe('a second question about the same', () => {
  test('while the first one is on its way adds its words; its neighbour without words adds nothing', async () => {
    const { ask, lines } = asking();
    await ask('Why?');
    await ask('');
    expect(lines()).toEqual([first]);
    const { conversation, audit } = await ask('And how?');
    expect(lines()).toEqual([first, ['student', 'U0INGE', 'And how?']]);
    expect([conversation, [audit].flat().length]).toEqual(['id1', 1]);
  });

  test('that arrives between two looks is not lost either, and one that was told says that nothing went out', async () => {
    const { lab, books, ask, lines } = asking();
    await ask('Why?');
    const before = structuredClone(await books.helpRequests.find('id1'));
    await markAllTold(books);
    if (before === null) throw new Error('no question');
    const late = { ...lab, helpRequests: { ...lab.helpRequests, ask: async () => before } };
    await ask('And how?', {}, late);
    expect(lines()).toEqual([['student', 'U0INGE', 'And how?']]);
    expect((await ask('A third.')).answer).toMatchObject({ note: 'You asked before. Nothing was sent twice.' });
    expect(lines()).toHaveLength(1);
  });

  test('that was settled between two looks says that nothing was sent', async () => {
    const { lab, books, ask, lines } = asking();
    await ask('Why?');
    const before = structuredClone(await books.helpRequests.find('id1'));
    if (before === null) throw new Error('no question');
    await books.helpRequests.change('id1', (found) => ({
      request: { ...found, state: 'solved' },
      lines: [],
      result: null,
    }));
    const late = { ...lab, helpRequests: { ...lab.helpRequests, ask: async () => before } };
    await expect(ask('And how?', {}, late)).rejects.toMatchObject({
      kind: 'bad-input',
      detail: { what: 'this question was settled meanwhile, so nothing was sent' },
    });
    expect(lines()).toEqual([first]);
  });
});

describe('words for the class', () => {
  test('stand under an id of their own, on a day; those of a second question too', async () => {
    const { books, ask } = asking();
    await ask('Why?', { forClass: true });
    await ask('And how?', { forClass: true });
    await ask('Between us.');
    const { questions } = await books.helpRequests.forClass();
    expect(questions.map(({ words, day }) => [words, day])).toEqual([
      ['And how?', '2026-11-24T00:00:00.000Z'],
      ['Why?', '2026-11-24T00:00:00.000Z'],
    ]);
    expect([...books.kept.conversations.requests.keys()]).toEqual(['id1']);
    expect(questions.map(({ id }) => id).filter((id) => books.kept.conversations.requests.has(id))).toHaveLength(0);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(2);
  });
});
