import { describe, expect, test } from 'vitest';
import { runAdmittedCommand } from '../../../src/commands/dispatch.ts';
import { parseCommand } from '../../../src/commands/parse-command.ts';
import type { Explanation } from '../../../src/model/explanation.ts';
import type { Person } from '../../../src/model/person.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { toText } from '../../../src/terminal/write-answer.ts';
import * as clusters from '../../support/clusters.ts';
import { explainSchema } from '../../support/json-schemas/explain.ts';
import { bareLab, lesson } from '../../support/lab.ts';
import { snapshotOf } from '../../support/objects.ts';

const alice: Person = { id: 'U0ALICE', role: 'student', namespace: 'student-07' };

/** What is answered to a text of somebody who read this last. */
async function said(text: string, last: string | null, found: Partial<Explanation> = {}, by = alice) {
  const asked: string[] = [];
  const outcome = await runAdmittedCommand(
    parseCommand(text),
    by,
    bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), {
      lastTopic: (user) => (user === by.id ? last : null),
      explainQuestion: async (question) => {
        asked.push(question);
        return { by: 'handbook', passages: [], ...found };
      },
    }),
  );
  const offers = (outcome.next ?? []).map(({ label, command }) => `${label}: ${command}`);
  return { ...outcome, asked, offers, words: toText(outcome.answer, plainStyle) };
}
const page = (id: string) => {
  const found = lesson.passages.find((each) => each.id === id);
  if (!found) throw new Error(`no page ${id}`);
  return found;
};
const flat = (text: string) => text.replaceAll(/\s+/gu, ' ');

describe('the simpler form', () => {
  test('of a page is offered below it, and leads back to the whole', async () => {
    const whole = await said('explain overlay', null);
    expect(whole.offers[1]).toBe('Simpler: explain simpler overlay');
    expect(whole.topic).toBe('overlay');
    const simpler = await said('explain simpler overlay', null);
    expect(flat(simpler.words)).toContain(flat(`Azure CNI Overlay ${page('overlay').simpler}`));
    expect(flat(simpler.words)).not.toContain(flat(page('overlay').body[0] ?? ''));
    expect(simpler.offers[0]).toBe('Read all of it: explain overlay');
    expect(simpler.topic).toBe('overlay');
    expect(JSON.parse(toJson(simpler.answer))).toMatchObject({ part: 'simpler', passages: [{ id: 'overlay' }] });
    expect(explainSchema.safeParse(JSON.parse(toJson(simpler.answer))).error).toBeUndefined();
  });

  test('of a card keeps its status, and is read from the cluster anew', async () => {
    const whole = await said('explain kube-proxy-absent', null);
    expect(whole.offers.slice(0, 2)).toEqual(['Check again: check 2', 'Simpler: explain simpler kube-proxy-absent']);
    const { words, audit, offers } = await said('explain simpler kube-proxy-absent', null);
    expect(flat(words)).toContain('✓ as expected. One program has taken over the work of another.');
    expect(audit).toMatchObject({ did: 'read', namespace: 'student-07' });
    expect(offers[0]).toBe('Read all of it: explain kube-proxy-absent');
  });

  test('a page that has none says so, and begins', async () => {
    const whole = await said('explain nsg', null);
    expect(whole.offers.join()).not.toContain('simpler');
    const { words } = await said('explain simpler nsg', null);
    expect(flat(words)).toContain('I have no simpler words for this page. It begins like this: An NSG,');
  });

  test('a page that is called like a finding is not taken for the card', async () => {
    const { topic, offers } = await said('explain node addresses', null);
    expect(topic).toBe('Node addresses');
    expect(offers[1]).toBe('Simpler: explain simpler Node addresses');
    const { answer } = await said('explain simpler Node addresses', null);
    expect(answer).toMatchObject({ part: 'simpler', explanation: { passages: [{ id: 'node-addresses' }] } });
    expect('card' in answer).toBe(false);
  });

  test('with a question behind it, it is a question', async () => {
    const { asked } = await said('explain simpler ways to reach the world', null);
    expect(asked).toEqual(['simpler ways to reach the world']);
  });
});

describe('a follow-up', () => {
  test.each(['simpler', 'again, simpler', 'explain noch mal einfacher', 'what does that mean?'])(
    '“%s” is the simpler form of what was read last',
    async (text) => {
      const { words, asked, topic } = await said(text, 'kubenet');
      expect(flat(words)).toContain(flat(`kubenet This page is about kubenet; your cluster is Azure CNI Overlay.`));
      expect(flat(words)).toContain(flat(page('kubenet').simpler ?? 'none'));
      expect([asked, topic]).toEqual([[], 'kubenet']);
    },
  );

  test.each(['why?', 'more', 'example?', 'explain tell me more'])('“%s” is the rest of the page', async (text) => {
    const { words, offers, asked } = await said(text, 'pod-cidr');
    const [first = '', ...rest] = page('pod-cidr').body;
    expect(rest.filter((each) => flat(words).includes(flat(each).replaceAll('`', '')))).toEqual(rest);
    expect(flat(words)).not.toContain(flat(first));
    expect(offers.slice(0, 2)).toEqual(['Read all of it: explain pod-cidr', 'Simpler: explain simpler pod-cidr']);
    expect(asked).toEqual([]);
  });

  test('on a card it is the card’s why', async () => {
    const { words, answer } = await said('why?', 'kube-proxy-absent');
    expect(flat(words)).toContain('✓ as expected. Azure-managed Cilium does that work with eBPF');
    expect(JSON.parse(toJson(answer))).toMatchObject({ part: 'rest', card: { id: 'kube-proxy-absent' } });
  });

  test('a page of one paragraph has no rest, and says so', async () => {
    const drift = page('drift-annotations');
    expect(drift.body).toHaveLength(1);
    expect((await said('more', drift.id)).words).toContain('There is no more on this page.');
  });

  test.each(['why?', 'simpler', 'explain more', 'noch mal einfacher'])(
    'without a last topic “%s” says so, and nothing is searched',
    async (text) => {
      const { answer, asked, topic } = await said(text, null);
      expect(answer).toEqual({
        kind: 'trouble',
        message: 'I keep no topic of yours that this could be about.',
        todo: 'Say which one you mean, for example: explain overlay, or: explain simpler overlay.',
      });
      expect([asked, topic]).toEqual([[], undefined]);
    },
  );

  test('a topic that the lesson no longer has is looked for like any other', async () => {
    const { answer } = await said('why?', 'gone-page');
    expect(answer.kind).toBe('trouble');
  });

  test('a question of its own is one, whatever was read last', async () => {
    const question = 'why is spec.podCIDR empty';
    const { asked, topic } = await said(question, 'overlay', { passages: [page('empty-pod-cidr')] });
    expect([asked, topic]).toEqual([[question], 'empty-pod-cidr']);
    expect((await said('what does NotFound mean', 'overlay')).topic).toBe('not-found');
  });

  test('pages to choose from, and a refusal, are no topic', async () => {
    const offered = [page('service-cidr'), page('cidr')];
    const choice = await said('explain service cidr vs pod cidr', null, { offered });
    expect(choice.answer).toMatchObject({ explanation: { offered: expect.any(Array) } });
    expect([choice.topic, (await said('explain quantum entanglement', null)).topic]).toEqual([undefined, undefined]);
  });
});

test('the page of the words has a list of them all; another topic has none', async () => {
  const words = lesson.passages.filter(({ under }) => under === 'glossary').map(({ id }) => `explain ${id}`);
  const { menu } = await said('explain glossary', null);
  expect(menu?.options.map(({ command }) => command).toSorted()).toEqual(words.toSorted());
  expect(words.length).toBeGreaterThan(20);
  expect((await said('explain cilium', null)).menu).toBeUndefined();
});

describe('the word that a question asks for', () => {
  test.each([
    ['what is a Pod', 'pod'],
    ['was ist ein Pod?', 'pod'],
    ['what does /24 mean?', 'prefix-length'],
    ['what is a CIDR', 'cidr'],
    ['what does NotFound mean?', 'not-found'],
    ['was bedeutet Forbidden', 'forbidden'],
    ['was ist mit Forbidden gemeint?', 'forbidden'],
    ['what is a namespace?', 'namespace'],
    ['whats a daemonset', 'daemonset'],
    ['what is the API server', 'api-server'],
    ['what is a subnet', 'vnet'],
    ['what is a route table?', 'kubenet-routes'],
    ['what is egress?', 'ingress'],
    ['what does dataplane mean', 'data-plane'],
  ])('%s: %s', async (text, id) => {
    const { answer, asked } = await said(text, null);
    expect(answer).toMatchObject({ kind: 'explain', explanation: { passages: [{ id }] } });
    expect(asked).toEqual([]);
  });

  test.each(['what is my Pod for?', 'what is the limit of nodes on an overlay', 'what does a Pod do all day'])(
    '%s is another question',
    async (text) => expect((await said(text, null)).asked).toEqual([text]),
  );
});
