import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { cardFor } from '../../src/exercise/cards.ts';
import { type Packet, packetOf } from '../../src/explain/packet.ts';
import { verify } from '../../src/explain/verify.ts';
import { faultOf } from '../../src/explain/verify-claims.ts';
import type { Code, Status } from '../../src/model/finding.ts';
import type { PoolModel } from '../../src/model/network.ts';
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
    ['tuned on', false, { number: 53, swap: 100, true: 56 }],
    ['held out', true, { number: 53, swap: 97, true: 46 }],
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

  test('a reply that is far too long', () => {
    const long = `${good.slice(0, -1)}${', and to nodes only'.repeat(13)}.`;
    const drafts = Array.from({ length: 6 }, () => ({ text: long, cites: ['passage/overlay'] }));
    expect(long.length).toBeLessThan(320);
    expect(verify(drafts, packetFor('pass')).conduct).toBe('size');
    expect(verify(drafts.slice(0, 2), packetFor('pass')).conduct).toBeNull();
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

// What a hostile reader wrote to get past the verifier, each of them false or overstated.
describe('sentences that were written to get through', () => {
  const on = (code: Code, status: Status, model: PoolModel, passages: readonly string[] = []) =>
    packetOf(taught, {
      findings: [{ id: code, asks: checks[code].asks, status, card: cardFor(taught, code, status, model) }],
      passages: [...checks[code].theory, ...passages],
      values: ['NODE_IP_1', 'POD_IP_1', 'POD_RANGE_1'].map((token) => ({ token, means: 'x', value: 'y' })),
      question: null,
      chosen: false,
    });
  const throughIn = (packet: Packet, texts: readonly string[], cites: readonly string[]) =>
    texts.filter((text) => {
      const {
        conduct,
        sentences: [first],
      } = verify([{ text, cites: [...cites] }], packet);
      return conduct === null && first?.fault === null;
    });

  test.each(['fail', 'differs', 'blocked', 'error', 'not-measurable'] as const)(
    'Cilium, %s: its own question states nothing',
    (status) => {
      const texts = [
        'A Cilium agent runs on every node.',
        'A Cilium agent runs on each of your nodes.',
        'Your cluster runs Cilium.',
        'Cilium runs on your nodes.',
        'This cluster has an agent on each Linux node.',
        'On your nodes kube-proxy is not needed, and AKS does not run it.',
        'You lack a permission here.',
        'That is your fault.',
      ];
      expect(
        throughIn(on('cilium-agents', status, 'kubenet'), texts, ['finding/cilium-agents', 'passage/cilium']),
      ).toEqual([]);
    },
  );

  test('a page says nothing of one’s own cluster, also beside a finding', () => {
    const packet = on('pods-outside-node-range', 'differs', 'azure-cni-node-subnet', ['overlay']);
    const texts = [
      'Your cluster is an overlay, and your Pods live in a Pod CIDR of their own.',
      'Your Pods live in a Pod CIDR of their own.',
      'So your Pods use up no VNet addresses.',
      'Each of your nodes holds one /24 block of the Pod CIDR.',
      'Your Pod addresses come from another range than your node addresses.',
      'Your Pod addresses are node addresses.',
      'The Pods of this cluster live in a Pod CIDR of their own.',
      'This cluster is an overlay.',
      'Pods live in a Pod CIDR of their own.',
      'You may go on now, so Pods and nodes share one range.',
      'Your cluster is right.',
      'That is correct for your model.',
    ];
    expect(throughIn(packet, texts, ['finding/pods-outside-node-range', 'passage/overlay'])).toEqual([]);
    expect(throughIn(packet, texts, ['passage/overlay'])).toEqual([]);
  });

  test('a value stands after what it is, and nothing is said of it', () => {
    const packet = on('pods-outside-node-range', 'pass', 'azure-cni-overlay');
    const texts = [
      'NODE_IP_1 is the Pod address.',
      'Your node address is POD_IP_1.',
      'POD_IP_1 is NODE_IP_1.',
      'Your Pod has NODE_IP_1.',
      'POD_IP_1 is the node range.',
      'The VNet has routes to your POD_IP_1.',
      'The VNet has routes to Pod addresses (POD_IP_1), and none to node addresses.',
      'The VNet has routes to your node address (POD_IP_1).',
    ];
    expect(throughIn(packet, texts, ['finding/pods-outside-node-range'])).toEqual([]);
    const good = 'The VNet has routes to your node address (NODE_IP_1), and none to your Pod address (POD_IP_1).';
    expect(throughIn(packet, [good], ['finding/pods-outside-node-range'])).toEqual([good]);
  });

  test.each<readonly [string, readonly string[]]>([
    ['overlay', ['Overlay is CNI.', 'A machine elsewhere in the VNet has no route from a Pod address.']],
    ['kubenet', ['Kubenet is an overlay.', 'A cluster ends at 400 nodes.']],
    [
      'node-subnet',
      [
        'Every Pod gives an address to the same VNet subnet as its node.',
        'Other machines in the VNet can be called by a Pod directly.',
        'The subnet is limited by the cluster.',
        'Other machines must call a Pod directly.',
      ],
    ],
    ['cilium', ['Cilium is powered by CNI.']],
    ['cilium-models', ['Cilium hands out addresses.', 'A cluster must have both.']],
    ['kube-proxy', ['Where Azure-managed Cilium runs, kube-proxy does that work.']],
    [
      'service-cidr',
      [
        'Services get their addresses from the Pod CIDR.',
        'A machine lies in it.',
        'Services give their addresses to a range of their own.',
      ],
    ],
    ['private-clusters', ['The API server has an address inside the VNet.']],
    ['kubenet-or-overlay', ['On an overlay the node reports that a route was created.']],
    ['max-pods', ['At most 250 nodes may run on a Pod.']],
    ['nat', ['That works for calls to inside.']],
    ['policy-engines', ['A change to the Cilium data plane is removed by NPM or Calico.']],
    ['reserved-ips', ['Azure keeps the last five addresses of each subnet.']],
    ['network-policy', ['While no policy selects a Pod, everything must be allowed.']],
  ])('of %s', (id, texts) => {
    const packet = packetOf(taught, { findings: [], passages: [id], values: [], question: 'x?', chosen: false });
    expect(throughIn(packet, texts, [`passage/${id}`])).toEqual([]);
  });
});

// Rules that the lesson's own sentences rarely need, each on a page of its own.
describe('rules of their own', () => {
  const faultOn = (sentences: readonly string[], text: string) =>
    faultOf(text, [{ id: 'passage/x', title: 'x', about: 'x', sentences }]);

  test.each<readonly [string, string, string, string, string]>([
    [
      'a number of one clause said of another',
      'Plans start at 10 nodes, then 5 blocks each.',
      'Plans start at 5 blocks.',
      'unsupported',
      'Plans start at 10 nodes.',
    ],
    [
      'a condition that went',
      'If the agent stops, new Pods get no network.',
      'New Pods get no network.',
      'condition',
      'If the agent stops, new Pods get no network.',
    ],
  ])('%s', (_, written, text, fault, neighbour) => {
    expect(faultOn([written], text)).toBe(fault);
    expect(faultOn([written], neighbour)).toBeNull();
  });
});
