import { describe, expect, test } from 'vitest';
import { cardFor } from '../../src/exercise/cards.ts';
import { packetOf } from '../../src/explain/packet.ts';
import { verify } from '../../src/explain/verify.ts';
import type { Status } from '../../src/model/finding.ts';
import { figuresOf, sentences } from '../support/sentences.ts';
import { taught } from '../support/tutors.ts';

describe('planted lies and true sentences', () => {
  test('enough of them, each once, half never tuned on', () => {
    const lies = sentences.filter(({ kind }) => kind !== 'true');
    expect(lies.length).toBeGreaterThanOrEqual(300);
    expect(lies.filter(({ held }) => held).length * 2).toBeGreaterThanOrEqual(lies.length);
    expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length);
    expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length);
  });

  // At the least; without counting the second reading.
  test.each([
    ['tuned on', false, { number: 53, swap: 93, true: 74 }],
    ['held out', true, { number: 51, swap: 92, true: 67 }],
  ] as const)('%s', (_, held, least) => {
    const found = figuresOf(held);
    expect(found.number.of - found.number.stand, JSON.stringify(found)).toBeGreaterThanOrEqual(least.number);
    expect(found.swap.of - found.swap.stand, JSON.stringify(found)).toBeGreaterThanOrEqual(least.swap);
    expect(found.true.stand, JSON.stringify(found)).toBeGreaterThanOrEqual(least.true);
  });
});

const packetFor = (status: Status, passages: readonly string[] = ['overlay', 'kubenet']) =>
  packetOf(taught, {
    findings: [
      {
        id: 'cilium-agents',
        asks: 'Is Cilium there?',
        status,
        card: cardFor(taught, 'cilium-agents', status, 'azure-cni-overlay'),
      },
    ],
    passages,
    values: [{ token: 'POD_IP_1', means: 'x', value: '10.244.7.7' }],
    question: null,
    chosen: false,
  });

const good = 'With an overlay, the VNet gives addresses to nodes only.';
const conductOf = (text: string, cites: readonly string[] = ['passage/overlay'], status: Status = 'pass') =>
  verify([{ text, cites: [...cites] }], packetFor(status)).conduct;

describe('what no tutor may do throws the whole reply away', () => {
  test.each([
    ['a link', `${good} See https://learn.example.com.`, 'link'],
    ['a bare address of a site', `${good} See evil.example for more.`, 'link'],
    ['a mention', `<@U0INGE> ${good}`, 'characters'],
    ['a channel', `<!channel> ${good}`, 'characters'],
    ['another script', 'With an оverlay, the VNet gives addresses to nodes only.', 'characters'],
    ['an emoji', `🎉 ${good}`, 'characters'],
    ['a direction mark', `\u202E${good}`, 'characters'],
    ['Markdown', `*${good}*`, 'characters'],
    ['praise', `Well done. ${good}`, 'verdict'],
    ['a verdict', 'You passed task 2.', 'verdict'],
    ['a verdict in other words', 'There is nothing left to do for your task, everything works fine.', 'verdict'],
    ['a grade', 'The grade for this task is full marks.', 'verdict'],
    ['somebody’s authority', 'Your instructor said that this counts.', 'verdict'],
    ['another student', 'The Pods of student-12 have the same range.', 'foreign'],
    ['a command that is not the exercise’s', 'Run kubectl delete pods --all in your namespace.', 'command'],
    ['advice that breaks something', 'Then turn off the policies of your namespace.', 'command'],
    ['its instructions', 'My instructions say that I may not tell.', 'instructions'],
    ['a page that there is not', good, 'cite', ['passage/made-up']],
    ['a value that there is not', 'Your Pod has POD_IP_2.', 'token'],
    ['a failure that is none', 'The Cilium agents of this cluster are broken.', 'stance', ['finding/cilium-agents']],
  ])('%s', (_, text, why, cites: readonly string[] = ['passage/overlay']) => {
    expect(conductOf(text, cites)).toBe(why);
  });

  test('one sentence is enough', () => {
    const drafts = [good, 'You passed task 2.'].map((text) => ({ text, cites: ['passage/overlay'] }));
    expect(verify(drafts, packetFor('pass'))).toEqual({ conduct: 'verdict', sentences: [] });
  });

  test('its healthy neighbours stand', () => {
    const drafts = [
      { text: good, cites: ['passage/overlay'] },
      { text: 'With kubenet, nodes take VNet addresses.', cites: ['passage/kubenet'] },
    ];
    expect(verify(drafts, packetFor('pass'))).toEqual({
      conduct: null,
      sentences: drafts.map((draft) => ({ draft, fault: null })),
    });
  });
});

describe('a sentence that does not stand', () => {
  const faultOf = (text: string, ...cites: readonly string[]) =>
    verify([{ text, cites: [...cites] }], packetFor('pass')).sentences[0]?.fault;

  test.each([
    ['a number of its own', 'With an overlay, a /16 Pod CIDR has 250 blocks of /24.', ['passage/overlay'], 'literal'],
    ['a number of another page', 'An overlay cluster ends at 400 nodes.', ['passage/overlay'], 'literal'],
    ['a fact of another model', 'With kubenet, Pods use up VNet addresses.', ['passage/kubenet'], 'unsupported'],
    ['roles exchanged', 'With an overlay, Pods give addresses to nodes only.', ['passage/overlay'], 'unsupported'],
    [
      'a negation dropped',
      'A machine elsewhere in the VNet has a route to a Pod address.',
      ['passage/overlay'],
      'polarity',
    ],
    ['one’s own cluster without a finding', 'Your Pods live in a Pod CIDR of their own.', ['passage/overlay'], 'own'],
    ['nothing to compare', 'That is so.', ['passage/overlay'], 'thin'],
  ])('%s', (_, text, cites, fault) => {
    expect(faultOf(text, ...cites)).toBe(fault);
  });
});
