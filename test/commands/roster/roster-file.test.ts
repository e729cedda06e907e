import { describe, expect, test } from 'vitest';
import { parseRosterFile } from '../../../src/commands/roster/csv.ts';

describe('NETLAB_ROSTER', () => {
  test.each([
    ['plain', 'user,namespace\nU012,student-07\nW912,student-08\n'],
    [
      'Windows line ends, blanks, a byte order mark',
      '\uFEFFuser , namespace\r\n U012 , student-07\r\n\r\nW912,student-08',
    ],
    ['columns in another order, one more', 'namespace,name,user\nstudent-07,"Alice, A.",U012\nstudent-08,Bob,W912\n'],
    ['no header', 'U012,student-07\nW912,student-08\n'],
    ['semicolons, as Excel has them in half of Europe', 'user;namespace\nU012;student-07\nW912;student-08\n'],
    ['tabs, as they come from a sheet', 'U012\tstudent-07\nW912\tstudent-08\n'],
  ])('%s', (_, text) => {
    expect(parseRosterFile(text, 'r.csv', 1)).toEqual([
      { user: 'U012', namespace: 'student-07' },
      { user: 'W912', namespace: 'student-08' },
    ]);
  });

  test.each([
    ['a name for an id', 'user,namespace\n@alice,student-07\n', 'r.csv:2: alice is no Slack user id'],
    ['a namespace that cannot be one', 'user,namespace\nU012,Student 7\n', 'r.csv:2: it needs a namespace'],
    ['a user twice', 'user,namespace\nU012,student-07\nU012,student-08\n', 'r.csv:3: U012 stands twice'],
    [
      'a namespace twice',
      'user,namespace\nU012,student-07\nU013,student-07\n',
      'r.csv:3: student-07 stands more than 1 times',
    ],
    ['a line too short', 'user,namespace\nU012\n', 'r.csv:2: it needs a namespace'],
    ['two faults at once', 'user,namespace\nx,student-07\nU012,X\n', 'r.csv:3'],
  ])('%s is refused with its line', (_, text, said) => {
    expect(() => parseRosterFile(text, 'r.csv', 1)).toThrow(said);
  });

  test('what is no id is asked for as an id: nobody is looked up at the start', () => {
    const said = () => parseRosterFile('user,namespace\nAlice Doe,student-07\n', 'r.csv', 1);
    expect(said).toThrow('r.csv:2: it needs a Slack user id such as U012ABCDEF');
    expect(said).not.toThrow(/@name|e-mail/u);
  });

  test('a namespace twice is right where the class works in pairs', () => {
    expect(parseRosterFile('U012,student-07\nU013,student-07', 'r.csv', 2)).toHaveLength(2);
    expect(() => parseRosterFile('U012,student-07\nU013,student-07\nU014,student-07', 'r.csv', 2)).toThrow('r.csv:3');
  });
});
