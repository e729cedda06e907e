// Names that Kubernetes allows and that look like something else, or are as long as it allows: RFC 1123 subdomains, 253
// characters, dots among them.
import { describe, expect, test } from 'vitest';
import { surveyRequestFor } from '../../../src/commands/reach/evaluate.ts';
import type { SurveyRequest } from '../../../src/model/reach.ts';
import { dispatch } from '../../support/dispatch.ts';
import { bareLab, inside } from '../../support/lab.ts';
import { listOf, networkPolicy, node, pod } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

const long = `a${'x'.repeat(251)}z`;
const named = (name: string, address: string) =>
  pod('student-07', name, 'n1', address, '10.0.0.4', { labels: { app: name.slice(0, 20) } });
const documents = [
  listOf('Node', [node('n1', '10.0.0.4')]),
  listOf('Pod', [
    named('10.0.0.1', '10.244.0.10'),
    named('10-0-0-1', '10.244.0.11'),
    named('10.244.0.12', '10.244.0.12'),
    named('web', '10.244.0.13'),
    named(long, '10.244.0.14'),
  ]),
  listOf('NetworkPolicy', [
    // Whoever is meant by 10.0.0.1 is seen by the verdict: the Pod of that name may be reached, whose the address is is
    // not known.
    networkPolicy('student-07', 'web-to-pods', {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ podSelector: {} }] }],
    }),
  ]),
];

async function ask(typed: string, seen: SurveyRequest[] = []) {
  const lab = bareLab(() => Promise.reject(new Error('not observed')), {
    findPerson: async () => ({ id: 'U07', role: 'student', namespace: 'student-07' }),
    survey: async (wanted) => {
      seen.push(wanted);
      return terrainFrom(documents, 'student-07');
    },
  });
  const { answer } = await dispatch(typed, inside('U07'), lab);
  if (answer.kind === 'trouble') return [answer.message, answer.todo];
  if (answer.kind !== 'reach') throw new Error(answer.kind);
  return answer.reaches.map(({ query, verdict }) => `${query.from} ${query.to} ${verdict}`);
}

describe('a Pod that is named like an address', () => {
  test.each([
    ['reach 10.0.0.1 web 80', 'student-07/10.0.0.1 student-07/web allowed'],
    ['reach web student-07/10.0.0.1 80', 'student-07/web student-07/10.0.0.1 allowed'],
    ['reach web ::ffff:10.0.0.1 80', 'student-07/web ::ffff:10.0.0.1 unknown'],
    ['reach web 10-0-0-1 80', 'student-07/web student-07/10-0-0-1 allowed'],
  ])('%s', async (typed, said) => expect(await ask(typed)).toEqual([said]));

  test('is asked back as a destination, with both ways to ask', async () => {
    expect(await ask('reach web 10.0.0.1 80')).toEqual([
      '“10.0.0.1” is an address, and the name of a Pod in student-07.',
      'Write student-07/10.0.0.1 for the Pod, and ::ffff:10.0.0.1 for the address.',
    ]);
  });

  test.each([
    ['one that has that address', 'reach web 10.244.0.12 80', 'student-07/web 10.244.0.12 allowed'],
    ['an address that nobody is named like', 'reach web 203.0.113.7 443', 'student-07/web 203.0.113.7 denied'],
  ])('%s is its healthy neighbour', async (_, typed, said) => expect(await ask(typed)).toEqual([said]));
});

describe('a name of 253 characters', () => {
  test('is found whole, and by its beginning', async () => {
    const said = [`student-07/${long} student-07/web allowed`];
    expect([await ask(`reach ${long} web 80`), await ask('reach axx web 80')]).toEqual([said, said]);
  });

  test('that is not there is said whole', async () => {
    const [message] = await ask(`reach ${long.slice(0, -1)}y web 80`);
    expect(message).toContain(`there is no Pod “${long.slice(0, -1)}y” in student-07`);
  });
});

test('an address is looked for as Kubernetes writes it', async () => {
  const seen: SurveyRequest[] = [];
  await ask('reach web ::ffff:10.9.9.9 80', seen);
  await ask('reach web FD00:0:0::5 80', seen);
  expect(seen.map(({ addresses }) => addresses)).toEqual([['10.9.9.9'], ['fd00::5']]);
  const query = { from: 'student-07/10.0.0.1', to: '::FFFF:10.9.9.9', port: 80, protocol: 'TCP' } as const;
  expect(surveyRequestFor([query])).toEqual({ namespaces: ['student-07'], addresses: ['10.9.9.9'] });
});
