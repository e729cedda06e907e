// How far somebody is, from what their checks came to: the newest look counts, in the namespace that is theirs now.
import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { attemptOf, progressOf } from '../../../src/commands/learning/attempts.ts';
import type { FindingCode, Status } from '../../../src/model/finding.ts';
import type { Attempt, ProblemLook } from '../../../src/model/progress.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { progressDoc } from '../../../src/words/progress.ts';
import { memoryBooks } from '../../support/books.ts';
import * as clusters from '../../support/clusters.ts';
import { dispatch } from '../../support/dispatch.ts';
import { bareLab, inside, lesson } from '../../support/lab.ts';
import { forbidden, snapshotOf } from '../../support/objects.ts';

const tasks = {
  1: ['node-addresses', 'pods-outside-node-range'],
  2: ['cilium-agents', 'kube-proxy-absent'],
  3: ['networkmonitor-configmap', 'node-annotations', 'pod-cidr-per-node'],
} as const satisfies Record<number, readonly FindingCode[]>;

const all = [...tasks[1], ...tasks[2], ...tasks[3]];

/** An attempt at a minute, at a task or at all of them, whose findings have one status but where others are named. */
function attempt(
  minute: number,
  task: Attempt['task'],
  status: Status,
  more: Partial<Attempt> & { readonly other?: Partial<Record<FindingCode, Status>> } = {},
): Attempt {
  const { other = {}, ...rest } = more;
  const codes = task === null ? all : tasks[task];
  return {
    user: 'U0ALICE',
    namespace: 'student-07',
    at: `2026-11-24T16:${String(minute).padStart(2, '0')}:00.000Z`,
    task,
    statuses: { ...Object.fromEntries(codes.map((code) => [code, status])), ...other },
    problems: {},
    signature: '',
    lesson: 'azure-cni@1',
    next: {},
    ...rest,
  };
}

const of = (...attempts: readonly Attempt[]) =>
  progressOf(
    attempts.toSorted((a, b) => b.at.localeCompare(a.at)),
    'student-07',
  );
const seen = (...attempts: readonly Attempt[]) => of(...attempts).tasks.map((task) => task.seen);

describe('which tasks are seen', () => {
  test.each<[string, Attempt[], boolean[]]>([
    ['none without any look', [], [false, false, false]],
    ['all after one good look at all', [attempt(1, null, 'pass')], [true, true, true]],
    ['right for another model counts as seen', [attempt(1, null, 'differs')], [true, true, true]],
    ['one after a look at it', [attempt(1, 2, 'pass')], [false, true, false]],
    [
      'each after its own look',
      [attempt(1, 1, 'pass'), attempt(2, 2, 'pass'), attempt(3, 3, 'pass')],
      [true, true, true],
    ],
    ['not one that broke later', [attempt(1, null, 'pass'), attempt(2, 2, 'fail')], [true, false, true]],
    ['one that was mended later', [attempt(1, null, 'fail'), attempt(2, 2, 'pass')], [false, true, false]],
    [
      'not one with a finding that is not',
      [attempt(1, 3, 'pass', { other: { 'node-annotations': 'fail' } })],
      [false, false, false],
    ],
    [
      'not what could not be seen',
      [attempt(1, 1, 'blocked'), attempt(2, 2, 'error'), attempt(3, 3, 'not-measurable')],
      [false, false, false],
    ],
    ['not what was done elsewhere', [attempt(1, null, 'pass', { namespace: 'student-08' })], [false, false, false]],
  ])('%s', (_, attempts, expected) => expect(seen(...attempts)).toEqual(expected));
});

describe('what is next', () => {
  test.each<[string, Attempt[], string, string]>([
    ['the first task, where nobody looked', [], 'Task 1 is not looked at yet.', 'check 1'],
    ['the next one that nobody looked at', [attempt(1, 1, 'pass')], 'Task 2 is not looked at yet.', 'check 2'],
    [
      'what the last look at the open task said',
      [attempt(1, 1, 'fail', { next: { 1: 'old' } }), attempt(2, 1, 'fail', { next: { 1: 'new' } })],
      'new',
      'check 1',
    ],
    [
      'that of the open task, not of another one',
      [
        attempt(1, null, 'pass', { other: { 'cilium-agents': 'fail' }, next: { 2: 'mend it' } }),
        attempt(2, 1, 'pass', { next: { 1: 'wrong one' } }),
      ],
      'mend it',
      'check 2',
    ],
    ['to look again, where nothing was said', [attempt(1, 1, 'fail')], 'Look at it again.', 'check 1'],
    [
      'a question on the first task that is not understood, where all is seen',
      [attempt(1, null, 'pass')],
      'All three tasks are seen. Answer a question on task 1.',
      'quiz 1',
    ],
  ])('%s', (_, attempts, says, say) => expect(of(...attempts).next).toMatchObject({ message: says, command: say }));
});

describe('what is seen and what is understood', () => {
  const at = attempt(5, null, 'pass').at;
  const standing = (status: Status, ...tasks: (1 | 2 | 3)[]) =>
    progressOf([attempt(1, null, status)], 'student-07', new Map(tasks.map((task) => [task, at])));
  const said = (progress: ReturnType<typeof standing>) => answerMessage({ kind: 'progress', progress }).text;

  test('are two things: each is said, and only both are done', () => {
    const some = said(standing('pass', 2));
    expect(some).toContain('3 of 3 tasks are seen, 1 understood.');
    expect(some).toContain('· Task 1: seen, not yet understood');
    expect(some).toContain('✓ Task 2: seen and understood');
    expect(said(standing('fail', 1))).toContain('· Task 1: understood, not yet as it should be');
    expect(said(standing('pass', 1, 2, 3))).toContain('All your tasks are done: seen and understood.');
  });

  test('lead on: to see comes first, then to understand, then the common problems', () => {
    expect(standing('fail', 1, 2, 3).next.command).toBe('check 1');
    expect(standing('pass', 1).next).toEqual({
      message: 'All three tasks are seen. Answer a question on task 2.',
      label: 'Answer a question on it',
      command: 'quiz 2',
    });
    expect(standing('pass', 1, 2, 3).next).toEqual({
      message: 'All three tasks are seen. You understood them, too. The common problems are left.',
      label: 'Problems',
      command: 'walk',
    });
  });
});

test('a finding tells what it came to last', () => {
  const { tasks: found } = of(attempt(1, 1, 'pass'), attempt(2, null, 'pass'), attempt(3, 1, 'fail'));
  expect(found[0]?.findings[0]).toMatchObject({
    id: 'node-addresses',
    last: { status: 'fail', at: attempt(3, 1, 'fail').at },
    unseen: null,
  });
  expect(found[0]?.seen).toBe(false);
  expect(found[1]?.findings[0]).toMatchObject({ last: { status: 'pass', at: attempt(2, null, 'pass').at } });
});

test.each(['error', 'blocked'] as const)('an outage or a missing permission undoes nothing: %s', (status) => {
  const { tasks: found } = of(attempt(1, null, 'pass'), attempt(2, null, status), attempt(3, null, status));
  expect(found.map((task) => task.seen)).toEqual([true, true, true]);
  expect(found[0]?.findings[0]).toMatchObject({
    last: { status: 'pass', at: attempt(1, null, 'pass').at },
    unseen: { status, at: attempt(3, null, status).at },
  });
  // Where there never was a judgement it is none either.
  expect(of(attempt(1, null, status)).tasks[0]).toMatchObject({ seen: false, findings: [{ last: { status } }, {}] });
});

describe('a task that was seen and cannot be seen now', () => {
  const lost = of(attempt(1, null, 'pass'), attempt(2, null, 'blocked'), attempt(3, null, 'blocked'));

  test('tells when all of it was seen, and since when it is not', () => {
    const found = { seen: attempt(1, null, 'pass').at, since: attempt(2, null, 'blocked').at };
    expect(lost.tasks.map(({ unseen }) => unseen)).toEqual([found, found, found]);
    const said = answerMessage({ kind: 'progress', progress: lost }).text;
    expect(said).toContain('? Task 1: seen at 2026-11-24 16:01 UTC; not visible since 2026-11-24 16:02 UTC');
    expect(said).not.toContain('✓');
  });

  test('is not said to be seen now', () => {
    expect(lost.next.message).toContain('the newest look could not see task 1, 2, 3.');
    expect(lost.next.message).not.toContain('All three tasks are seen.');
  });

  test('its neighbours: one that is seen again, and one that never was', () => {
    const again = of(attempt(1, null, 'pass'), attempt(2, null, 'error'), attempt(3, null, 'pass'));
    expect(again.tasks.map(({ unseen }) => unseen)).toEqual([null, null, null]);
    expect(answerMessage({ kind: 'progress', progress: again }).text).toContain('· Task 1: seen, not yet understood');
    expect(of(attempt(1, null, 'blocked')).tasks[0]?.unseen).toBeNull();
  });
});

test('looks in another namespace are counted apart', () => {
  const elsewhere = attempt(1, null, 'pass', { namespace: 'student-08' });
  expect(of(elsewhere, attempt(2, 1, 'pass'), attempt(3, 1, 'pass'))).toMatchObject({ attempts: 2, elsewhere: 1 });
});

describe('a problem that was found', () => {
  const looked = (minute: number, look: ProblemLook) =>
    attempt(minute, null, 'pass', { problems: { 'no-egress': look } });
  const atMinute = (minute: number) => attempt(minute, null, 'pass').at;

  test.each<readonly [string, readonly Attempt[], readonly { readonly id: string; readonly at: string }[]]>([
    ['is open', [looked(1, 'found')], [{ id: 'no-egress', at: atMinute(1) }]],
    [
      'is open with the time of the newest look that found it',
      [looked(1, 'found'), looked(2, 'found')],
      [{ id: 'no-egress', at: atMinute(2) }],
    ],
    [
      'stays open where a later look could not see it',
      [looked(1, 'found'), looked(2, 'unseen')],
      [{ id: 'no-egress', at: atMinute(1) }],
    ],
    [
      'stays open where a later check did not keep it',
      [looked(1, 'found'), attempt(2, 1, 'pass')],
      [{ id: 'no-egress', at: atMinute(1) }],
    ],
    ['is gone once a look does not find it', [looked(1, 'found'), looked(2, 'not-found')], []],
    [
      'is open again once a look finds it again',
      [looked(1, 'found'), looked(2, 'not-found'), looked(3, 'found')],
      [{ id: 'no-egress', at: atMinute(3) }],
    ],
    ['was never there', [looked(1, 'not-found')], []],
  ])('%s', (_, attempts, expected) => {
    expect(of(...attempts).found).toEqual(expected);
  });

  test('its way out is what comes next, even where every task is done; without it, that is something else', () => {
    expect(of(looked(1, 'found')).next).toMatchObject({ label: 'Find the cause', command: 'walk no-egress' });
    expect(of(looked(1, 'not-found')).next.command).toBe('quiz 1');
  });

  test('in a namespace that was one’s before is not one’s own any more', () => {
    const before = { ...looked(1, 'found'), namespace: 'student-08' };
    expect(of(before).found).toEqual([]);
  });

  test('is said with the time, in progress and on Home alike', () => {
    const progress = of(looked(1, 'found'));
    const doc = progressDoc({ kind: 'progress', progress });
    expect(JSON.stringify(doc.parts)).toContain('One problem: a policy limits what your Pods can reach.');
    expect(JSON.stringify(doc.parts)).toContain(atMinute(1));
    expect(JSON.stringify(progressDoc({ kind: 'progress', progress: of(looked(1, 'not-found')) }))).not.toContain(
      'One problem',
    );
  });
});

test.each([
  ['a cluster with a policy that closes egress', clusters.egressBlocked, { 'no-egress': 'found' }],
  ['one without', clusters.overlayCilium, { 'no-egress': 'not-found' }],
  [
    'one whose policies may not be read',
    [
      ...clusters.overlayCilium.filter(({ kind }) => kind !== 'NetworkPolicyList'),
      forbidden('networkpolicies', 'student-07'),
    ],
    { 'no-egress': 'unseen' },
  ],
  // What is supported and normal is no problem.
  ['a node subnet', clusters.nodeSubnet, { 'no-egress': 'not-found' }],
])('which problems are kept of a check of %s', async (_, cluster, problems) => {
  const by = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;
  const assessment = assess(await snapshotOf(cluster, 'student-07'));
  expect(attemptOf(by, undefined, assessment, { lesson: () => lesson, edition: 'abc' }).problems).toEqual(problems);
});

test.each([
  ['a cluster as in the exercise', clusters.overlayCilium, {}],
  ['one with nothing in the namespace', clusters.emptyNamespace, { 1: expect.stringContaining('kubectl run web') }],
])('what is kept of a check of %s', async (_, cluster, next) => {
  const assessment = assess(await snapshotOf(cluster, 'student-07'));
  const kept = attemptOf({ id: 'U0ALICE', role: 'student', namespace: 'student-07' }, undefined, assessment, {
    lesson: () => lesson,
    edition: 'abc',
  });
  expect(kept).toMatchObject({
    user: 'U0ALICE',
    namespace: 'student-07',
    at: assessment.snapshot.readAt,
    task: null,
    lesson: `${lesson.id}@abc`,
    next,
  });
  expect(Object.keys(kept.next)).toEqual(Object.keys(next));
  expect(kept.statuses).toEqual(Object.fromEntries(assessment.findings.map(({ id, status }) => [id, status])));
});

describe('“progress” with more words', () => {
  const books = memoryBooks({ U0ALICE: 'student-07', U0INGE: 'student-01' });
  const lab = bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), {
    ...books,
    namespacePattern: '^student-[a-z0-9-]+$',
    findPerson: async (id) => {
      const namespace = (await books.roster.assignmentOf(id))?.namespace ?? null;
      return { id, role: id === 'U0INGE' ? 'instructor' : 'student', namespace };
    },
  });
  const said = async (text: string, user = 'U0ALICE') => {
    const { answer, audit } = await dispatch(text, inside(user), lab);
    const words = answer.kind === 'trouble' ? `${answer.message} ${answer.todo}` : '';
    return { kind: answer.kind, words, audit };
  };

  test('another student’s namespace is refused and audited, not answered with one’s own', async () => {
    const { kind, words, audit } = await said('progress student-12');
    expect([kind, words]).toEqual(['trouble', expect.stringContaining('That namespace is not yours')]);
    expect(audit).toEqual({ did: 'refused', what: 'progress: not-yours', namespace: 'student-12', as: null });
  });

  test.each([
    ['U0ALICE', 'progress @bob', 'takes no more words. Say: progress.'],
    ['U0ALICE', 'progress student-07 student-12', 'That namespace is not yours'],
    ['U0INGE', 'progress student-07', 'Look at a student’s namespace with: check NAMESPACE.'],
  ])('%s: %s', async (user, text, says) => expect((await said(text, user)).words).toContain(says));

  test.each([
    ['U0ALICE', 'progress'],
    ['U0ALICE', 'progress student-07'],
    ['U0INGE', 'progress'],
  ])('its healthy neighbour, %s: %s', async (user, text) => {
    expect((await said(text, user)).kind).toBe('progress');
  });
});
