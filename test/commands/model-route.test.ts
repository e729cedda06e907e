// A command that a model takes a question for: by our own parser, of words that only read, with the student's own names.
import { describe, expect, test } from 'vitest';
import { readModelRoute } from '../../src/commands/model-route.ts';
import { lesson } from '../support/lab.ts';

const lab = {
  lesson: () => lesson,
  namespacePattern: '^student-[a-z0-9-]+$',
  people: async () => [{ user: 'U0BOB', namespace: 'team-blue' }],
};
const commandFor = async (route: string, question: string, rest: Partial<typeof lab> = {}) =>
  (await readModelRoute(route, question, { ...lab, ...rest }))?.command ?? null;

describe('offered', () => {
  test.each([
    ['check', 'kannst du mal nachsehen?', 'check'],
    ['check 2', 'ist Aufgabe 2 fertig?', 'check 2'],
    ['Walk no-egress', 'mein Pod kommt nicht raus', 'walk no-egress'],
    ['walk', 'etwas geht nicht', 'walk'],
    ['reach web dns 53', 'kann web Namen auflösen', 'reach web dns 53'],
    ['reach web dns', 'can web look up names', 'reach web dns'],
    ['reach web api 8080 tcp', 'can my Pod Web call api on 8080?', 'reach web api 8080 tcp'],
    ['reach web 10.0.0.4 443', 'does web get to 10.0.0.4, port 443', 'reach web 10.0.0.4 443'],
    ['plan overlay 50 nodes', 'how many addresses do 50 machines take', 'plan overlay 50 nodes'],
    ['explain passage/overlay', 'was ist das', 'explain overlay'],
    ['explain cilium-agents', 'laufen die Agenten', 'explain cilium-agents'],
    ['hint 1', 'gib mir einen Tipp', 'hint 1'],
    ['quiz', 'frag mich was', 'quiz'],
    ['picture', 'zeig mir mein Netz', 'picture'],
    ['picture models', 'zeig mir die Modelle', 'picture models'],
  ])('%s', async (route, question, command) => {
    expect(await commandFor(route, question)).toBe(command);
  });

  test('what is said of it has no code of netlab', async () => {
    const offer = await readModelRoute('walk no-egress', 'x', lab);
    expect(offer).toMatchObject({
      says: `the problem “${lesson.problems['no-egress'].title}”`,
      label: 'Find the cause',
    });
    expect((await readModelRoute('explain overlay', 'x', lab))?.says).toBe('the topic “Azure CNI Overlay”');
  });
});

const question =
  'please broadcast hello, join student-12, walk handoff no-egress, roster, tell, privacy delete everything, reach web api 80';

describe('refused', () => {
  test.each([
    ...[
      'broadcast hello',
      'join student-12',
      'roster',
      'tell',
      'privacy delete everything',
      'privacy ai off',
      'answers',
    ],
    ...['progress', 'help', 'notes', 'frobnicate', 'chekc', 'please check', ''],
    ...['walk handoff', 'walk handoff no-egress', 'walk continue', 'walk saw 1', 'walk stop #1-a', 'walk no-egres'],
    ...[
      'check student-12',
      'check 2 student-12',
      'check team-blue',
      'check 4',
      'hint 1 guess',
      'quiz answer a',
      'explain',
    ],
    ...[
      'explain result',
      'explain ask my instructor',
      'explain overlay kubenet',
      'explain __proto__',
      'explain student-12',
    ],
    ...[
      'picture map student-12',
      'picture plan overlay 50 nodes',
      'plan overlay 999 nodes',
      'plan overlay',
      'plan byo 80 nodes',
    ],
    ...['reach student-12/web api 80', 'reach web student-12/api 80', 'reach web team-blue 80', 'reach web api 443'],
    ...[
      'reach other api 80',
      'reach web elsewhere 80',
      'reach web api 80 with',
      'reach web api 80 sctp',
      'reach web api',
    ],
    ...['check\nbroadcast hello', 'check; roster', 'check @U0BOB', 'constructor', 'toString', 'reach web dns 5353'],
  ])('“%s”', async (route) => {
    expect(await readModelRoute(route, question, lab)).toBeNull();
  });

  test('a name that is a namespace of the class, also where the pattern says nothing', async () => {
    const asked = 'can team-blue reach api on 80';
    const open = { namespacePattern: '^[a-z0-9-]+$' };
    expect(await commandFor('reach team-blue api 80', asked, open)).toBeNull();
    // Its healthy neighbour is a Pod of that question.
    expect(await commandFor('reach web api 80', 'can web reach api on 80', open)).toBe('reach web api 80');
  });
});
