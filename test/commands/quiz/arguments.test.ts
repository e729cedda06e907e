import { describe, expect, test } from 'vitest';
import { parseQuizRequest } from '../../../src/commands/quiz/arguments.ts';
import * as clusters from '../../support/clusters.ts';
import { classOf } from '../../support/learners.ts';

import { on } from '../../support/quiz-worlds.ts';

describe('what is typed', () => {
  test.each<[string, unknown]>([
    ['', { do: 'next', part: 'all' }],
    ['2', { do: 'next', part: 2 }],
    ['theory', { do: 'next', part: null }],
    ['again', { do: 'again', part: 'all', sure: false }],
    ['again 3', { do: 'again', part: 3, sure: false }],
    ['again yes', { do: 'again', part: 'all', sure: true }],
    ['again theory YES', { do: 'again', part: null, sure: true }],
    ['skipped', { do: 'skipped', part: 'all' }],
    ['stop', { do: 'stop' }],
    ['unsure', { do: 'unsure', id: null }],
    ['write transfer-reach', { do: 'write', id: 'transfer-reach' }],
    ['tick transfer-reach b', { do: 'tick', id: 'transfer-reach', letter: 'b' }],
    ['answer predict-model kubenet', { do: 'answer', words: ['predict-model', 'kubenet'] }],
    ['answer sixty four', { do: 'answer', words: ['sixty', 'four'] }],
    ['skip predict-model', { do: 'skip', id: 'predict-model' }],
    ['show', { do: 'show', id: null }],
  ])('quiz %s', (said, wish) => expect(parseQuizRequest(said.split(' ').filter(Boolean))).toEqual(wish));

  test.each([
    '9',
    'banana',
    'answer',
    'answer predict-model',
    'skip',
    'show',
    'unsure',
    'write',
    'write predict-model',
    'tick',
    'tick transfer-reach',
    'tick transfer-reach a',
    'tick predict-model a',
    'stop it',
    'again no',
    'skip nothing',
    'skip predict-model please',
    'student-12',
    'answer yes',
    'answer nothing yes',
    'answer predict-model blue',
  ])('quiz %s is refused, and nothing is kept', async (said) => {
    const { say, books } = classOf(on(clusters.overlayCilium));
    expect((await say('alice', `quiz ${said}`)).answer.kind).toBe('trouble');
    expect(await books.notebooks.read('alice', 'quiz')).toEqual([]);
  });
});
