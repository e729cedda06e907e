import { describe, expect, test } from 'vitest';
import { parseRoster } from '../../src/store/roster.ts';

describe('a roster', () => {
  test.each([
    ['plain', 'user,namespace\nU012,student-07\nW9,student-08\n'],
    [
      'Windows line ends, blanks, a byte order mark',
      '\uFEFFuser , namespace\r\n U012 , student-07\r\n\r\nW9,student-08',
    ],
    ['columns in another order, one more', 'namespace,name,user\nstudent-07,"Alice, A.",U012\nstudent-08,Bob,W9\n'],
  ])('%s', (_, text) => {
    expect([...parseRoster(text, 'r.csv')]).toEqual([
      ['U012', 'student-07'],
      ['W9', 'student-08'],
    ]);
  });

  test.each([
    ['a name for an id', 'user,namespace\n@alice,student-07\n', 'r.csv:2: user needs a Slack user id'],
    ['a namespace that cannot be one', 'user,namespace\nU1,Student 7\n', 'r.csv:2: namespace needs a namespace'],
    ['a user twice', 'user,namespace\nU1,student-07\nU1,student-08\n', 'r.csv:3: U1 stands twice'],
    ['a namespace twice', 'user,namespace\nU1,student-07\nU2,student-07\n', 'r.csv:3: student-07 stands twice'],
    ['no header', 'U1,student-07\nU2,student-08\n', 'r.csv:2: user'],
    ['a line too short', 'user,namespace\nU1\n', 'r.csv:2: not a CSV'],
    ['two faults at once', 'user,namespace\nx,student-07\nU1,X\n', 'r.csv:3'],
  ])('%s is refused with its line', (_, text, said) => {
    expect(() => parseRoster(text, 'r.csv')).toThrow(said);
  });
});
