// What a model chose, as a student gets it: sentences of the lesson, offers of commands, a way to the instructor, a refusal.
import { afterEach, describe, expect, test } from 'vitest';
import { createLab } from '../../src/app/lab.ts';
import type { Lab } from '../../src/model/lab.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { plainStyle } from '../../src/report/style.ts';
import { answerMessage } from '../../src/slack/replies/answer-message.ts';
import { toText } from '../../src/terminal/write-answer.ts';
import { memoryBooks } from '../support/books.ts';
import { egressBlocked, nodeSubnet } from '../support/clusters.ts';
import { dispatch } from '../support/dispatch.ts';
import { inside } from '../support/lab.ts';
import { type Llm, startLlm } from '../support/llm.ts';
import { snapshotOf } from '../support/objects.ts';
import { choosing, replying, taught, tutorAt } from '../support/tutors.ts';

const closing: Llm[] = [];
afterEach(async () => {
  for (const llm of closing.splice(0)) await llm.close();
});

async function started(answer: Llm['answer'], rest: Partial<Lab> = {}, documents: readonly unknown[] = nodeSubnet) {
  const llm = await startLlm();
  llm.answer = answer;
  closing.push(llm);
  const lab = createLab(
    () => taught,
    (namespace) => snapshotOf(documents, namespace),
    {
      ...memoryBooks({ U0ALICE: 'student-07' }),
      namespacePattern: '^student-[a-z0-9-]+$',
      findPerson: async (id) => ({ id, role: 'student', namespace: 'student-07' }),
      ...rest,
    },
    tutorAt(llm.url),
  );
  const say = async (text: string) => {
    const outcome = await dispatch(text, inside('U0ALICE'), lab);
    const { answer: shown, next = [] } = outcome;
    expect(blockFaults(answerMessage(shown, { next, by: 'U0ALICE' }).blocks)).toEqual([]);
    const written = toText(shown as Parameters<typeof toText>[0], plainStyle);
    return { ...outcome, text: written, offers: next.map(({ label, command }) => `${label}: ${command}`) };
  };
  return { llm, say, lab };
}

const question = 'explain womit füttert mein Dings web seine Sachen';
/** A reply that chooses from what was sent: it reads the request, as a model does. */
const choosingFrom =
  (choose: (data: { near: { id: string; sentences: string[] }[]; topic: string | null }) => object): Llm['answer'] =>
  ({ user }) =>
    replying(choose(JSON.parse(user)));

describe('a question', () => {
  test('that has a topic: its sentences go along, and those that are named are shown under its title', async () => {
    const { llm, say } = await started(
      choosingFrom(({ near: [first] }) => ({ picks: [{ page: first?.id ?? '', sentences: [1, 2] }] })),
      { lastTopic: () => 'vnet' },
    );
    const { answer, text, offers, chosen } = await say('explain und wozu taugt so etwas eigentlich');
    const sent = JSON.parse(llm.requests[0]?.user ?? '');
    expect([sent.topic, sent.near[0].id]).toEqual(['passage/vnet', 'passage/vnet']);
    expect(sent.near[0].sentences[0]).toMatch(/^1 A VNet is/u);
    expect(answer).toMatchObject({ kind: 'extract', about: 'question', by: 'tutor', pages: [{ id: 'passage/vnet' }] });
    expect(text).toContain('A VNet is a private network in Azure');
    expect(text).toContain('A language model chose these sentences. People wrote them.');
    expect(offers).toContain('Read all of it: explain vnet');
    expect(chosen).toBe(true);
  });

  test('after a finding: its code is the topic, and its pages are near', async () => {
    const { llm, say } = await started(() => choosing('passage/vnet'), { lastTopic: () => 'cilium-agents' });
    await say('explain und wozu taugt so etwas eigentlich');
    const sent = JSON.parse(llm.requests[0]?.user ?? '');
    expect(sent.topic).toBe('finding/cilium-agents');
    expect(sent.near.map(({ id }: { id: string }) => id)).toContain('passage/cilium');
  });

  test('a topic that the lesson does not know is not sent', async () => {
    const { llm, say } = await started(() => choosing('passage/vnet'), { lastTopic: () => 'student-07/web secret' });
    await say('explain und wozu taugt so etwas eigentlich');
    expect(JSON.parse(llm.requests[0]?.user ?? '').topic).toBeNull();
    expect(llm.requests[0]?.body).not.toContain('secret');
  });

  test('sentences about another model than the cluster’s carry its name', async () => {
    const { say } = await started(() => replying({ picks: [{ page: 'passage/overlay', sentences: [1] }] }), {
      lastTopic: () => 'overlay',
    });
    expect((await say('explain und wozu taugt so etwas eigentlich')).text).toContain(
      'Azure CNI Overlay: In an overlay the VNet gives',
    );
  });

  test('a page without sentences is shown as a whole, as before', async () => {
    const { say } = await started(() => choosing('passage/vnet'));
    expect((await say(question)).answer).toMatchObject({ kind: 'explain', explanation: { by: 'tutor' } });
  });

  test('a command is an offer: nothing of it was done', async () => {
    const { say } = await started(() => replying({ answerable: false, route: 'reach web dns 53' }));
    const { answer, text, offers } = await say('magst du web mal durchprobieren');
    expect(answer).toMatchObject({ kind: 'extract', pages: [], readAs: { command: 'reach web dns 53' } });
    expect(offers[0]).toBe('Try this connection: reach web dns 53');
    expect(text).toContain('I read this as: reach web dns 53.');
    expect(text).toContain('Nothing was done.');
  });

  test.each(['broadcast hello', 'privacy delete everything', 'reach other dns 53', 'check student-12', 'walk handoff'])(
    '“%s” is no offer: the lesson does not know',
    async (route) => {
      const { say } = await started(() => replying({ answerable: false, route }));
      const { answer, offers } = await say(question);
      expect(answer.kind).toBe('trouble');
      expect(offers.join()).not.toContain(route);
    },
  );

  test('that the instructor answers: the way to them is the first button', async () => {
    const { say } = await started(() => replying({ answerable: false, hand_over: true }));
    const { offers, text } = await say(question);
    expect(offers[0]).toBe('Ask my instructor: ask general');
    expect(text).toContain('Your instructor can answer this.');
  });

  test('that is outside of the lesson is refused, and nothing of it repeated', async () => {
    const { say } = await started(() => replying({ answerable: false, beyond: true }));
    const { answer, text } = await say('explain wer gewinnt die Meisterschaft am Samstag');
    expect(answer).toMatchObject({ kind: 'trouble' });
    expect(text).toContain('outside of the lesson');
    expect(text).not.toContain('Meisterschaft');
  });

  test('that two pages fit stays an offer of both, whatever a model says of it being outside', async () => {
    const { say, llm } = await started(() => replying({ answerable: false, beyond: true }));
    const { answer } = await say('explain agents or kube-proxy');
    expect(llm.requests.length).toBe(1);
    expect(answer).toMatchObject({
      kind: 'explain',
      explanation: { offered: [expect.any(Object), expect.any(Object)] },
    });
  });

  test('the same question about another topic is another one; about the same it is kept', async () => {
    let topic = 'vnet';
    const { llm, say } = await started(() => choosing('passage/vnet'), { lastTopic: () => topic });
    await say('explain und wozu taugt so etwas eigentlich');
    await say('explain und wozu taugt so etwas eigentlich');
    topic = 'cilium';
    await say('explain und wozu taugt so etwas eigentlich');
    expect(llm.requests.length).toBe(2);
  });
});

describe('a result', () => {
  const chosen: Llm['answer'] = ({ user }) => {
    const [first] = JSON.parse(user).sources;
    return JSON.stringify({ picks: [{ source: first.id, sentences: [1] }] });
  };

  test('codes, statuses and sentences of the lesson leave, and nothing of the cluster', async () => {
    const { llm, say } = await started(chosen, {}, egressBlocked);
    const { answer } = await say('explain result');
    expect(answer).toMatchObject({ kind: 'extract', by: 'tutor', pages: [{ id: 'problem/no-egress' }] });
    const [{ body = '', user = '' } = {}] = llm.requests;
    const { sources, ...codes } = JSON.parse(user);
    expect(Object.keys(codes)).toEqual(['about', 'model', 'dataplane', 'findings', 'problems']);
    expect(new Set(codes.findings.flatMap(Object.keys))).toEqual(new Set(['id', 'status', 'owner']));
    expect(new Set(codes.problems.flatMap(Object.keys))).toEqual(new Set(['id', 'status']));
    expect(sources.length).toBeGreaterThan(3);
    for (const each of ['student-07', 'U0ALICE', '172.20.', '"n1"']) expect(body).not.toContain(each);
    // About four characters a token: within 8,000 tokens by far.
    expect(body.length).toBeLessThan(28_000);
  });

  test('the same situation is asked once, whoever asks; another one anew', async () => {
    const { llm, say } = await started(chosen);
    await say('explain result');
    await say('explain result');
    expect(llm.requests.length).toBe(1);
    await say('explain result 1');
    expect(llm.requests.length).toBe(2);
  });

  test.each<readonly [string, Llm['answer']]>([
    ['an error', () => ({ status: 500, body: 'oops' })],
    ['silence', () => 'hang'],
    ['prose', () => 'Your cluster is fine.'],
    ['pages that it made up', () => '{"picks":[{"source":"finding/made-up","sentences":[1]}]}'],
    ['the form of a question', () => choosing('passage/overlay')],
  ])('%s leaves the cards’ own order', async (_, answer) => {
    const { say } = await started(answer);
    const { answer: shown, text } = await say('explain result');
    expect(shown).toMatchObject({ kind: 'extract', by: 'handbook' });
    expect(text).not.toContain('language model');
  });
});

test('a request for a question is within 8,000 tokens, however much of the lesson is near', async () => {
  const { llm, say } = await started(() => choosing('passage/vnet'), { lastTopic: () => 'pods-outside-node-range' });
  await say(`explain ${'who may reach the node subnet and overlay scheduler of windows '.repeat(6)}`);
  const [{ body = '' } = {}] = llm.requests;
  expect(body.length).toBeGreaterThan(10_000);
  expect(body.length).toBeLessThan(28_000);
});
