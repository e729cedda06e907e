import { describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands/index.ts';
import { interpretAsCommand } from '../../../src/commands/input/free-text.ts';

describe('free text', () => {
  const known = commands.map(({ word }) => word);
  test.each([
    ['why is my pod not reachable?', 'explain why is my pod not reachable?'],
    ['what is nat', 'explain what is nat'],
    ['node has no address', 'explain node has no address'],
    ['i dont understand anything', 'explain i dont understand anything'],
    ['ask my instructor', 'explain ask my instructor'],
    ['walk my pod cant reach internet', 'walk'],
    // What is a command, or one but for a slip, stays so; so does what is too short for a question.
    ['check 2 student-07', 'check 2 student-07'],
    ['chekc 2 student-07', 'chekc 2 student-07'],
    ['raech web 10.0.0.1 80 now', 'raech web 10.0.0.1 80 now'],
    ['zebra crossing', 'zebra crossing'],
    // Who greets is shown what there is; a greeting before a question leaves it a question.
    ['Hello', 'help'],
    ['hi!', 'help'],
    ['hello netlab', 'help'],
    ['hello why is my pod not reachable?', 'explain hello why is my pod not reachable?'],
    ['tell', 'tell'],
    ['helo', 'helo'],
    ['walk no-egress', 'walk no-egress'],
    ['walk no-egrss if you please', 'walk no-egrss if you please'],
    ['walk saw 2 #3-ab', 'walk saw 2 #3-ab'],
    ['', ''],
  ])('%s', (text, meant) =>
    expect(
      interpretAsCommand(
        text.split(' ').filter((word) => word !== ''),
        known,
      ).join(' '),
    ).toBe(meant),
  );
});
