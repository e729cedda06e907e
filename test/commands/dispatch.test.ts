import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/model/person.ts';
import { toPlainText } from '../../src/slack/listeners/plain-text.ts';
import * as clusters from '../support/clusters.ts';
import { dispatch } from '../support/dispatch.ts';
import { bareLab, inside } from '../support/lab.ts';
import { snapshotOf } from '../support/objects.ts';

const people: Readonly<Record<string, Person>> = {
  owner: { id: 'owner', role: 'student', namespace: 'student-07' },
  other: { id: 'other', role: 'student', namespace: 'student-12' },
  instructor: { id: 'instructor', role: 'instructor', namespace: null },
};

async function ask(user: string, text: string) {
  const asked: string[] = [];
  const observe = (namespace: string) => {
    asked.push(namespace);
    return snapshotOf(clusters.overlayCilium, namespace);
  };
  const lab = bareLab(observe, {
    namespacePattern: '^student-[a-z0-9-]+$',
    findPerson: async (id) => people[id] ?? null,
  });
  const { answer, audit } = await dispatch(text, inside(user), lab);
  return { kind: answer.kind, says: answer.kind === 'trouble' ? answer.message : '', asked, audit };
}

describe('who may see what', () => {
  test.each([
    ['owner', 'check', ['student-07']],
    ['owner', 'check student-07', ['student-07']],
    ['owner', 'check 1 student-12', []],
    ['owner', 'check student-12 1', []],
    ['other', 'check student-07', []],
    ['instructor', 'check student-07', ['student-07']],
    ['instructor', 'check 3 student-12', ['student-12']],
    ['instructor', 'check', []],
    ['instructor', 'check kube-system', []],
    ['instructor', 'check student-07 student-12', []],
    ['owner', 'explain who is stu\u00ADdent-12', []],
    ['stranger', 'check', []],
    ['stranger', 'check student-07', []],
  ])('%s: %s reads %j', async (user, text, namespaces) => {
    const { asked, kind } = await ask(user, text);
    expect(asked).toEqual(namespaces);
    expect(kind).toBe(namespaces.length > 0 ? 'check' : 'trouble');
  });

  test('who is on no roster reads the lesson, and nothing of a cluster', async () => {
    const { kind, asked, audit } = await ask('stranger', 'explain overlay');
    expect([kind, asked, audit]).toEqual(['explain', [], undefined]);
  });

  test('a refusal says nothing about the other namespace, and is audited', async () => {
    const { says, audit } = await ask('owner', 'check student-12');
    expect(says).not.toContain('student-12');
    expect(audit).toEqual({ did: 'refused', what: 'check: not-yours', namespace: 'student-12', as: null });
  });
});

describe('own words', () => {
  test('a stranger’s are refused as a command is, and nothing is read', async () => {
    expect(await ask('stranger', 'why is my pod not reachable?')).toMatchObject({ kind: 'trouble', asked: [] });
  });

  test('a stranger’s reads the lesson, and nothing of a cluster', async () => {
    expect(await ask('stranger', 'explain overlay')).toMatchObject({ kind: 'explain', asked: [] });
  });

  test('the name of a page alone asks for that page; a stranger learns nothing by it, and its neighbour is unknown', async () => {
    const lab = bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), {
      findPerson: async (id) => people[id] ?? null,
    });
    for (const name of ['overlay', 'best practices', 'Azure CNI Overlay', 'summary'])
      expect((await dispatch(name, inside('owner'), lab)).answer.kind, name).toBe('explain');
    expect((await dispatch('best zebra', inside('owner'), lab)).answer.kind).toBe('trouble');
    expect((await dispatch('overlay', inside('stranger'), lab)).answer.kind).toBe('trouble');
  });

  test('an unknown word has buttons', async () => {
    const lab = bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), {
      findPerson: async (id) => people[id] ?? null,
    });
    const { next } = await dispatch('zebra', inside('owner'), lab);
    expect(next?.map(({ command }) => command)).toEqual(['walk', 'explain', 'help', 'ask general']);
    // An instructor without a namespace has no problems of their own to look at.
    const teacher = await dispatch('zebra', inside('instructor'), lab);
    expect(teacher.next?.map(({ command }) => command)).toEqual(['explain', 'help']);
  });
});

describe('who has no namespace', () => {
  const lab = bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), {});
  test('has the button that asks for one, where a namespace is needed', async () => {
    const { answer, next } = await dispatch('check', inside('stranger'), lab);
    expect(answer).toMatchObject({ kind: 'trouble', message: 'I do not know which namespace is yours.' });
    expect(next).toEqual([{ label: 'My namespace', command: 'join' }]);
  });
});

test.each([
  ['check &lt;b&gt; &amp;', 'check <b> &'],
  ['check <@U012|alice> <#C1|course>', 'check @U012 #course'],
  ['explain <https://x.y|x.y>', 'explain x.y'],
  ['explain <https://x.y>', 'explain https://x.y'],
])('%j from Slack is %j', (text, plain) => expect(toPlainText(text)).toBe(plain));
