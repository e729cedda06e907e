import { expect, test } from 'vitest';
import { nearestWord } from '../../../src/commands/input/spelling.ts';

test.each([
  ['chekc', 'check'],
  ['explian', 'explain'],
  ['hlep', 'help'],
  ['zebra', null],
  ['', null],
])('%j is near %j', (word, found) => expect(nearestWord(word, ['check', 'explain', 'help'])).toBe(found));
