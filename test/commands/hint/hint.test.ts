import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import { opensForm } from '../../../src/commands/dispatch.ts';
import { parseHintRequest } from '../../../src/commands/hint/arguments.ts';
import {
  advanceHints,
  type HintObservation,
  type HintProgress,
  visibleLevelOf,
} from '../../../src/commands/hint/ladder.ts';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import { buildLesson } from '../../../src/exercise/lesson.ts';
import { namesAModel } from '../../../src/exercise/names-a-model.ts';
import type { Lesson } from '../../../src/model/lesson.ts';
import type { ReadName, Snapshot } from '../../../src/model/snapshot.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { toMarkdown, toText } from '../../../src/terminal/write-answer.ts';
import * as clusters from '../../support/clusters.ts';
import { dispatch, press } from '../../support/dispatch.ts';
import { hintSchema } from '../../support/json-schemas/hint.ts';
import { bareLab, inside, lesson, lessonFiles } from '../../support/lab.ts';
import { classOf, levelsOf } from '../../support/learners.ts';
import { forbidden, snapshotOf, withReads } from '../../support/objects.ts';

const on = (documents: readonly unknown[]) => (namespace: string) => snapshotOf(documents, namespace);

describe('what is typed', () => {
  test.each<[string, unknown]>([
    ['', { do: 'next', task: null }],
    ['2', { do: 'next', task: 2 }],
    ['task 2', { do: 'next', task: 2 }],
    ['2 again', { do: 'again', task: 2 }],
    ['AGAIN', { do: 'again', task: null }],
    ['3 all', { do: 'all', task: 3 }],
    ['2 guess', { do: 'explain-guess', task: 2 }],
    ['guess two ranges', { do: 'guess', task: null, words: 'two ranges' }],
    ['2 guess again and again', { do: 'guess', task: 2, words: 'again and again' }],
  ])('hint %s', (said, wish) => expect(parseHintRequest(said.split(' ').filter(Boolean))).toEqual(wish));

  test.each(['9', '2 banana', 'student-12', '2 again now', '1 2'])('hint %s is refused', async (said) => {
    const { say } = classOf(on(clusters.overlayCilium));
    expect((await say('alice', `hint ${said}`)).answer.kind).toBe('trouble');
  });
});

describe('a step', () => {
  const look = (seen: string, readAt = '2'): HintObservation => ({ namespace: 'student-07', seen, readAt });
  const at = (rung: HintProgress['rung'], seen = 'pp------'): HintProgress => ({
    namespace: 'student-07',
    rung,
    seen,
    readAt: '1',
    guess: null,
  });
  const guess = { length: 12, at: '3' };

  test.each<[string, HintProgress | null, HintObservation, boolean, string, string]>([
    ['the first one', null, look('pp------'), false, 'idea', 'first'],
    ['a guess before the first one skips nothing', null, look('pp------'), true, 'idea', 'first'],
    ['nothing new', at('idea'), look('pp------'), false, 'idea', 'nothing'],
    ['another status', at('idea'), look('pf------'), false, 'where', 'evidence'],
    ['a permission that came', at('where', 'pb------'), look('pp------'), false, 'read', 'evidence'],
    ['a permission that went', at('idea'), look('bb------'), false, 'idea', 'nothing'],
    [
      'a permission that came with another status',
      at('idea', 'bp------'),
      look('fp------'),
      false,
      'where',
      'evidence',
    ],
    ['an outage is no news', at('idea'), look('ee------'), false, 'idea', 'nothing'],
    ['its end is none either', at('idea', 'ee------'), look('pp------'), false, 'idea', 'nothing'],
    ['what was not looked at is no news', at('idea'), look('p-------'), false, 'idea', 'nothing'],
    ['a guess', at('where'), look('pp------'), true, 'read', 'guess'],
    ['a guess and news are one step', at('where'), look('ff------'), true, 'read', 'guess'],
    ['after the last one', at('yours'), look('ff------'), true, 'yours', 'guess'],
    ['a look that is older than the last one', at('idea'), look('ff------', '0'), false, 'idea', 'nothing'],
    ['another namespace', { ...at('read'), namespace: 'student-08' }, look('ff------'), false, 'idea', 'first'],
  ])('%s', (_, was, seen, guessed, rung, because) => {
    const step = advanceHints(was, seen, guessed ? guess : null);
    expect([step.is.rung, step.because]).toEqual([rung, because]);
    expect(step.is.guess).toEqual(guessed ? guess : null);
  });

  test('the same evidence twice is one step; what an outage hid is compared with what was known', () => {
    const first = advanceHints(at('idea'), look('pf------'), null).is;
    expect(advanceHints(first, look('pf------', '3'), null).because).toBe('nothing');
    const hidden = advanceHints(first, look('pe------', '3'), null).is;
    expect(advanceHints(hidden, look('pf------', '4'), null).because).toBe('nothing');
    expect(advanceHints(hidden, look('pp------', '4'), null).because).toBe('evidence');
  });

  test('a permission that is lost and comes back shows what was known', () => {
    const lost = advanceHints(at('idea'), look('bb------', '2'), null).is;
    const back = advanceHints(lost, look('pp------', '3'), null);
    expect([back.is.rung, back.because]).toEqual(['idea', 'nothing']);
    expect(advanceHints(lost, look('pf------', '3'), null).because).toBe('evidence');
    // Never seen before: a permission that stays away is kept as such, so that its coming is news.
    const never = advanceHints(at('idea', 'b-------'), look('b-------', '2'), null).is;
    expect(advanceHints(never, look('p-------', '3'), null).because).toBe('evidence');
  });

  test('the last one waits for a check', () => {
    expect([
      visibleLevelOf(at('yours'), false),
      visibleLevelOf(at('yours'), true),
      visibleLevelOf(at('read'), false),
    ]).toEqual(['example', 'yours', 'read']);
  });
});

describe('hint', () => {
  test('the ladder: nothing for asking twice, one step for news, one for a guess, the last after a check', async () => {
    const { say, show, books } = classOf(on(clusters.emptyNamespace));
    expect(levelsOf(await say('alice', 'hint 1'))).toBe('idea');
    expect(levelsOf(await say('alice', 'hint 1'))).toBe('idea');
    show(on(clusters.overlayCilium));
    const second = await say('alice', 'hint 1');
    expect([levelsOf(second), second.answer.kind === 'hint' && second.answer.message]).toEqual([
      'where',
      'Your cluster shows something new since the last hint. Here is the next one.',
    ]);
    expect(levelsOf(await say('alice', 'hint 1'))).toBe('where');
    expect(levelsOf(await say('alice', 'hint 1 guess two ranges'))).toBe('read');
    expect(levelsOf(await say('alice', 'hint 1 guess the Pods are elsewhere'))).toBe('example');
    const waiting = await say('alice', 'hint 1 guess they share nothing');
    expect(levelsOf(waiting)).toBe('example');
    expect(waiting.answer).toMatchObject({ more: expect.stringContaining('“check 1”') });
    await say('alice', 'check 1');
    const last = await say('alice', 'hint 1');
    expect(levelsOf(last)).toBe('yours');
    expect(last.answer).toMatchObject({ more: null });
    expect(answerMessage(last.answer).text).toContain('your Pod api has 192.168.2.18');
    expect(answerMessage(last.answer).text).toMatch(/and why\?$/u);
    expect(levelsOf(await say('alice', 'hint 1 again'))).toBe('idea where read example yours');
    // Nothing of the words is anywhere.
    expect(JSON.stringify([await books.notebooks.read('alice', 'hint'), books.kept])).not.toMatch(
      /ranges|elsewhere|share/u,
    );
    expect(await books.notebooks.read('alice', 'hint')).toMatchObject([{ key: '1', body: { guess: { length: 16 } } }]);
  });

  test.each([
    ['refused', 403],
    ['an outage', 500],
  ])('the last one waits for a check that saw something: %s shows nothing', async (_, code) => {
    const whole = await snapshotOf(clusters.overlayCilium);
    const unseen: Snapshot = withReads(
      whole,
      Object.fromEntries(
        (Object.keys(whole.reads) as ReadName[]).map((name) => [name, refusalOf(whole.reads[name].ask, code)]),
      ),
    );
    const { say, show } = classOf(async () => unseen);
    await say('alice', 'check 2');
    for (const words of ['', ...['one', 'two', 'three', 'four'].map((each) => ` guess it is ${each}`)])
      await say('alice', `hint 2${words}`);
    expect(levelsOf(await say('alice', 'hint 2'))).toBe('example');
    show(async () => whole);
    await say('alice', 'check 2');
    expect(levelsOf(await say('alice', 'hint 2'))).toBe('yours');
  });

  test('alone it asks for the task; each task has a ladder of its own', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    const { form, next } = await say('alice', 'hint');
    expect(form).toMatchObject({ kind: 'words', command: 'hint' });
    expect(next?.map(({ command }) => command)).toEqual(['hint 1', 'hint 2', 'hint 3']);
    expect((await say('alice', 'hint 1')).answer).toMatchObject({ task: 1, steps: [{ level: 'idea' }] });
    await say('alice', 'hint 2');
    await say('alice', 'hint 2 guess Cilium does it');
    expect((await say('alice', 'hint 2 again')).answer).toMatchObject({
      steps: [{ level: 'idea' }, { level: 'where' }],
    });
    expect((await say('alice', 'hint 1')).answer).toMatchObject({ task: 1, steps: [{ level: 'idea' }] });
  });

  test('looking again with nothing new says so, and its neighbour gets the next one', async () => {
    const { say, show } = classOf(on(clusters.nodeSubnet));
    expect((await say('alice', 'hint 2')).answer).toMatchObject({ message: null });
    const again = await say('alice', 'hint 2');
    expect(again.answer).toMatchObject({ message: expect.stringContaining('Nothing of this task is new') });
    expect(again.next?.map(({ label }) => label)).toContain('Next hint');
    expect(JSON.stringify(again)).not.toMatch(/change something|changed something/u);
    show(on(clusters.overlayCilium));
    expect((await say('alice', 'hint 2')).answer).toMatchObject({
      message: expect.stringContaining('shows something new'),
    });
  });

  test('where all is done but the newest look saw nothing, hint does not say that all is done', async () => {
    const seen = await snapshotOf(clusters.overlayCilium, 'student-07');
    const lost = Object.entries(seen.reads).map(([name, { ask }]) => [name, refusalOf(ask, 403)]);
    const { say, show } = classOf(async () => seen);
    await say('alice', 'check');
    expect((await say('alice', 'hint again')).answer).toMatchObject({
      note: 'All three tasks are seen. Their hints are still there.',
    });
    show(async () => withReads(seen, Object.fromEntries(lost)));
    await say('alice', 'check');
    const { answer } = await say('alice', 'hint again');
    expect(JSON.stringify(answer)).toContain('the newest look could not see task 1, 2, 3.');
    expect(JSON.stringify(answer)).not.toContain('All three tasks are seen.');
  });

  test('no counter, no clock: nothing says how many there are', async () => {
    const { say } = classOf(on(clusters.overlayCilium));
    for (const said of ['hint 2', 'hint 2 guess Cilium', 'hint 2 guess Cilium']) {
      const { answer, next = [] } = await say('alice', said);
      const drawn = JSON.stringify(answerMessage(answer, { next, by: 'alice' }));
      expect(drawn).toContain('I have a guess');
      expect(drawn).not.toMatch(/\d ?(?:of|\/) ?5|hints? left|remaining|seconds|minutes|wait/iu);
    }
  });

  test('a guess that is too short is refused, and nothing is kept', async () => {
    const { say, books } = classOf(on(clusters.overlayCilium));
    await say('alice', 'hint 1');
    for (const said of ['hint 1 guess abc', 'hint 1 guess ??? !!! ...'])
      expect((await say('alice', said)).answer.kind).toBe('trouble');
    expect(await books.notebooks.read('alice', 'hint')).toMatchObject([{ body: { rung: 'idea', guess: null } }]);
  });

  test('the own namespace alone is read, and it is audited', async () => {
    const { say, asked } = classOf(on(clusters.overlayCilium));
    expect((await say('bob', 'hint 2')).audit).toEqual({
      did: 'read',
      what: 'hint',
      namespace: 'student-12',
      as: null,
    });
    expect(asked).toEqual(['student-12']);
  });

  test('somebody else’s button is refused, and moves nobody', async () => {
    const { lab, books, asked } = classOf(on(clusters.overlayCilium));
    const outcome = await press({ say: 'hint 2 guess words', by: 'alice' }, inside('bob'), lab);
    expect([outcome.answer.kind, outcome.audit, asked]).toEqual([
      'trouble',
      expect.objectContaining({ what: 'hint: not-your-button' }),
      [],
    ]);
    for (const user of ['alice', 'bob']) expect(await books.notebooks.read(user, 'hint')).toEqual([]);
  });

  test('an instructor sees all of them, a student does not', async () => {
    const { say, asked } = classOf(on(clusters.overlayCilium));
    expect(levelsOf(await say('inge', 'hint 2'))).toBe('idea where read example yours');
    expect(levelsOf(await say('ida', 'hint 2 all'))).toBe('idea where read example yours');
    expect(levelsOf(await say('ida', 'hint 2'))).toBe('idea');
    const refused = await say('alice', 'hint 2 all');
    expect([refused.answer.kind, refused.audit]).toEqual([
      'trouble',
      expect.objectContaining({ what: 'hint: instructors-only' }),
    ]);
    expect(asked).toEqual(['student-99']);
  });

  test('what could not be read says why, in the last one', async () => {
    const refused = clusters.overlayCilium.map((each) =>
      each.kind === 'DaemonSetList' ? forbidden('daemonsets', 'kube-system') : each,
    );
    const { say } = classOf(on(refused.filter((each) => each.kind !== 'PodList')));
    for (const said of ['hint 2', ...Array<string>(4).fill('hint 2 guess words'), 'check 2']) await say('alice', said);
    const { answer } = await say('alice', 'hint 2');
    expect(answerMessage(answer).text).toMatch(/I could not (?:tell|see)[^.]*(?:permission|forbidden|dump)/iu);
  });
});

const hostile = (body: readonly string[], rung = 'read'): Lesson => ({
  ...lesson,
  hints: lesson.hints.map((hint) => (hint.level === rung ? { ...hint, body } : hint)),
});

describe('the first three rungs name no model', () => {
  const named = [
    'So it is an overlay.',
    'OVERLAY',
    'over-lay',
    'o v e r l a y',
    'over\u00adlay',
    'over\u200blay',
    'оverlаy',
    'ｏｖｅｒｌａｙ',
    'óverläy',
    '`over`lay',
    'It is kubenet',
    'kube-net',
    'a node  subnet',
    'a node-subnet',
    'the Pod_subnet',
    'traditional',
    'dynamic addresses',
    'static  block',
    'BYO CNI',
    'a byo network',
    'bring-your-own',
    'azure-cni-overlay',
  ];
  test.each(named)('%j is caught: when the lesson is loaded, and when it is shown', async (words) => {
    expect(namesAModel(['Fine.', words])).toBe(true);
    const files = lessonFiles.map((file) =>
      file.name === 'hints/2.md'
        ? { ...file, text: file.text.replace('## Where to look\n', `## Where to look\n\n${words}\n`) }
        : file,
    );
    expect(() => buildLesson(files, '2026-11-24')).toThrow('must not name a network model');
    const { say } = classOf(on(clusters.overlayCilium), { lesson: () => hostile([words], 'idea') });
    const { answer } = await say('alice', 'hint 2');
    expect(answer).toMatchObject({ kind: 'trouble', message: expect.stringContaining('gives away too much') });
    expect(JSON.stringify(answerMessage(answer))).not.toContain(words);
  });

  test.each([
    'One by one.',
    'Go beyond it.',
    'Nodes and Pods share a range.',
    'kubectl get nodenetworkconfigs -n kube-system',
    'The node has a subnet.',
    'statistics of kubernetes',
  ])('%j is not', (words) => expect(namesAModel([words])).toBe(false));

  test('every model’s own id and name are caught', async () => {
    const { modelNames } = await import('../../../src/model/display-names.ts');
    const ids = Object.keys(modelNames).filter((id) => id !== 'mixed' && id !== 'undetermined');
    expect(ids.length).toBeGreaterThan(4);
    expect(ids.filter((id) => !namesAModel([id]))).toEqual([]);
    const names = Object.entries(modelNames).filter(([id]) => ids.includes(id));
    expect(names.filter(([, name]) => !namesAModel([name]))).toEqual([]);
  });

  test('a worked example may name them, and the last one must ask back', async () => {
    const shownIn = async (rung: string, body: readonly string[]) => {
      const { say } = classOf(on(clusters.overlayCilium), { lesson: () => hostile(body, rung) });
      for (const said of ['hint 2', ...Array<string>(4).fill('hint 2 guess words'), 'check 2'])
        await say('alice', said);
      return (await say('alice', 'hint 2 again')).answer;
    };
    expect((await shownIn('example', ['An overlay.'])).kind).toBe('hint');
    expect(await shownIn('yours', ['It is so.'])).toMatchObject({
      kind: 'trouble',
      message: expect.stringContaining('asks nothing back'),
    });
  });
});

describe('rendered', () => {
  const lastFor = async (documents: readonly unknown[]) => {
    const { say } = classOf(on(documents));
    for (const said of ['hint 1', ...Array<string>(4).fill('hint 1 guess words'), 'check 1']) await say('alice', said);
    return (await say('alice', 'hint 1')).answer;
  };

  test('as text, Markdown and JSON', async () => {
    const answer = await lastFor(clusters.overlayCilium);
    expect(toText(answer, plainStyle)).toContain('node n2 has 172.20.0.6, your Pod api has 192.168.2.18');
    expect(toMarkdown(answer)).toContain('# A hint for task 1\n\n**Nearly the answer**');
    const parsed = hintSchema.parse(JSON.parse(toJson(answer)));
    expect([parsed.task, parsed.hints.map(({ rung }) => rung), parsed.more]).toEqual([1, ['yours'], null]);
  });

  test('a guess without words explains how, and opens a form in Slack', async () => {
    const lab = bareLab(on(clusters.overlayCilium), {
      findPerson: async () => ({ id: 'alice', role: 'student', namespace: 'student-07' }),
    });
    const outcome = await dispatch('hint 2 guess', inside('alice'), lab);
    expect(outcome.form).toEqual({ kind: 'hint-guess', task: 2 });
    expect(outcome.answer).toMatchObject({ message: expect.stringContaining('hint 2 guess the nodes') });
    const opens = (text: string) => opensForm(parseCommand(text));
    expect(['hint 2 guess', 'hint guess', 'Hint task 2 Guess'].map(opens)).toEqual([true, true, true]);
    expect(['hint 2', 'hint 2 guess two ranges', 'hint 2 again'].map(opens)).toEqual([false, false, false]);
  });
});
