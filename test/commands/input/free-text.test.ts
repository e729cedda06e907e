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
    // Who wants a human is led to one, in English and in German.
    ['ask my instructor', 'ask'],
    ['how do i ask my teacher', 'ask'],
    ['can i contact the instructor please', 'ask'],
    ['I am stuck, please help', 'ask'],
    ['i’m stuck', 'ask'],
    ['I am stuck at task 2', 'ask task 2'],
    ['help me please, nothing works', 'ask'],
    ['I need help', 'ask'],
    ['can somebody help me?', 'ask'],
    ['nothing works', 'ask'],
    ['ich komme nicht weiter', 'ask'],
    ['Ich komme hier nicht mehr weiter', 'ask'],
    ['ich brauche Hilfe!', 'ask'],
    ['kann mir jemand helfen', 'ask'],
    // A question with such words in it stays one.
    ['which range does the instructor use for the nodes', 'explain which range does the instructor use for the nodes'],
    ['i am stuck with kube-proxy, how does it work?', 'explain i am stuck with kube-proxy, how does it work?'],
    ['help me understand overlay', 'help me understand overlay'],
    ['help', 'help'],
    ['nothing outside answers a pod', 'explain nothing outside answers a pod'],
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
