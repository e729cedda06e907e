import { describe, expect, test } from 'vitest';
import { lineText } from '../../../src/blocks/write-doc.ts';
import type { Person } from '../../../src/model/person.ts';
import { answerDoc } from '../../../src/words/index.ts';
import * as clusters from '../../support/clusters.ts';
import { dispatch } from '../../support/dispatch.ts';
import { bareLab, inside } from '../../support/lab.ts';
import { forbidden, snapshotOf } from '../../support/objects.ts';

const people: Readonly<Record<string, Person>> = {
  U0ALICE: { id: 'U0ALICE', role: 'student', namespace: 'student-07' },
  U0IRIS: { id: 'U0IRIS', role: 'instructor', namespace: null },
  U0TWO: { id: 'U0TWO', role: 'instructor', namespace: 'student-02' },
};
const member = (id: string, name: string) => ({ id, name, displayName: name, email: null, unusable: null }) as const;

async function ask(user: string, text: string, cluster = clusters.overlayCilium) {
  const read: string[] = [];
  const observe = (namespace: string) => {
    read.push(namespace);
    return snapshotOf(cluster, namespace);
  };
  const lab = bareLab(observe, {
    namespacePattern: '^student-[a-z0-9-]+$',
    findPerson: async (id) => people[id] ?? null,
    people: async () => [
      { user: 'U0ALICE', namespace: 'student-07' },
      { user: 'U0BOB', namespace: 'student-12' },
    ],
    members: async () => ({ all: [member('U0BOB', 'bob'), member('U0EVE', 'eve')], whole: true, because: null }),
  });
  const { answer, next = [] } = await dispatch(text, inside(user), lab);
  const says = answer.kind === 'trouble' ? `${answer.message} ${answer.todo}` : answer.kind;
  return { answer, says, read, next: next.map(({ label, command }) => `${label}: ${command}`) };
}

describe('an instructor without a namespace', () => {
  test.each(['walk', 'walk student-07', 'walk no-egress', 'picture', 'picture map', 'picture student-07', 'progress'])(
    '%s: learns whom it is for, and what to type instead',
    async (text) => {
      const { says, read } = await ask('U0IRIS', text);
      expect(says).toContain(`“${text.split(' ')[0]}” is for a student’s own namespace`);
      expect(says).toContain('check NAMESPACE');
      expect(read).toEqual([]);
    },
  );

  test.each([
    ['U0IRIS', 'picture models', []],
    ['U0IRIS', 'picture map student-07', ['student-07']],
    ['U0TWO', 'walk', ['student-02']],
    ['U0TWO', 'picture', ['student-02']],
    ['U0ALICE', 'walk', ['student-07']],
  ])('its healthy neighbour %s: %s', async (user, text, namespaces) => {
    const { says, read } = await ask(user, text);
    expect(says).not.toContain('own namespace, and you have none');
    expect(read).toEqual(namespaces);
  });
});

describe('check of somebody by name', () => {
  test.each([
    ['check <@U0BOB>'.replaceAll(/[<>]/gu, ''), 'student-12'],
    ['check 2 @bob', 'student-12'],
    ['check student-12', 'student-12'],
  ])('%s looks at their namespace', async (text, namespace) => {
    const { answer, read } = await ask('U0IRIS', text);
    expect(answer.kind).toBe('check');
    expect(read).toEqual([namespace]);
  });

  test.each(['check @eve', 'check @nobody', 'check @U0EVE'])('%s: nobody on the roster', async (text) => {
    const { says, read } = await ask('U0IRIS', text);
    expect(says).toContain('nobody of that name on the roster');
    expect(read).toEqual([]);
  });

  test.each(['check @U0BOB', 'check @bob', 'check student-12'])(
    'a student’s %s is refused, with a button',
    async (text) => {
      const { says, read, next } = await ask('U0ALICE', text);
      expect(says).toContain('not yours');
      expect(read).toEqual([]);
      expect(next).toEqual(['Check my cluster: check']);
    },
  );
});

describe('a namespace that nobody has', () => {
  const summary = async (user: string, text: string) => {
    const { answer } = await ask(user, text);
    if (answer.kind !== 'check') return answer.kind;
    return lineText(answerDoc(answer, 'slack').verdict);
  };
  test('is said first, and what was read after it', async () => {
    expect(await summary('U0IRIS', 'check student-99')).toMatch(
      /^Nobody on the roster has student-99: is it mistyped\? \S+/u,
    );
  });
  test.each([
    ['U0IRIS', 'check student-07'],
    ['U0ALICE', 'check'],
    ['U0TWO', 'check student-07'],
  ])('its healthy neighbour %s: %s', async (user, text) => {
    const said = await summary(user, text);
    expect(said).toContain('Your cluster looks as the exercise says.');
    expect(said).not.toContain('roster');
  });
});

describe('a check that may not see everything', () => {
  const hidden: readonly unknown[] = ['DaemonSetList', 'PodList'];
  const rest = clusters.overlayCilium.filter(({ kind }) => !hidden.includes(kind));
  const blind = [...rest, forbidden('daemonsets', 'kube-system'), forbidden('pods', 'kube-system')];
  test('leads to the instructor first, who can have it mended', async () => {
    const { next } = await ask('U0ALICE', 'check', blind);
    expect(next[0]).toBe('Tell my instructor: tell');
  });
  test('its healthy neighbour, which sees it all, does not', async () => {
    const { next } = await ask('U0ALICE', 'check');
    expect(next).toEqual([
      'Answer a question on it: quiz 1',
      'Check again: check',
      'Explain this: explain result',
      'Problems: walk',
    ]);
  });
});
