// A bot runs for months: what it says of a day changes with its clock, wherever the day is said.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLab } from '../../src/app/lab.ts';
import { openLesson } from '../../src/app/lesson.ts';
import { runAdmittedCommand } from '../../src/commands/dispatch.ts';
import { parseCommand } from '../../src/commands/parse-command.ts';
import { plainStyle } from '../../src/report/style.ts';
import { toText } from '../../src/terminal/write-answer.ts';
import { memoryBooks } from '../support/books.ts';
import * as clusters from '../support/clusters.ts';
import { type Llm, startLlm } from '../support/llm.ts';
import { snapshotOf } from '../support/objects.ts';
import { choosing, tutorAt } from '../support/tutors.ts';

const clocks = [
  ['2028-03-30T12:00:00.000Z', 'ends'],
  ['2028-03-31T12:00:00.000Z', 'ends'],
  ['2028-04-01T00:00:00.000Z', 'ended'],
] as const;

let llm: Llm;
beforeAll(async () => {
  llm = await startLlm();
});
afterAll(() => llm.close());

/** One lab that runs on while its clock is set; what it answers, as text. */
function runningLab() {
  let now: string = clocks[0][0];
  const by = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;
  const lab = createLab(
    openLesson(null, () => now),
    (namespace) => snapshotOf(clusters.overlayCilium, namespace),
    {
      ...memoryBooks({ U0ALICE: 'student-07' }),
      findPerson: async () => by,
      newIdAndTime: () => ({ id: 'i', at: now }),
    },
    tutorAt(llm.url),
  );
  const say = (text: string, at: string) => {
    now = at;
    return runAdmittedCommand(parseCommand(text), by, lab);
  };
  const read = async (text: string, at: string) => {
    const { answer } = await say(text, at);
    if (answer.kind !== 'explain' && answer.kind !== 'plan') throw new Error(`a text was wanted, not ${answer.kind}`);
    return toText(answer, plainStyle).replaceAll(/\s+/gu, ' ');
  };
  return { lab, say, read };
}

describe('the same lab on three days', () => {
  test.each([
    'explain kubenet-retirement',
    'explain when is kubenet retired?',
    'explain kubenet',
    'plan kubenet 5 nodes',
  ])('%s', async (text) => {
    const { read } = runningLab();
    for (const [at, verb] of clocks) {
      expect(await read(text, at)).toContain(`${verb} on 31 March 2028`);
    }
  });

  test('the picture of the models', async () => {
    const { say } = runningLab();
    for (const [at, verb] of clocks) {
      const { picture } = await say('picture models', at);
      expect(JSON.stringify(picture)).toContain(`AKS’s support for kubenet ${verb} on 31 March 2028.`);
    }
  });

  test('what a language model chose once and what is kept of it', async () => {
    const { read, lab } = runningLab();
    llm.answer = () => choosing('passage/kubenet-retirement');
    for (const [at, verb] of clocks) {
      expect(await read('explain zebra crossings of the month', at)).toContain(`${verb} on 31 March 2028`);
    }
    expect(lab.tutorMetrics().find(({ name }) => name === 'cached')?.count).toBe(2);
  });

  test('a lesson of the same day is the same one, so that it is searched without indexing it anew', () => {
    let now: string = clocks[0][0];
    const lesson = openLesson(null, () => now);
    const first = lesson();
    now = '2028-03-30T23:00:00.000Z';
    expect(lesson()).toBe(first);
    now = clocks[1][0];
    expect(lesson()).not.toBe(first);
  });
});
