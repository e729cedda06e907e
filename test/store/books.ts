// What every way of keeping must do alike: the contract behind `Lab`.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Announcement } from '../../src/model/broadcast.ts';
import type { LineKind, NewLine } from '../../src/model/conversation.ts';
import type { ProblemId } from '../../src/model/finding.ts';
import type { HelpRequest } from '../../src/model/help-request.ts';
import type { HelpSubject } from '../../src/model/help-subject.ts';
import type { Attempt } from '../../src/model/progress.ts';
import type { Roster, RosterChange } from '../../src/model/roster.ts';
import type { Books } from '../support/books.ts';
import { at } from '../support/store-at.ts';

type Kept = Omit<Books, 'kept'>;

const attempt = (user: string, minute: number): Attempt => ({
  user,
  namespace: 'student-07',
  at: `2026-11-24T16:${String(minute).padStart(2, '0')}:00.000Z`,
  task: 2,
  statuses: { 'cilium-agents': 'pass', 'kube-proxy-absent': 'fail' },
  problems: { 'no-egress': 'found' },
  signature: '--pf----',
  lesson: 'azure-cni@1',
  next: { 2: 'Look “again” at <b> & “ö”.' },
});

const announcement = (id: string, people: readonly string[]): Announcement => ({
  id,
  by: 'U0INGE',
  at,
  body: { heading: 'Task 2', paragraphs: ['a', 'b'], sources: ['s'], offer: { label: 'l', say: 'check 2' } },
  to: { kind: 'people', people: people.map((user, index) => ({ user, namespace: `student-${index}` })) },
});

const question = (id: string, user: string, problem: ProblemId = 'no-egress', namespace = 'student-07') => ({
  id,
  user,
  namespace,
  subject: { about: 'problem', id: problem } as const,
  at,
  evidence: {
    readAt: at,
    rows: [{ id: problem, status: 'cannot-see', normal: false, because: '“ö” <b> & \\' }],
    reports: [{ problem, run: 'kubectl get pods', saw: null, verdict: null, at }],
  } as const,
});

const subjects: readonly HelpSubject[] = [
  { about: 'general' },
  { about: 'finding', id: 'cilium-agents' },
  { about: 'task', task: 1 },
  { about: 'hint', task: 2 },
  { about: 'quiz', id: 'predict-api' },
  { about: 'topic', id: 'overlay' },
];

/** The suite; `open` is called once, so tests share what is kept and use people of their own. */
export function booksSuite(open: () => Promise<Kept>): void {
  let books: Kept;
  beforeAll(async () => {
    books = await open();
  });
  const change = (...changes: readonly RosterChange[]) =>
    books.roster.change('U0INGE', at, () => ({ changes, result: 'done' }));
  const namespaceOf = async (user: string) => (await books.roster.assignmentOf(user))?.namespace ?? null;

  describe('the roster', () => {
    test('who has a namespace is found, who has none is not', async () => {
      await change({ do: 'assign', user: 'U1A', namespace: 'a-1' });
      expect(await books.roster.assignmentOf('U1A')).toEqual({
        user: 'U1A',
        namespace: 'a-1',
        since: at,
        by: 'U0INGE',
      });
      expect(await books.roster.assignmentOf('U1B')).toBeNull();
    });

    test('two people change places at once', async () => {
      await change({ do: 'assign', user: 'U2A', namespace: 'b-1' }, { do: 'assign', user: 'U2B', namespace: 'b-2' });
      await change({ do: 'assign', user: 'U2A', namespace: 'b-2' }, { do: 'assign', user: 'U2B', namespace: 'b-1' });
      expect([await namespaceOf('U2A'), await namespaceOf('U2B')]).toEqual(['b-2', 'b-1']);
    });

    test('a third one finds no place, and nothing of that change is made', async () => {
      await change({ do: 'assign', user: 'U3A', namespace: 'c-1' }, { do: 'assign', user: 'U3B', namespace: 'c-1' });
      const third = change(
        { do: 'assign', user: 'U3C', namespace: 'c-2' },
        { do: 'assign', user: 'U3D', namespace: 'c-1' },
      );
      await expect(third).rejects.toThrow();
      expect([await namespaceOf('U3A'), await namespaceOf('U3C')]).toEqual(['c-1', null]);
    });

    test('what `decide` throws changes nothing', async () => {
      const refuse = () => {
        throw new Error('no');
      };
      await expect(books.roster.change('U0INGE', at, refuse)).rejects.toThrow('no');
    });

    test('a claim is asked, settled, and told from others', async () => {
      await change({ do: 'ask', claim: 'k1', user: 'U4A', namespace: 'd-1' });
      const find = ({ claims }: Roster) => claims.find(({ id }) => id === 'k1');
      expect(find(await books.roster.read())).toEqual({
        id: 'k1',
        user: 'U4A',
        namespace: 'd-1',
        state: 'pending',
        askedAt: at,
        settledBy: null,
      });
      await change({ do: 'settle', claim: 'k1', state: 'approved' }, { do: 'assign', user: 'U4A', namespace: 'd-1' });
      expect(find(await books.roster.read())).toMatchObject({ state: 'approved', settledBy: 'U0INGE' });
      expect(await namespaceOf('U4A')).toBe('d-1');
    });

    test('seats are read by namespace', async () => {
      await change({ do: 'assign', user: 'U5A', namespace: 'e-2' }, { do: 'assign', user: 'U5B', namespace: 'e-1' });
      const all = (await books.roster.read()).assignments.map(({ namespace }) => namespace);
      expect(all).toEqual(all.toSorted());
    });

    test('who is released has none', async () => {
      await change({ do: 'assign', user: 'U6A', namespace: 'f-1' });
      await change({ do: 'release', user: 'U6A' }, { do: 'release', user: 'U6NOBODY' });
      expect(await namespaceOf('U6A')).toBeNull();
    });

    test('of 40 who claim one namespace at once exactly one has it', async () => {
      const claim = (user: string) =>
        books.roster.change(user, at, ({ assignments }) =>
          assignments.some(({ namespace }) => namespace === 'g-1')
            ? { changes: [], result: 'taken' }
            : { changes: [{ do: 'assign', user, namespace: 'g-1' }], result: 'seated' },
        );
      const results = await Promise.all(Array.from({ length: 40 }, (_, index) => claim(`U7X${index}`)));
      expect(results.filter((result) => result === 'seated')).toHaveLength(1);
      expect((await books.roster.read()).assignments.filter(({ namespace }) => namespace === 'g-1')).toHaveLength(1);
    });
  });

  describe('progress', () => {
    test('attempts come back as they were, the newest first, and nobody else’s', async () => {
      await change({ do: 'assign', user: 'U10', namespace: 'p-1' }, { do: 'assign', user: 'U11', namespace: 'p-2' });
      for (const minute of [1, 3, 2]) await books.progress.keep(attempt('U10', minute));
      await books.progress.keep(attempt('U11', 9));
      expect(await books.progress.of('U10')).toEqual([3, 2, 1].map((minute) => attempt('U10', minute)));
      // Who is on no roster leaves nothing behind.
      await books.progress.keep(attempt('U12', 9));
      expect(await books.progress.of('U12')).toEqual([]);
    });
  });

  describe('faults of the lab', () => {
    const dayMs = 24 * 60 * 60_000;
    const later = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
    const claim = (id: string, minutes: number, quietMs = dayMs) => books.faults.claim({ id, quietMs }, later(minutes));

    test('of 20 who see one at once exactly one tells it, and the others learn when it was told', async () => {
      const claims = await Promise.all(Array.from({ length: 20 }, () => claim('f1', 0)));
      expect(claims.filter(({ mine }) => mine)).toHaveLength(1);
      expect(claims.filter(({ mine }) => !mine)).toEqual(
        Array.from({ length: 19 }, () => ({ mine: false, toldAt: null })),
      );
      await books.faults.markTold(['f1'], later(1));
      expect(await claim('f1', 2)).toEqual({ mine: false, toldAt: later(1) });
      // Another fault is another matter.
      expect(await claim('f2', 2)).toEqual({ mine: true });
    });

    test('is told again once its time of quiet is over, and not before', async () => {
      await claim('f3', 0, 60 * 60_000);
      await books.faults.markTold(['f3'], later(0));
      expect(await claim('f3', 59, 60 * 60_000)).toEqual({ mine: false, toldAt: later(0) });
      expect(await claim('f3', 61, 60 * 60_000)).toEqual({ mine: true });
      expect(await claim('f3', 62, 60 * 60_000)).toEqual({ mine: false, toldAt: null });
    });

    test('that reached nobody is free at once where that is known, and after minutes where nothing was heard', async () => {
      await claim('f4', 0);
      await books.faults.release(['f4']);
      expect(await claim('f4', 0)).toEqual({ mine: true });
      expect(await claim('f4', 5)).toEqual({ mine: false, toldAt: null });
      expect(await claim('f4', 7)).toEqual({ mine: true });
      // What was told is not given back.
      await books.faults.markTold(['f4'], later(8));
      await books.faults.release(['f4']);
      expect(await claim('f4', 9)).toEqual({ mine: false, toldAt: later(8) });
    });
  });

  describe('what people say of pages and cards', () => {
    const say = (user: string, helped: boolean, id = 'overlay', kind: 'page' | 'card' = 'page', when = at) =>
      books.feedback.count({ subject: { kind, id }, user, helped, at: when });
    const said = async (id: string) => (await books.feedback.read()).filter(({ subject }) => subject.id === id);

    test('is counted by page and by card, over all days together', async () => {
      await say('U60', true);
      await say('U61', false);
      await say('U62', false, 'overlay', 'page', '2026-11-26T09:00:00.000Z');
      await say('U62', true, 'overlay', 'card');
      expect(await said('overlay')).toEqual([
        { subject: { kind: 'card', id: 'overlay' }, yes: 1, no: 0 },
        { subject: { kind: 'page', id: 'overlay' }, yes: 1, no: 2 },
      ]);
    });

    test('one person counts once, and a changed mind replaces what was said, on another day too', async () => {
      await Promise.all([say('U63', false, 'nsg'), say('U63', false, 'nsg'), say('U64', false, 'nsg')]);
      expect(await said('nsg')).toEqual([{ subject: { kind: 'page', id: 'nsg' }, yes: 0, no: 2 }]);
      await say('U63', true, 'nsg', 'page', '2026-11-27T09:00:00.000Z');
      expect(await said('nsg')).toEqual([{ subject: { kind: 'page', id: 'nsg' }, yes: 1, no: 1 }]);
    });

    test('a press that could not be counted takes nothing from anybody, though the next one came while it was tried', async () => {
      await say('U66', true, 'udr');
      const [failed, counted] = await Promise.allSettled([
        say('U67', true, 'udr', 'page', 'no day'),
        say('U67', false, 'udr'),
      ]);
      expect([failed.status, counted.status]).toEqual(['rejected', 'fulfilled']);
      expect(await said('udr')).toEqual([{ subject: { kind: 'page', id: 'udr' }, yes: 1, no: 1 }]);
      // Its neighbour: two presses at once, each of which is counted.
      await Promise.all([say('U68', true, 'udr'), say('U68', false, 'udr')]);
      expect(await said('udr')).toEqual([{ subject: { kind: 'page', id: 'udr' }, yes: 1, no: 2 }]);
    });

    test('whose presses are forgotten is counted anew, and what was counted stays', async () => {
      await say('U65', false, 'vnet');
      books.feedback.forgetPresses('U65');
      await say('U65', true, 'vnet');
      expect(await said('vnet')).toEqual([{ subject: { kind: 'page', id: 'vnet' }, yes: 1, no: 1 }]);
    });
  });

  describe('notebooks', () => {
    beforeAll(() =>
      change({ do: 'assign', user: 'U40', namespace: 'n-1' }, { do: 'assign', user: 'U42', namespace: 'n-2' }),
    );

    const write = (key: string, body: unknown, when = at) =>
      books.notebooks.change('U40', 'hint', when, () => ({ entries: [{ key, body }], result: null }));

    test('pages are written, written over, taken out, and nobody else’s', async () => {
      await write('2', { rung: 1, guess: '“ö”' });
      await write('1', [1, 'a', null], '2026-11-24T16:41:00.000Z');
      await write('2', { rung: 2 }, '2026-11-24T16:42:00.000Z');
      expect(await books.notebooks.read('U40', 'hint')).toEqual([
        { key: '1', at: '2026-11-24T16:41:00.000Z', body: [1, 'a', null] },
        { key: '2', at: '2026-11-24T16:42:00.000Z', body: { rung: 2 } },
      ]);
      await write('1', null);
      expect((await books.notebooks.read('U40', 'hint')).map(({ key }) => key)).toEqual(['2']);
      expect(await books.notebooks.read('U40', 'walk')).toEqual([]);
      expect(await books.notebooks.read('U41', 'hint')).toEqual([]);
    });

    test('who has no namespace any more is told a result, and nothing is written', async () => {
      await change({ do: 'assign', user: 'U43', namespace: 'n-3' });
      await books.personal.forget('U43');
      const late = (user: string) =>
        books.notebooks.change(user, 'walk', at, (pages) => ({
          entries: [{ key: 'on', body: 1 }],
          result: pages.length,
        }));
      expect(await late('U43')).toBe(0);
      expect(await books.notebooks.read('U43', 'walk')).toEqual([]);
      expect(await late('U42')).toBe(0);
      expect(await books.notebooks.read('U42', 'walk')).toHaveLength(1);
    });

    test('what is anybody’s is kept without a namespace, and goes with everything else', async () => {
      const off = (body: unknown) =>
        books.notebooks.change('U44', 'tutor', at, () => ({ entries: [{ key: 'off', body }], result: null }));
      await off({ off: true });
      expect(await books.notebooks.read('U44', 'tutor')).toHaveLength(1);
      await off(null);
      expect(await books.notebooks.read('U44', 'tutor')).toEqual([]);
      await off({ off: true });
      expect((await books.personal.forget('U44')).notebookEntries).toBe(1);
      expect(await books.notebooks.read('U44', 'tutor')).toEqual([]);
    });

    test('of 30 presses at once each one sees what was written before it', async () => {
      const press = () =>
        books.notebooks.change('U42', 'quiz', at, ([page]) => {
          const count = Number(page?.body ?? 0) + 1;
          return { entries: [{ key: 'n', body: count }], result: count };
        });
      const counts = await Promise.all(Array.from({ length: 30 }, press));
      expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    });
  });

  describe('pictures', () => {
    test('a content has one file in a workspace; a later file takes its place', async () => {
      expect(await books.pictures.find('T1', 'abc')).toBeNull();
      await books.pictures.keep('T1', 'abc', 'F1', at);
      await books.pictures.keep('T2', 'abc', 'F2', at);
      expect([await books.pictures.find('T1', 'abc'), await books.pictures.find('T2', 'abc')]).toEqual(['F1', 'F2']);
      await books.pictures.keep('T1', 'abc', 'F3', at);
      expect(await books.pictures.find('T1', 'abc')).toBe('F3');
      expect(await books.pictures.find('T1', 'abd')).toBeNull();
    });
  });

  describe('questions', () => {
    const askers = ['U50', 'U51', 'U52', 'U53', 'U54', 'U57', 'U58', 'U59', 'U590', 'U591'];
    beforeAll(() => change(...askers.map((user) => ({ do: 'assign', user, namespace: `q-${user}` }) as const)));

    const later = '2026-11-24T16:50:00.000Z';
    const fresh = { toldAt: null, state: 'open', claim: null, answerers: [], reply: null } as const;
    const line = (id: string, to: string, words: string | null = 'Look at <b> & “ö”.', kind: LineKind = 'ask') => ({
      ...{ id, kind, from: 'U50', to, words, at },
    });
    const become = (id: string, state: Partial<HelpRequest>, ...lines: readonly NewLine[]) =>
      books.helpRequests.change(id, (found) => ({ request: { ...found, ...state }, lines, result: found }));

    test('who has no namespace any more asks nothing', async () => {
      await change({ do: 'assign', user: 'U56', namespace: 'q-U56' });
      await books.personal.forget('U56');
      await expect(books.helpRequests.ask(question('q8', 'U56'), [])).rejects.toThrow('unknown-person');
      expect(await books.helpRequests.find('q8')).toBeNull();
      expect((await books.helpRequests.open()).filter(({ user }) => user === 'U56')).toEqual([]);
    });

    test('one is found as it was, and waits until somebody answers', async () => {
      const asked = await books.helpRequests.ask(question('q1', 'U50'), []);
      expect(asked).toEqual({ ...question('q1', 'U50'), ...fresh });
      expect(await books.helpRequests.find('q1')).toEqual(asked);
      expect(await books.helpRequests.open()).toContainEqual(asked);
      expect(await books.helpRequests.ofStudent('U50')).toEqual([asked]);
      const answered = { state: 'answered', answerers: ['U0INGE'], reply: { by: 'U0INGE', at: later } } as const;
      expect(await become('q1', answered)).toEqual(asked);
      expect(await books.helpRequests.find('q1')).toEqual({ ...asked, ...answered });
      expect((await books.helpRequests.open()).map(({ id }) => id)).not.toContain('q1');
      expect((await books.helpRequests.ofStudent('U50')).map(({ id }) => id)).toEqual(['q1']);
      expect([await books.helpRequests.find('none'), await become('none', {})]).toEqual([null, null]);
    });

    test.each(subjects)('about %j, with what goes along', async (subject) => {
      const id = `s-${Object.values(subject).join('-')}`;
      const { evidence } = question(id, 'U591');
      const findings = [{ id: 'cilium-agents', task: 2, status: 'fail', observed: '“ö” <b>' }] as const;
      const standing = { checks: 2, hints: [{ task: 2, level: 'read' }], walk: 'no-egress', quiz: 'Why?' } as const;
      const whole = { ...question(id, 'U591'), subject, evidence: { ...evidence, findings, standing } };
      await books.helpRequests.ask(whole, []);
      expect(await books.helpRequests.find(id)).toEqual({ ...whole, ...fresh });
    });

    test('of 20 at once about one problem one is kept; another problem and another student are their own', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `q2-${index}`);
      const asked = await Promise.all(
        ids.map((id) => books.helpRequests.ask(question(id, 'U51'), [line(`l-${id}`, 'U0INGE')])),
      );
      expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
      expect(await books.helpRequests.takeLines(asked[0]?.id ?? '')).toHaveLength(1);
      expect((await books.helpRequests.ask(question('q3', 'U51', 'same-range'), [])).id).toBe('q3');
      expect((await books.helpRequests.ask(question('q4', 'U52'), [])).id).toBe('q4');
    });

    test('after a change of namespace the same problem there is a question of its own', async () => {
      await books.helpRequests.ask(question('q14', 'U58'), []);
      expect((await books.helpRequests.ask(question('q9', 'U58', 'no-egress', 'student-12'), [])).id).toBe('q9');
      expect((await books.helpRequests.ask(question('q10', 'U58', 'no-egress', 'student-12'), [])).id).toBe('q9');
    });

    test('words are kept until they are delivered and no longer; what may have been sent says so', async () => {
      await books.helpRequests.ask(question('q11', 'U57'), [line('l1', 'U0INGE'), line('l2', 'U0INGO')]);
      const first = await books.helpRequests.takeLines('q11');
      expect(first).toEqual([
        { ...line('l1', 'U0INGE'), request: 'q11', tried: false },
        { ...line('l2', 'U0INGO'), request: 'q11', tried: false },
      ]);
      expect((await books.helpRequests.takeLines('q11')).map(({ tried }) => tried)).toEqual([true, true]);
      const [one, two] = first;
      if (!one || !two) throw new Error('two lines');
      expect((await books.helpRequests.find('q11'))?.toldAt).toBeNull();
      await books.helpRequests.markDelivered(one, { channel: 'D1', ts: '1.1' }, at);
      await books.helpRequests.markDelivered(two, { channel: 'D2', ts: '1.2' }, later);
      expect((await books.helpRequests.find('q11'))?.toldAt).toBe(at);
      expect(await books.helpRequests.takeLines('q11')).toEqual([]);
      const post = { channel: 'D1', ts: '1.1', request: 'q11', kind: 'ask', person: 'U0INGE', with: 'U50' };
      expect(await books.helpRequests.postAt('D1', '1.1')).toEqual(post);
      expect([await books.helpRequests.postAt('D1', '1.2'), await books.helpRequests.postAt('D3', '1.1')]).toEqual([
        null,
        null,
      ]);
      expect((await books.helpRequests.questionPosts('q11')).map(({ ts }) => ts)).toEqual(['1.1', '1.2']);
      expect([await books.helpRequests.channelOf('U0INGO'), await books.helpRequests.channelOf('U77')]).toEqual([
        'D2',
        null,
      ]);
    });

    test('a line that is dropped is gone, and its neighbour goes out; what waits is told to whoever decides', async () => {
      await books.helpRequests.ask(question('q12', 'U57', 'same-range'), [line('l3', 'U0INGE')]);
      const waiting: number[] = [];
      await books.helpRequests.change('q12', (request, count) => {
        waiting.push(count);
        return { request, lines: [line('l4', 'U57', null, 'ended')], result: null };
      });
      await books.helpRequests.dropLine('l3');
      expect((await books.helpRequests.takeLines('q12')).map(({ id, words }) => [id, words])).toEqual([['l4', null]]);
      expect((await books.helpRequests.find('q12'))?.toldAt).toBeNull();
      expect(waiting).toEqual([1]);
    });

    test('what is left to be sent is found again, as possibly sent', async () => {
      await books.helpRequests.ask(question('q15', 'U59'), [line('l5', 'U0INGE')]);
      expect(await books.helpRequests.takeLeft(later)).toContain('q15');
      expect((await books.helpRequests.takeLines('q15')).map(({ tried }) => tried)).toEqual([true]);
    });

    test('once it has ended, the same can be asked again; a claim that is old is found', async () => {
      await books.helpRequests.ask(question('q5', 'U53'), []);
      await become('q5', { state: 'claimed', claim: { by: 'U0INGE', at } });
      expect((await books.helpRequests.claimedBefore(later)).map(({ id }) => id)).toContain('q5');
      expect((await books.helpRequests.claimedBefore(at)).map(({ id }) => id)).not.toContain('q5');
      await become('q5', { state: 'solved', claim: null });
      expect((await books.helpRequests.ask(question('q6', 'U53'), [])).id).toBe('q6');
    });

    test('two changes at once see each other', async () => {
      await books.helpRequests.ask(question('q16', 'U590'), []);
      const add = (by: string) =>
        books.helpRequests.change('q16', (found) => ({
          request: { ...found, answerers: [...found.answerers, by] },
          lines: [],
          result: found.answerers.length,
        }));
      expect((await Promise.all(['U1', 'U2', 'U3'].map(add))).toSorted()).toEqual([0, 1, 2]);
      expect((await books.helpRequests.find('q16'))?.answerers).toHaveLength(3);
    });

    test('an instructor who is forgotten leaves the answer without a name, and holds nobody up', async () => {
      await books.helpRequests.ask(question('q7', 'U54'), [line('l6', 'U55'), line('l7', 'U0INGE')]);
      await become('q7', {
        answerers: ['U55', 'U0INGE'],
        reply: { by: 'U55', at: later },
        state: 'claimed',
        claim: { by: 'U55', at },
      });
      await books.helpRequests.keepAnswer({ id: 'k7', subject: { about: 'general' }, words: 'So.', day: at }, 'U55');
      await books.personal.forget('U55');
      expect(await books.helpRequests.find('q7')).toMatchObject({
        answerers: ['U0INGE'],
        reply: { by: 'deleted', at: later },
        state: 'still-stuck',
        claim: null,
      });
      expect((await books.helpRequests.takeLines('q7')).map(({ id }) => id)).toEqual(['l7']);
    });

    test('what the class may keep has no student in it', async () => {
      const words = {
        id: 'k1',
        subject: { about: 'task', task: 2 },
        words: 'Why <b>?',
        day: '2026-11-24T00:00:00.000Z',
      } as const;
      await books.helpRequests.keepQuestion(words);
      await books.helpRequests.keepAnswer({ ...words, id: 'k2' }, 'U0INGE');
      const { questions, answers } = await books.helpRequests.forClass();
      expect(questions).toEqual([words]);
      expect(answers).toContainEqual({ ...words, id: 'k2' });
    });
  });

  describe('drafts', () => {
    test('are found until they are dropped', async () => {
      const draft = { id: 'd1', by: 'U0INGE', at, text: '{"a":"“ö”"}' };
      await books.drafts.keep(draft);
      expect(await books.drafts.find('d1')).toEqual(draft);
      await books.drafts.drop('d1');
      expect(await books.drafts.find('d1')).toBeNull();
    });
  });

  describe('broadcasts', () => {
    const own = (id: string) => books.broadcasts.find(id);

    test('one is begun once; each recipient’s fate is kept; one that ended is unfinished no longer', async () => {
      const sent = announcement('b1', ['U20', 'U21', 'U22', 'U23']);
      expect(await books.broadcasts.accept(sent)).toBe(true);
      expect(await books.broadcasts.accept(sent)).toBe(false);
      expect(await books.broadcasts.mark('b1', { to: 'U20', fate: 'trying', why: '' })).toBe(true);
      await books.broadcasts.mark('b1', { to: 'U20', fate: 'reached', why: '' });
      await books.broadcasts.mark('b1', { to: 'U21', fate: 'trying', why: '' });
      await books.broadcasts.mark('b1', { to: 'U22', fate: 'refused', why: 'user_not_found' });
      expect(await own('b1')).toEqual({
        announcement: sent,
        deliveries: [
          { to: 'U20', fate: 'reached', why: '' },
          { to: 'U21', fate: 'unknown', why: 'netlab stopped while it was being sent' },
          { to: 'U22', fate: 'refused', why: 'user_not_found' },
          { to: 'U23', fate: 'waiting', why: 'not tried' },
        ],
      });
      // The sender knows more than was kept while the database was away; nobody is tried by being told of.
      const known = [
        { to: 'U21', fate: 'reached', why: '' },
        { to: 'U23', fate: 'waiting', why: 'not tried' },
        { to: 'UGONE', fate: 'reached', why: '' },
      ] as const;
      await books.broadcasts.end('b1', known);
      expect((await own('b1'))?.deliveries.map(({ to, fate }) => [to, fate])).toEqual([
        ['U20', 'reached'],
        ['U21', 'reached'],
        ['U22', 'refused'],
        ['U23', 'waiting'],
      ]);
      // One that ended is at nobody's hands any more.
      expect(await books.broadcasts.mark('b1', { to: 'U23', fate: 'trying', why: '' })).toBe(false);
      expect(await books.broadcasts.unfinished(['b2', 'b3'])).toEqual([]);
      expect(await own('none')).toBeNull();
    });

    test('one to a channel, and one to nobody', async () => {
      const channel = { ...announcement('b2', []), to: { kind: 'channel', channel: 'C1' } } as const;
      expect(await books.broadcasts.accept(channel)).toBe(true);
      expect((await own('b2'))?.announcement).toEqual(channel);
      expect(await books.broadcasts.accept(announcement('b3', []))).toBe(true);
    });
  });

  describe('what is stored of somebody', () => {
    const fill = async (user: string) => {
      await change({ do: 'ask', claim: `k${user}`, user, namespace: 'h-1' });
      await change(
        { do: 'settle', claim: `k${user}`, state: 'approved' },
        { do: 'assign', user, namespace: `h-${user}` },
      );
      await books.roster.keepChannel(user, `D${user}`);
      await books.roster.keepChannel(user, `D${user}`);
      for (const minute of [1, 2]) await books.progress.keep(attempt(user, minute));
      await books.notebooks.change(user, 'walk', at, () => ({ entries: [{ key: 'w', body: {} }], result: null }));
      await books.audit.keep({
        by: 'U0INGE',
        at,
        did: 'change',
        what: 'roster assign',
        about: user,
        namespace: 'x',
        as: null,
      });
      await books.helpRequests.ask(question(`q${user}`, user), []);
      await books.audit.keep({ by: user, at, did: 'read', what: 'check', namespace: `h-${user}`, as: 'netlab' });
      await books.drafts.keep({ id: `d${user}`, by: 'U0INGE', at, text: JSON.stringify([{ user }]) });
      await books.broadcasts.accept(announcement(`b${user}`, [user]));
    };
    const full = (user: string) => ({
      user,
      namespace: `h-${user}`,
      claims: 1,
      channel: true,
      attempts: { count: 2, first: attempt(user, 1).at, last: attempt(user, 2).at },
      audit: { count: 2, first: at, last: at },
      notebookEntries: 1,
      helpRequests: 1,
      broadcasts: 1,
      days: 180,
    });

    test('is told, and deleted to the last row; the neighbour’s stays', async () => {
      await fill('U30');
      await fill('U31');
      expect(await books.personal.of('U30')).toEqual(full('U30'));
      expect(await books.personal.forget('U30')).toEqual(full('U30'));
      const none = { count: 0, first: null, last: null };
      const nothing = {
        namespace: null,
        claims: 0,
        channel: false,
        attempts: none,
        audit: none,
        notebookEntries: 0,
        helpRequests: 0,
        broadcasts: 0,
        days: 180,
      };
      expect(await books.personal.of('U30')).toEqual({ user: 'U30', ...nothing });
      expect(await books.personal.of('U31')).toEqual(full('U31'));
      expect([await books.drafts.find('dU30'), await books.drafts.find('dU31')]).toEqual([
        null,
        expect.objectContaining({ id: 'dU31' }),
      ]);
      expect((await books.personal.of('deleted')).audit.count).toBe(2);
    });
  });
}
