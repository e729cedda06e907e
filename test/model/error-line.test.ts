import { expect, test } from 'vitest';
import { firstLineOf } from '../../src/model/error-line.ts';

test.each([
  ['one line', new Error('it broke'), 'it broke'],
  ['the first of several lines', new Error('it broke\nhere\nand there'), 'it broke'],
  ['the name of an error without words', new TypeError(''), 'TypeError'],
  ['the name of one whose first line is empty', new RangeError('\nbelow'), 'RangeError'],
  ['the first of several errors', new AggregateError([new Error('refused\n::1'), new Error('late')], ''), 'refused'],
  ['the own words of several', new AggregateError([new Error('refused')], 'both failed'), 'both failed'],
  ['the name of none of several', new AggregateError([], ''), 'AggregateError'],
  ['what is no error', 'a word\nand more', 'a word'],
  ['nothing at all', undefined, 'no reason given'],
])('%s', (_, error, line) => {
  expect(firstLineOf(error)).toBe(line);
});
