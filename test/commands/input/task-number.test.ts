import { expect, test } from 'vitest';
import { parseTaskNumber } from '../../../src/commands/input/task-number.ts';

test.each([
  ['1', 1],
  ['task3', 3],
  ['#2', 2],
  ['student-07', null],
])('task %s', (word, task) => expect(parseTaskNumber(word)).toBe(task));
