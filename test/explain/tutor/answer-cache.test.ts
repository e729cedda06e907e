import { expect, test } from 'vitest';
import { createAnswerCache } from '../../../src/explain/tutor/answer-cache.ts';

test('no more than so many are kept, the oldest goes first; each as long as it lasts', async () => {
  let now = 0;
  const kept = createAnswerCache<string>(2, () => now);
  for (const key of ['a', 'b', 'c'])
    await kept.ask(
      key,
      async () => key,
      () => 10,
    );
  expect(['a', 'b', 'c'].map((key) => kept.find(key)?.value ?? null)).toEqual([null, 'b', 'c']);
  now = 9;
  expect(kept.find('b')?.value).toBe('b');
  now = 10;
  expect(kept.find('b')).toBeNull();
});

test('what is not to last is not kept', async () => {
  const kept = createAnswerCache<string>(2, () => 0);
  expect(
    await kept.ask(
      'a',
      async () => 'x',
      () => 0,
    ),
  ).toBe('x');
  expect(kept.find('a')).toBeNull();
});

test('what was used last stays, and what was not used for longest goes', async () => {
  const answers = createAnswerCache<string>(2, () => 0);
  const store = (key: string) =>
    answers.ask(
      key,
      async () => key,
      () => 10,
    );
  await store('a');
  await store('b');
  expect(answers.find('a')?.value).toBe('a');
  await store('c');
  expect(['a', 'b', 'c'].map((key) => answers.find(key)?.value ?? null)).toEqual(['a', null, 'c']);
});
