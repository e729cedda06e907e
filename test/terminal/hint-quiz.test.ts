import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hintSchema } from '../support/json-schemas/hint.ts';
import { quizSchema } from '../support/json-schemas/quiz.ts';
import { netlab } from '../support/netlab.ts';

const dump = (name: string) => ['--dump', join(import.meta.dirname, '../dumps', name), '-n', 'student-07'];

describe('netlab hint', () => {
  test('the first rung without anything; the others by --rung; the last one reads a source', async () => {
    const first = await netlab(['hint', '2']);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toContain('A hint for task 2\nA first pointer\n');
    expect(first.stdout).not.toContain('Where to look');
    const third = await netlab(['hint', '2', '--rung', '3', '-o', 'json']);
    expect(hintSchema.parse(JSON.parse(third.stdout)).hints.map(({ rung }) => rung)).toEqual(['read']);
    const own = await netlab(['hint', '1', '--rung', '5', ...dump('overlay-cilium'), '-o', 'markdown']);
    expect(own.stdout).toContain('**Nearly the answer**');
    expect(own.stdout).toContain('Pod range: 10.244.0.0/16');
    expect(own.stdout.trimEnd()).toMatch(/\?$/u);
  });

  test.each([
    ['the last one without a source', ['hint', '2', '--rung', '5'], 'no cluster is named'],
    ['a rung that is none', ['hint', '2', '--rung', '6'], 'there are 1 to 5'],
    ['a word as rung', ['hint', '2', '--rung', 'last'], 'there are 1 to 5'],
    ['a task that is none', ['hint', '7'], 'There is no task 7'],
    ['a word as task', ['hint', 'all'], 'There is no task all'],
  ])('%s ends with 2 and one line', async (_, args, said) => {
    const { code, stdout, stderr } = await netlab(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });
});

describe('netlab quiz', () => {
  test('the questions, and with --answers what the cluster shows', async () => {
    const bare = await netlab(['quiz', '1', ...dump('node-subnet')]);
    expect([bare.code, bare.stderr]).toEqual([0, '']);
    expect(bare.stdout).toContain('Task 1, predict (predict-ranges)');
    expect(bare.stdout).not.toMatch(/^ +- (?:Answer|Seen|Why): /mu);
    const full = await netlab(['quiz', ...dump('node-subnet'), '--answers', '-o', 'json']);
    const { questions } = quizSchema.parse(JSON.parse(full.stdout));
    const values = Object.fromEntries(questions.map(({ id, answer }) => [id, answer?.value]));
    expect(values).toMatchObject({
      'predict-ranges': 'yes',
      'predict-model': 'azure-cni-node-subnet',
      'predict-agents': 'no',
      'predict-kube-proxy': 'yes',
      'predict-data-plane': 'kube-proxy',
      'predict-blocks': 'no',
    });
  });

  test('where nothing can be seen nothing is asked, and it says why', async () => {
    const { stdout } = await netlab(['quiz', ...dump('permissions-missing'), '-o', 'json']);
    const { questions, leftOut } = quizSchema.parse(JSON.parse(stdout));
    expect(questions).toEqual([]);
    expect(leftOut.map(({ why }) => why).join()).toContain('a permission is missing');
  });

  test.each([
    ['no source', ['quiz'], 'no cluster is named'],
    ['a word', ['quiz', 'banana', ...dump('kubenet')], '“quiz 2” asks about one task'],
    ['what only Slack keeps', ['quiz', 'again', ...dump('kubenet')], 'name a task or theory'],
  ])('%s ends with 2', async (_, args, said) => {
    const { code, stderr } = await netlab(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  test('help has examples', async () => {
    for (const word of ['hint', 'quiz']) expect((await netlab([word, '--help'])).stdout).toContain('Examples:');
  });
});
