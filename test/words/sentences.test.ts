import { describe, expect, test } from 'vitest';
import type { Medium } from '../../src/model/doc.ts';
import { answerDoc } from '../../src/words/index.ts';

const verdictOf = (message: string, medium: Medium) =>
  answerDoc({ kind: 'trouble', message, todo: 'Do this.' }, medium).verdict;

describe('a refusal', () => {
  test.each([
    ['which namespace is yours?', 'Which namespace is yours?'],
    ['there is no Pod “web”.', 'There is no Pod “web”.'],
    // Names, files and options are no words of a sentence.
    ['student-07 belongs to somebody else.', 'student-07 belongs to somebody else.'],
    ['in/nodes.txt is a table.', 'in/nodes.txt is a table.'],
    ['--nodes is named twice.', '--nodes is named twice.'],
    ['“zebra” is not a namespace of this class.', '“zebra” is not a namespace of this class.'],
    ['You have student-07 already.', 'You have student-07 already.'],
  ])('%s begins in Slack as %s', (message, said) => {
    expect(verdictOf(message, 'slack')).toEqual([{ text: said, style: 'bold' }]);
  });

  test('in a terminal it goes on behind the name of the program', () => {
    expect(verdictOf('which namespace is yours?', 'terminal')).toEqual([
      { text: 'which namespace is yours?', style: 'bold' },
    ]);
  });
});
