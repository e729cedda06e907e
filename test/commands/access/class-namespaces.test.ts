// A namespace outside of the class is refused at every door: by the configuration, where somebody would get it, and where a
// row that was written under another pattern would lead to it.
import { describe, expect, test } from 'vitest';
import { isClassNamespace } from '../../../src/commands/access/namespace-scope.ts';
import { homeFor } from '../../../src/commands/progress/home.ts';
import { confirmImport, reviewImport } from '../../../src/commands/roster/import.ts';
import { waitingLineFor } from '../../../src/commands/waiting-line.ts';
import { parseConfig } from '../../../src/config.ts';
import type { Lab } from '../../../src/model/lab.ts';
import type { Person } from '../../../src/model/person.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import { memoryBooks } from '../../support/books.ts';
import * as clusters from '../../support/clusters.ts';
import { dispatch } from '../../support/dispatch.ts';
import { bareLab, inside } from '../../support/lab.ts';
import { snapshotOf } from '../../support/objects.ts';

const reserved = ['kube-system', 'kube-public', 'kube-node-lease', 'default'];

const patternOf = (pattern: string) => parseConfig({ NETLAB_NAMESPACE_PATTERN: pattern }).namespacePattern;

describe('NETLAB_NAMESPACE_PATTERN', () => {
  test.each([
    ['student-[0-9]+', ['student-1', 'student-07'], ['xstudent-1', 'student-1x', 'my-student-12']],
    ['^student-[0-9]+$', ['student-1'], ['student-1-kube-system']],
    ['a-[0-9]|b-[0-9]', ['a-1', 'b-2'], ['a-1x', 'xb-2', 'a-1|b-2']],
    ['^a-[0-9]|b-[0-9]$', ['a-1', 'b-2'], ['a-1-kube-system', 'kube-system-b-2']],
    ['', ['student-7'], ['kube-system']],
  ])('%j is for whole names, of each alternative', (pattern, inClass, outside) => {
    const namespacePattern = patternOf(pattern);
    expect(inClass.map((name) => isClassNamespace(name, { namespacePattern }))).toEqual(inClass.map(() => true));
    expect(outside.map((name) => isClassNamespace(name, { namespacePattern }))).toEqual(outside.map(() => false));
  });

  test('a lab that was given a bare pattern anchors it as well, and one without takes every name', () => {
    expect(isClassNamespace('kube-system-b', { namespacePattern: 'a|b' })).toBe(false);
    expect(isClassNamespace('b', { namespacePattern: 'a|b' })).toBe(true);
    expect(isClassNamespace('kube-system', { namespacePattern: '' })).toBe(true);
    expect(isClassNamespace('No_Name', { namespacePattern: '' })).toBe(false);
  });

  test.each([
    ['.*', reserved],
    ['^[a-z-]+$', reserved],
    ['student-[0-9]+|kube-system', ['kube-system']],
    ['kube-.*', ['kube-system', 'kube-public', 'kube-node-lease']],
    ['default', ['default']],
    ['(?!kube-).*', ['default']],
  ])('%j fits namespaces of Kubernetes: refused in a line that names them', (pattern, names) => {
    const refusal = () => patternOf(pattern);
    expect(refusal).toThrow(Trouble);
    expect(refusal).toThrow(
      `NETLAB_NAMESPACE_PATTERN fits ${names.join(', ')}: it must fit namespaces of the class alone`,
    );
  });

  test.each(['kube-system-[0-9]+', 'default-.+', 'system', 'team-[a-z]+'])('%j is a healthy neighbour', (pattern) =>
    expect(patternOf(pattern)).toBe(`^(?:${pattern})$`),
  );

  test('what is no regular expression is said to be none, and is not tried on anything', () => {
    expect(() => patternOf('(')).toThrow('NETLAB_NAMESPACE_PATTERN must be a regular expression');
  });
});

const roles: Readonly<Record<string, Person['role']>> = { U0ALICE: 'student', U0EVE: 'student', U0INGE: 'instructor' };

/** A class of `student-…` whose roster was written before: Eve has kube-system, and Inge, who teaches, default. */
function olderClass(more: Partial<Lab> = {}) {
  const books = memoryBooks({ U0ALICE: 'student-07', U0EVE: 'kube-system', U0INGE: 'default' });
  const reads: string[] = [];
  const read = (namespace: string) => {
    reads.push(namespace);
    return snapshotOf(clusters.overlayCilium, namespace);
  };
  const lab = bareLab(read, {
    ...books,
    namespacePattern: '^student-[a-z0-9-]+$',
    findPerson: async (id) => {
      const role = roles[id];
      const namespace = (await books.roster.assignmentOf(id))?.namespace ?? null;
      return role === undefined ? null : { id, role, namespace };
    },
    instructors: async () => ['U0INGE'],
    ...more,
  });
  return { lab, books, reads };
}

const said = async (text: string, user: string, lab: Lab) => {
  const { answer } = await dispatch(text, inside(user), lab);
  return answer.kind === 'trouble' ? `${answer.message} ${answer.todo}` : answer.kind;
};

const readingWords = [
  'check',
  'check 1',
  'walk',
  'walk no-egress',
  'tell',
  'reach web dns',
  'picture',
  'picture models',
  'progress',
  'hint 1',
  'quiz',
  'explain overlay',
  'explain pods-outside-node-range',
];

describe('a row of the database that names a namespace outside of the class', () => {
  test.each(readingWords)('%s of a student reads nothing, and says whose doing it is', async (text) => {
    const { lab, reads } = olderClass();
    expect(await said(text, 'U0EVE', lab)).toBe(
      'The roster gives you kube-system, which is no namespace of this class, so I do not look at it. ' +
        'Tell your instructor: “roster assign” gives you another one.',
    );
    expect(reads).toEqual([]);
  });

  test.each(['check', 'explain overlay', 'picture models'])('%s of its healthy neighbour reads', async (text) => {
    const { lab, reads } = olderClass();
    await dispatch(text, inside('U0ALICE'), lab);
    expect(reads).toEqual(['student-07']);
  });

  test.each(readingWords)('%s of an instructor is as if they had none', async (text) => {
    const { lab, reads } = olderClass();
    expect(await said(text, 'U0INGE', lab)).not.toContain('default,');
    expect(reads).toEqual([]);
  });

  test('the student may still say help and privacy, and ask to be deleted', async () => {
    const { lab, books } = olderClass();
    expect(await said('help', 'U0EVE', lab)).toBe('help');
    expect(await said('privacy', 'U0EVE', lab)).toBe('privacy');
    await said('privacy delete everything', 'U0EVE', lab);
    expect(await books.roster.assignmentOf('U0EVE')).toBeNull();
  });

  test('App Home says so, without a button that reads; its healthy neighbour shows what is theirs', async () => {
    const { lab } = olderClass();
    expect(await homeFor(inside('U0EVE'), lab)).toMatchObject({
      person: null,
      progress: null,
      trouble: expect.stringContaining('no namespace of this class'),
    });
    expect((await homeFor(inside('U0ALICE'), lab)).person?.namespace).toBe('student-07');
    expect((await homeFor(inside('U0INGE'), lab)).person).toEqual({
      id: 'U0INGE',
      role: 'instructor',
      namespace: null,
    });
  });

  test('the waiting line names no namespace that is not read', async () => {
    const { lab } = olderClass();
    const lineFor = (words: readonly string[], user: string) => waitingLineFor({ command: 'check', words }, user, lab);
    expect(await lineFor([], 'U0EVE')).toBe('One moment…');
    expect(await lineFor(['kube-system'], 'U0INGE')).toBe('One moment…');
    expect(await lineFor([], 'U0ALICE')).toBe('Reading student-07…');
  });
});

describe('nobody gets or names one', () => {
  const outside = '“kube-system” is not a namespace of this class.';

  test.each([
    ['join', 'U0CAROL', 'join kube-system'],
    ['assign', 'U0INGE', 'roster assign @U0ALICE kube-system'],
    ['assign in place of somebody', 'U0INGE', 'roster assign @U0ALICE kube-system instead @U0EVE'],
    ['check by an instructor', 'U0INGE', 'check kube-system'],
    ['picture by an instructor', 'U0INGE', 'picture map kube-system'],
    ['reach by an instructor', 'U0INGE', 'reach kube-system/web dns'],
  ])('%s', async (_, user, text) => {
    const { lab, books, reads } = olderClass();
    expect(await said(text, user, lab)).toContain(outside);
    expect([reads, (await books.roster.assignmentOf('U0ALICE'))?.namespace]).toEqual([[], 'student-07']);
    expect((await books.roster.read()).claims).toEqual([]);
  });

  test('a request that was kept under another pattern cannot be approved; it can be refused', async () => {
    const { lab, books } = olderClass();
    const ask = { do: 'ask', claim: 'k', user: 'U0CAROL', namespace: 'kube-public' } as const;
    await books.roster.change('U0CAROL', '2026-11-24T16:00:00.000Z', () => ({ changes: [ask], result: null }));
    expect(await said('roster approve k', 'U0INGE', lab)).toContain('“kube-public” is not a namespace of this class.');
    expect(await books.roster.assignmentOf('U0CAROL')).toBeNull();
    expect(await said('roster refuse k', 'U0INGE', lab)).toBe('told');
    expect((await books.roster.read()).claims[0]?.state).toBe('refused');
  });

  test('release takes anybody off the roster, out of any namespace', async () => {
    const { lab, books } = olderClass();
    expect(await said('roster release kube-system', 'U0INGE', lab)).toBe('told');
    expect(await books.roster.assignmentOf('U0EVE')).toBeNull();
  });

  test('a list that is imported: the line is left out, the others stand', async () => {
    const { lab } = olderClass();
    const preview = await reviewImport('U0CAROL,kube-system\nU0SAM,student-10', inside('U0INGE'), lab);
    expect(preview.faults.map(({ line, why }) => [line, why])).toEqual([
      [1, 'kube-system is no namespace of this class'],
    ]);
    expect(preview.changes.map(({ namespace }) => namespace)).toEqual(['student-10']);
  });

  test('a preview that was shown under another pattern is gone', async () => {
    const { lab, books } = olderClass();
    const before = { ...lab, namespacePattern: '^[a-z0-9-]+$' };
    const { id, signature } = await reviewImport('U0CAROL,kube-public', inside('U0INGE'), before);
    const confirmed = confirmImport({ id, signature }, inside('U0INGE'), lab);
    await expect(confirmed).rejects.toMatchObject({ kind: 'preview-gone' });
    expect(await books.roster.assignmentOf('U0CAROL')).toBeNull();
    await confirmImport({ id, signature }, inside('U0INGE'), before);
    expect((await books.roster.assignmentOf('U0CAROL'))?.namespace).toBe('kube-public');
  });
});
