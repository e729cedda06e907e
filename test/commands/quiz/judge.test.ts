// Answers in somebody's own words: equal values are equal however they are written, and what cannot be read is not judged.
import { describe, expect, test } from 'vitest';
import { judgeOpenAnswer } from '../../../src/commands/quiz/judge.ts';
import { readNumber } from '../../../src/commands/quiz/read-number.ts';
import type { ExpectedAnswer } from '../../../src/model/quiz.ts';

describe('a number', () => {
  test.each<[string, number | null]>([
    ['651', 651],
    ['651 addresses', 651],
    ['it is 64.', 64],
    ['64,', 64],
    ['“64”', 64],
    ['1,000', 1000],
    ['21 + 21*30', 651],
    ['21 + 21 × 30', 651],
    ['21+21x30', 651],
    ['21 nodes + 21 x 30 Pods', 651],
    ['21 + 21*30 = 651', 651],
    ['= 651 addresses', 651],
    ['21 * (1 + 30)', 651],
    ['651 = 21 + 21 * 30', 651],
    ['21 + 630 = 21 + 21 * 30 = 651', 651],
    ['x = 651', 651],
    ['630 = 21 + 21 * 30', null],
    ['650 = 651', null],
    ['651 = many 7 8', null],
    ['it is 651, isn’t it', null],
    ["isn't 651", null],
    ['isnt 651', null],
    ['nicht 651', null],
    ['keine 651', null],
    ['at most 651', null],
    ['mindestens 651', null],
    ['about 651', null],
    ['651 million', null],
    ['1.024', null],
    ['1.0245', 1.0245],
    ['1.5', 1.5],
    ['1,024', 1024],
    ['the answer notes 651', 651],
    ['2^6', 64],
    ['2^(24-18)', 64],
    ['128/2', 64],
    ['100 - 30 - 6', 64],
    ['٦٤', null],
    ['sixty-four', null],
    ['six hundred fifty one', null],
    ['6,4', null],
    ['1,00', null],
    ['-64', null],
    ['64%', null],
    ['64k', null],
    ['not 64', null],
    ['more than 64', null],
    ['64 or 65', null],
    ['10.64.0.0/24', null],
    ['(64', null],
    ['64)', null],
    ['1/0', null],
    ['64 +', null],
    ['', null],
    ['1+'.repeat(200), null],
  ])('“%s” is %s', (typed, value) => expect(readNumber(typed)).toBe(value));
});

const formula: ExpectedAnswer = {
  kind: 'number',
  from: { formula: 'node-subnet', nodes: 20, surge: 1, maxPods: 30 },
  near: [{ value: '630', because: 'the nodes’ own addresses are missing' }],
};
const blocks: ExpectedAnswer = {
  kind: 'number',
  from: { formula: 'nodes-in-pod-cidr', podCidr: '10.100.0.0/18' },
  near: [],
};
const address: ExpectedAnswer = {
  kind: 'address',
  within: '10.244.7.0/24',
  near: [
    { value: '10.244.7.19/32', because: 'it is taken' },
    { value: '10.244.0.0/16', because: 'another node' },
  ],
};
const range: ExpectedAnswer = {
  kind: 'range',
  value: '10.244.0.0/16',
  near: [{ value: '10.0.0.0/16', because: 'that is for Services' }],
};

describe('what is judged', () => {
  test.each<[ExpectedAnswer, string, boolean, string | null]>([
    [formula, '651 addresses', true, null],
    [formula, '21 + 21*30', true, null],
    [formula, '21 × 30', false, 'the nodes’ own addresses are missing'],
    [formula, '12', false, null],
    [blocks, '2^6', true, null],
    [blocks, '65', false, null],
    [address, '10.244.7.20', true, null],
    [address, 'for example 10.244.7.20.', true, null],
    [address, '10.244.7.20, yes 10.244.7.20', true, null],
    [address, '10.244.7.19', false, 'it is taken'],
    [address, '10.244.8.20', false, 'another node'],
    [address, '10.9.8.7', false, 'it lies outside of 10.244.7.0/24'],
    [address, 'fd00::1', false, 'it lies outside of 10.244.7.0/24'],
    [range, '10.244.0.0/16', true, null],
    [range, '10.244.3.4/16, I think', true, null],
    [range, '10.0.0.0/16', false, 'that is for Services'],
    [range, '10.0.0.0/8', false, 'it is wider than that'],
    [range, '10.244.7.0/24', false, 'it is only a part of it'],
    [range, '10.9.0.0/16', false, null],
  ])('%o: %s', (expects, typed, right, because) => {
    expect(judgeOpenAnswer(typed, expects)).toMatchObject({ right, because });
  });

  test.each<[ExpectedAnswer, string, string]>([
    [formula, 'many', 'I could not read one number in your answer'],
    [address, 'not 10.244.7.5', 'I could not read one address in your answer'],
    [address, 'nicht 10.244.7.5', 'I could not read one address in your answer'],
    [address, '10.244.7.5 or 10.9.8.7', 'I could not read one address in your answer'],
    [address, '10.244.7.5|10.9.8.7', 'I could not read one address in your answer'],
    [range, 'not 10.244.0.0/16', 'I could not read one range in your answer'],
    [range, '10.244.0.0/16 or 10.9.0.0/16', 'I could not read one range in your answer'],
    [formula, '650 = 651', 'I could not read one number in your answer'],
    [address, '10.244.7', 'I could not read one address in your answer'],
    [address, '10.244.7.0/24', 'I could not read one address in your answer'],
    [range, '10.244.0.0', 'I could not read one range in your answer'],
    [range, '10.244.0.0/255.255.0.0', 'I could not read one range in your answer'],
  ])('%o: “%s” is refused, never judged', (expects, typed, what) => {
    expect(() => judgeOpenAnswer(typed, expects)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ what }) }),
    );
  });

  test('the steps are those of the plan', () => {
    expect(judgeOpenAnswer('1', formula).steps).toBe('21 + 21 × 30 = 651');
    expect(judgeOpenAnswer('1', blocks).steps).toBe('2^(24 − 18) = 64');
  });
});
